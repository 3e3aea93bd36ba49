import type pg from 'pg'
import { openDb } from '../../src/platform/db.ts'
import { hashOf, newKey } from '../../src/platform/secret.ts'
import { cellsAt } from '../../src/modules/assessments/boards/store.ts'
import { bars, type Bar } from '../bars.ts'
import { median, percentile, type Figure } from '../figure.ts'
import type { Ask } from '../load/ask.ts'
import { statementsFor } from '../scenarios/queries.ts'
import type { Scenario } from '../scenario.ts'
import type { Tally } from '../tally.ts'
import { signIn } from './make.ts'
import { schoolsOfLargest } from './steps.ts'

const TIMES = 40
const TIMES_IN_CHECK = 3

type Largest = { board: string; schools: string[]; campaign: string; round: string }

/** The largest board, as its owner works with it: where the board stands, a joint round, the views beside each other, and adopting it all in one decision. */
export const measureNationalBoard: Scenario = async (stage, tally) => {
  const { server, database, url } = await stage.national()
  const { check, rounds: count } = stage.options
  const largest = await largestOf(database)
  const token = newKey()
  const cookie = await signIn(database, largest.board, { token, hash: hashOf(token) })
  const figures: Figure[] = []

  const pages: { what: string; path: string; has: string[]; bar?: Bar }[] = [
    {
      what: `page of a board with ${schoolsOfLargest} schools`,
      path: `/organisaties/${largest.board}`,
      has: ['School 1 van 9', '</html>'],
    },
    {
      what: `the grid of ${schoolsOfLargest} schools × 59 conditions`,
      path: `/organisaties/${largest.board}/groei/raster`,
      has: ['School 80 van 9', '</html>'],
      bar: bars.boardOverviewMs,
    },
    {
      what: `growth of ${schoolsOfLargest} schools over all rounds`,
      path: `/organisaties/${largest.board}/groei`,
      has: ['Het verloop', '</html>'],
      bar: bars.boardOverviewMs,
    },
    { what: `joint round over ${schoolsOfLargest} schools`, path: `/organisaties/${largest.board}/rondes/${largest.campaign}`, has: ['School 80 van 9', '</html>'] },
    { what: 'views of four people × 59 beside each other', path: `/metingen/${largest.round}/gesprek`, has: ['/gesprek/', '</html>'], bar: bars.perspectivesMs },
  ]
  for (const { what, path, has, bar } of pages) {
    const ask: Ask = { method: 'GET', path, headers: { cookie, accept: 'text/html' }, expect: { status: 200, type: 'text/html', has } }
    const show = (times: number) => stage.load.run({ base: server.url, asks: Array.from({ length: times }, () => ask), connections: 1 })
    tally.add(`national board, ${what}, warming up`, (await show(check ? 1 : TIMES)).failures)
    const waits: number[][] = []
    for (let round = 0; round < count; round++) {
      const shown = await show(check ? TIMES_IN_CHECK : TIMES)
      tally.add(`national board, ${what}, ${round + 1}`, shown.failures)
      waits.push(shown.waits)
    }
    const statements = await statementsFor(stage, database, async () => void (await show(TIMES_IN_CHECK)))
    const medians = waits.map((round) => Number(median(round).toFixed(1)))
    figures.push({
      scenario: 'national-board',
      what,
      unit: 'ms',
      value: median(medians),
      rounds: medians,
      ...(bar ? { bar } : {}),
      parts: {
        p95: Number(percentile(waits.flat(), 0.95).toFixed(1)),
        statements: statements.calls / TIMES_IN_CHECK,
        'ms in PostgreSQL': Number((statements.ms / TIMES_IN_CHECK).toFixed(1)),
      },
    })
  }

  figures.push(await pictureOf(largest, url, tally, check ? 1 : count))

  const [starting, adopting]: [number[], number[]] = [[], []]
  const post = async (path: string, fields: [string, string][]) => {
    const begun = performance.now()
    const answer = await fetch(server.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: server.url, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields).toString(),
    })
    await answer.arrayBuffer()
    return { status: answer.status, location: answer.headers.get('location') ?? '', ms: Number((performance.now() - begun).toFixed(1)) }
  }
  // One more than is counted: the first has no plan and no compiled code.
  for (let round = 0; round <= count; round++) {
    const begun = await post(`/organisaties/${largest.board}/rondes/nieuw`, [
      ['title', `Ronde ${round}`],
      ['startsOn', '2026-01-05'],
      ['endsOn', '2036-01-05'],
      ['scope', 'both'],
      ['anonymity', 'function'],
      ...largest.schools.map((school): [string, string] => ['schools', school]),
    ])
    const adopted = await post(`${begun.location}/vaststellen`, [
      ['on', '2026-01-06'],
      ['by', `het college van bestuur, keer ${round}`],
    ])
    const { rows } = await database.query<{ count: string }>('select count(*) as count from assessments.round where adopted_by = $1', [`het college van bestuur, keer ${round}`])
    const rounds = Number(rows[0]?.count ?? 0)
    tally.add(`national board, adoption ${round}`, rounds === schoolsOfLargest + 1 ? [] : [`${rounds} rounds were adopted; ${begun.status}, ${adopted.status}`])
    if (round === 0) continue
    starting.push(begun.ms)
    adopting.push(adopted.ms)
  }
  return [
    ...figures,
    { scenario: 'national-board', what: `starting a joint round over ${schoolsOfLargest} schools, answers taken over`, unit: 'ms', value: median(starting), rounds: starting },
    {
      scenario: 'national-board',
      what: `closing and adopting ${schoolsOfLargest + 1} rounds in one decision`,
      unit: 'ms',
      value: median(adopting),
      rounds: adopting,
      bar: bars.adoptionMs,
    },
  ]
}

async function largestOf(database: pg.Pool): Promise<Largest> {
  const { rows } = await database.query<Largest>(
    `select b.id as board, array_agg(s.id) as schools, c.id as campaign, p.round_id as round
     from organisations.organisation b join organisations.organisation s on s.parent_id = b.id
     join lateral (select id from campaigns.campaign where board_id = b.id order by created_at desc limit 1) c on true
     join campaigns.part p on p.campaign_id = c.id and p.scope = 'board'
     where b.board_number like 'N%' group by b.id, c.id, p.round_id order by count(*) desc limit 1`,
  )
  const [found] = rows
  if (found?.schools.length !== schoolsOfLargest) throw new Error(`The largest board has ${found?.schools.length} schools`)
  return found
}

/** The latest round of the board and of each school with all cells, as the overview reads them: without the page around it. */
async function pictureOf({ board, schools }: Largest, url: string, tally: Tally, rounds: number): Promise<Figure> {
  const db = await openDb({ url, pool: 1 })
  const took: number[] = []
  for (let time = 0; time <= rounds * 10; time++) {
    const begun = performance.now()
    const found = await cellsAt(db, [board, ...schools], 'latest')
    if (time > 0) took.push(Number((performance.now() - begun).toFixed(1)))
    const cells = found.reduce((sofar, one) => sofar + one.cells.length, 0)
    if (time === 0) tally.add('national board, picture', found.length === schools.length + 1 && cells > schools.length * 50 ? [] : [`${found.length} rounds with ${cells} cells`])
  }
  await db.close()
  return {
    scenario: 'national-board',
    what: `picture of ${schoolsOfLargest} schools × 59 conditions, read in one statement, without the page`,
    unit: 'ms',
    value: median(took),
    rounds: took.slice(0, 10),
    bar: bars.boardOverviewMs,
    parts: { p95: percentile(took, 0.95) },
  }
}
