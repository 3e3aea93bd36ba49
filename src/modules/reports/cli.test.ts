import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Assessments } from '#modules/assessments'
import { readOds } from '#protocols/ods'
import { reportCli } from './cli.ts'
import { buildReport } from './report.ts'
import { NOW, usualHistory } from './test-history.ts'

const folder = mkdtempSync(join(tmpdir(), 'koers-reports-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (args: string[], example: string | undefined = 'ronde-0000000-03') => {
  const lines: string[] = []
  const [verb] = reportCli(async () => ({ report: buildReport(usualHistory(), NOW), mine: false }), { example: async () => example } as unknown as Assessments)
  return { code: await verb!.run(args, (line) => lines.push(line)), lines }
}

describe('koers demo report', () => {
  const begins = { pdf: '%PDF-1.7', ods: 'PK', csv: '\ufeffNummer;', json: '{' }
  test.each(Object.entries(begins))('writes %s and says how large it is in one line', async (format, begin) => {
    const file = join(folder, `report.${format}`)
    const { code, lines } = await run(['report', '--format', format, '--out', file])
    expect([code, lines]).toEqual([0, [expect.stringMatching(/^.+: \d+ bytes$/)]])
    expect(readFileSync(file, 'utf8').startsWith(begin)).toBe(true)
    if (format === 'ods') expect(readOds(readFileSync(file)).ok).toBe(true)
  })

  test.each([
    [[]],
    [['report']],
    [['report', '--format', 'docx', '--out', 'x']],
    [['report', '--format', 'pdf']],
    [['report', '--format', 'pdf', '--out']],
    [['rapport', '--format', 'pdf', '--out', 'x']],
    [['report', '--format', 'constructor', '--out', 'x']],
  ])('answers %j with its usage', async (args) => {
    expect((await run(args)).code).toBe(2)
  })

  test('says so when there is no demonstration board', async () => expect((await run(['report', '--format', 'csv', '--out', join(folder, 'none.csv')], '')).code).toBe(1))
})
