import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { hashOf, newKey } from '../../src/platform/secret.ts'
import { project } from '../../tests/support/folders.ts'
import { bars } from '../bars.ts'
import { median, percentile } from '../figure.ts'
import type { Ask } from '../load/ask.ts'
import { statementsFor } from '../scenarios/queries.ts'
import type { Scenario } from '../scenario.ts'
import { signIn } from './make.ts'

const PAGES = 60
const PAGES_IN_CHECK = 4
const STATEMENTS = 9

/** All school years counted again from nothing, by the verb for administrators; and the page that reads what came of it. */
export const measureNationalComparison: Scenario = async (stage, tally) => {
  const { server, database, url, folder, size, made } = await stage.national()
  const { check, rounds: count } = stage.options

  const seconds: number[] = []
  for (let round = 0; round < count; round++) {
    await database.query('truncate comparison.counted, comparison.cell, comparison.cohort, comparison.publication')
    const begun = performance.now()
    const cli = spawnSync(process.execPath, [join(project, 'dist/cli.js'), 'comparison', 'rebuild'], {
      env: { PATH: process.env['PATH'] ?? '', KOERS_MODE: 'trial', KOERS_DATA: folder, DATABASE_URL: url, KOERS_LOG_LEVEL: 'warn' },
      encoding: 'utf8',
    })
    seconds.push(Number(((performance.now() - begun) / 1000).toFixed(2)))
    const lines = cli.stdout.trim().split('\n')
    tally.add(`national comparison, rebuild ${round + 1}`, lines.length === size.rounds ? [] : [`${size.rounds} school years expected: ${cli.stdout}${cli.stderr}`])
    if (round === 0) for (const line of lines) console.error(`national: ${line}`)
  }

  const { rows: boards } = await database.query<{ id: string }>(
    "select id from organisations.organisation where board_number like 'N%' and kind = 'board' order by md5(id::text) limit 20",
  )
  const asks: Ask[] = []
  for (const { id } of boards) {
    const token = newKey()
    const cookie = await signIn(database, id, { token, hash: hashOf(token) })
    asks.push({
      method: 'GET',
      path: `/organisaties/${id}/vergelijken`,
      headers: { cookie, accept: 'text/html' },
      expect: { status: 200, type: 'text/html', has: ['ten minste tien besturen', '<svg', '</html>'] },
    })
  }
  const pages = (times: number) => Array.from({ length: times }, (_, at) => asks[at % asks.length] as Ask)
  const show = (times: number) => stage.load.run({ base: server.url, asks: pages(times), connections: 1 })
  tally.add('national comparison, warming up', (await show(boards.length)).failures)
  const waits: number[][] = []
  for (let round = 0; round < count; round++) {
    const shown = await show(check ? PAGES_IN_CHECK : PAGES)
    tally.add(`national comparison, page ${round + 1}`, shown.failures)
    waits.push(shown.waits)
  }
  const statements = await statementsFor(stage, database, async () => void (await show(boards.length)))
  const each = statements.calls / boards.length
  tally.add('national comparison, statements', each === 0 || each > STATEMENTS ? [`${each} statements a page, at most ${STATEMENTS} were meant`] : [])
  const medians = waits.map((round) => Number(median(round).toFixed(1)))
  return [
    {
      scenario: 'national-comparison',
      what: `all comparisons of ${size.boards} boards over ${size.rounds} years`,
      unit: 's',
      value: median(seconds),
      rounds: seconds,
      bar: bars.comparisonRebuildS,
      parts: { 'answers in the database': made.answers, 'views in the database': made.views, 's to make the country': Math.round(made.seconds) },
    },
    {
      scenario: 'national-comparison',
      what: 'comparison page, one after the other',
      unit: 'ms',
      value: median(medians),
      rounds: medians,
      bar: bars.comparisonPageMs,
      parts: { p95: Number(percentile(waits.flat(), 0.95).toFixed(1)), statements: each, 'ms in PostgreSQL': Number((statements.ms / boards.length).toFixed(2)) },
    },
  ]
}
