import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { OpenDb } from '#platform/db'
import { chanceFrom } from './chance.ts'
import { compare, Ledger, type Cell } from './ledger.ts'
import { adopt, begin, cellsFor, write, type Load } from './writers.ts'
import { makeBoard, type Board, type Person } from './world.ts'

export type Server = { url: string; process: ChildProcess }
/** One way to break something under load. */
export type Fault = {
  name: string
  strike(server: Server): Promise<void>
  /** The database as it was left; for the embedded one a copy, so that the next start does the mending. */
  left(): Promise<OpenDb>
  /** What an operator or systemd does: starts what is not there. Nothing, where all should mend itself. */
  mend(server: Server): Promise<Server>
}
type Trial = {
  faults: readonly Fault[]
  seed: number
  start(): Promise<Server>
  /** The database itself, while no server has it. */
  open(): Promise<OpenDb>
}
export type Outcome = { writes: number; adoptions: number; lost: string[]; half: string[]; recoveries: { name: string; ms: number }[] }

const ADOPTING_BOARDS = 2

/**
 * Breaks something again and again under a mix of views, joint answers, settlements and adoptions, and compares what was acknowledged
 * with what is there. Half of it comes after a number of writes, half while a decision of the board is under way.
 */
export async function faultTrial({ faults, seed, start, open }: Trial): Promise<Outcome> {
  const [ledger, chance] = [new Ledger(), chanceFrom(seed)]
  const outcome: Outcome = { writes: 0, adoptions: 0, lost: [], half: [], recoveries: [] }
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
  for (const [nr, fault] of faults.entries()) {
    const now = new AbortController()
    const moment = nr % 2 === 0 ? { after: 20 + chance.below(100), of: 'writes' as const } : { after: 1 + chance.below(4), of: 'adoptions' as const, ms: chance.below(60) }
    let [writes, decisions, struck] = [0, 0, false]
    const load: Load = {
      url: server.url,
      ledger,
      chance,
      over: () => struck,
      acknowledged: () => void (moment.of === 'writes' && ++writes >= moment.after && now.abort()),
      adopting: () => void (moment.of === 'adoptions' && ++decisions >= moment.after && void wait(moment.ms).then(() => now.abort())),
    }
    const atWork = Promise.all([...writers.map(([person, cells]) => write(load, person, cells)), ...adopting.map((board) => adopt(load, board))])
    await Promise.race([now.signal.aborted ? undefined : once(now.signal, 'abort'), atWork])
    const strike = await timed(() => fault.strike(server))
    struck = true
    await atWork
    const database = await fault.left()
    const mend = await timed(async () => {
      server = await fault.mend(server)
      await healthy(server)
    })
    outcome.recoveries.push({ name: fault.name, ms: Math.round(strike + mend) })
    const found = await within(database, (db) => compare(ledger, db))
    outcome.lost.push(...found.lost)
    outcome.half.push(...found.half)
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

const AGAIN_WITHIN_MS = 60_000

/** It is asked until it is well; it mends itself, or not at all. */
async function healthy({ url, process }: Server): Promise<void> {
  const giveUpAt = performance.now() + AGAIN_WITHIN_MS
  for (;;) {
    const answer = await fetch(`${url}/healthz`)
    const said = await answer.text()
    if (answer.status === 200) return
    if (process.exitCode !== null || performance.now() > giveUpAt) throw new Error(`After the fault the server says ${answer.status} of itself: ${said}`)
    await wait(20)
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

export async function end({ process }: Server, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
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
