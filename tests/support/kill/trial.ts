import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { OpenDb } from '#platform/db'
import { chanceFrom } from './chance.ts'
import { compare, Ledger, type Cell } from './ledger.ts'
import { adopt, begin, cellsFor, write, type Load } from './writers.ts'
import { makeBoard, type Board, type Person } from './world.ts'

type Server = { url: string; process: ChildProcess }
type Trial = {
  kills: number
  seed: number
  start(): Promise<Server>
  /** The database itself, while no server has it. */
  open(): Promise<OpenDb>
  /** The database as the killed process left it; for the embedded one a copy, so that the next start does the mending. */
  left(): Promise<OpenDb>
}
export type Outcome = { kills: number; writes: number; adoptions: number; lost: string[]; half: string[]; recoveriesMs: number[] }

const ADOPTING_BOARDS = 2

/**
 * Kills the server again and again under a mix of views, joint answers, settlements and adoptions, and compares what it acknowledged
 * with what is there. Half of the kills come after a number of writes, half while a decision of the board is under way.
 */
export async function killTrial({ kills, seed, start, open, left }: Trial): Promise<Outcome> {
  const [ledger, chance] = [new Ledger(), chanceFrom(seed)]
  const outcome: Outcome = { kills: 0, writes: 0, adoptions: 0, lost: [], half: [], recoveriesMs: [] }
  const migrated = await start()
  await end(migrated, 'SIGTERM')
  const [working, ...adopting] = await within(await open(), async (db) => {
    const boards: Board[] = [await makeBoard(db, 'Samen', { schools: 2, workers: 8 })]
    for (let nr = 0; nr < ADOPTING_BOARDS; nr++) boards.push(await makeBoard(db, `Besluit ${nr}`, { schools: 6, workers: 0 }))
    return boards
  })
  if (!working) throw new Error('there is no board')

  let server = await start()
  const rounds = await roundsOf(server.url, working)
  const writers = working.people.map((person, nr): [Person, Cell[]] => {
    const kind = nr % 3 === 0 ? 'settlement' : nr % 3 === 1 ? 'answer' : 'view'
    // Everyone may write their own view of every round; of the joint answer each writer has a third of the conditions.
    const cells = cellsFor(kind, rounds, person).filter((_, place) => kind === 'view' || place % 3 === Math.floor(nr / 3))
    ledger.cells.push(...cells)
    return [person, cells]
  })
  for (let kill = 0; kill < kills; kill++) {
    const stopped = new AbortController()
    const moment = kill % 2 === 0 ? { after: 20 + chance.below(150), of: 'writes' as const } : { after: 1 + chance.below(4), of: 'adoptions' as const, ms: chance.below(60) }
    let [writes, decisions] = [0, 0]
    const load: Load = {
      url: server.url,
      ledger,
      chance,
      acknowledged: () => void (moment.of === 'writes' && ++writes >= moment.after && stopped.abort()),
      adopting: () => void (moment.of === 'adoptions' && ++decisions >= moment.after && void wait(moment.ms).then(() => stopped.abort())),
    }
    const atWork = Promise.all([...writers.map(([person, cells]) => write(load, person, cells)), ...adopting.map((board) => adopt(load, board))])
    await Promise.race([stopped.signal.aborted ? undefined : once(stopped.signal, 'abort'), atWork])
    await end(server, 'SIGKILL')
    await atWork
    const database = await left()
    const begun = performance.now()
    server = await start()
    await healthy(server.url)
    outcome.recoveriesMs.push(Math.round(performance.now() - begun))
    const found = await within(database, (db) => compare(ledger, db))
    outcome.lost.push(...found.lost)
    outcome.half.push(...found.half)
    outcome.kills++
  }
  await end(server, 'SIGTERM')
  // Once more on the database itself, after an ordinary stop.
  const last = await within(await open(), (db) => compare(ledger, db))
  return { ...outcome, writes: ledger.acknowledged, adoptions: ledger.adoptions.length, lost: [...outcome.lost, ...last.lost], half: [...outcome.half, ...last.half] }
}

/** The board's round and those of its schools, as the page of a new joint round links to them. */
async function roundsOf(url: string, board: Board): Promise<string[]> {
  const campaign = await begin(url, board)
  const page = await fetch(`${url}/organisaties/${board.id}/rondes/${campaign}`, { headers: { cookie: board.people[0].cookie } })
  const found = new Set([...(await page.text()).matchAll(/\/metingen\/([\w-]{16})\/gesprek/g)].map(([, id = '']) => id))
  if (found.size !== 1 + board.schools.length) throw new Error(`${found.size} rounds on the page of the first campaign (${page.status})`)
  return [...found]
}

async function healthy(url: string): Promise<void> {
  const answer = await fetch(`${url}/healthz`)
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`After the kill the server says ${answer.status} of itself`)
}

async function end({ process }: Server, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) throw new Error(`The server ended by itself with ${process.exitCode ?? process.signalCode}`)
  const ended = once(process, 'exit')
  process.kill(signal)
  await ended
}

async function within<T>(db: OpenDb, work: (db: OpenDb) => Promise<T>): Promise<T> {
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}
