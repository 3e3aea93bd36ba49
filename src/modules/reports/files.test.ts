import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { decimal } from '#platform/i18n'
import { readOds } from '#protocols/ods'
import { columns } from './column.ts'
import { csvCell } from '#protocols/csv'
import { reportCsv } from './csv.ts'
import { formats } from './format.ts'
import { reportOds } from './ods.ts'
import { reportPrint } from './print/report-print.ts'
import { buildReport, reportSchema } from './report.ts'
import { emptyHistory, history, longestHistory, nasty, NOW, usualHistory } from './test-history.ts'

const usual = buildReport(usualHistory(), NOW)
const csvRows = (report = usual): Record<string, string>[] => parse(reportCsv(report), { bom: true, delimiter: ';', columns: true })
const sheet = (name: string, report = usual) => {
  const read = readOds(reportOds(report))
  if (!read.ok) throw new Error(read.problem)
  const rows = read.book.sheets.find((each) => each.name === name)?.rows ?? []
  return rows
}
const from = (rows: readonly (readonly string[])[], label: string) => rows.slice(rows.findIndex((row) => row[0] === label) + 1)

describe('the table (CSV)', () => {
  test('is UTF-8 with a mark, semicolons and Windows line ends, a row for each condition', () => {
    const text = reportCsv(usual)
    expect(text.startsWith('\ufeffNummer;Verantwoordelijkheid;')).toBe(true)
    expect(text.replaceAll(/"(?:[^"]|"")*"/g, '').split('\r\n')).toHaveLength(61)
    expect(csvRows()).toHaveLength(59)
  })

  test.each(['=1+1', '+31612345678', '-2', '@SUM(A1)', '\tx', '\rx'])('makes %j text and no formula', (text) => {
    expect(csvCell(text).replace(/^"/, '').startsWith("'")).toBe(true)
    expect(csvRows(buildReport(history([{ '1.1': { level: 1, note: text } }]), NOW))[0]?.['Toelichting']).toBe(`'${text}`)
  })

  test('gives quotes, semicolons and line ends back as they were', () => {
    const note = `zei "ja";\nen ${nasty}`
    expect(csvRows(buildReport(history([{ '1.1': { level: 1, note } }]), NOW))[0]?.['Toelichting']).toBe(note)
  })
})

describe('the spreadsheet (ODS)', () => {
  test('has its six sheets and can be read back, also empty and with the longest texts', () => {
    for (const given of [emptyHistory(), usualHistory(), longestHistory()]) {
      const read = readOds(reportOds(buildReport(given, NOW)))
      expect(read.ok && read.book.sheets.map(({ name }) => name)).toEqual(['Samenvatting', 'Voorwaarden', 'Werkpunten', 'Groei', 'Normen', 'Bronnen'])
    }
  })

  test('says of a norm without a known title that it is not known', () => {
    expect(
      sheet('Normen')
        .find((row) => row[0] === 'IM.01')
        ?.slice(0, 4),
    ).toEqual(['IM.01', 'titel niet bekend', 'Domein 6: Incidentmanagement', '4.4'])
  })
})

describe('every format says the same', () => {
  const json = reportSchema.parse(JSON.parse(formats.json.make(usual)))
  const lines = json.responsibilities.flatMap((each) => each.conditions)

  test('levels, answers and wishes', () => {
    const inOds = from(sheet('Voorwaarden'), 'Nummer')
    const column = (label: string) => columns.findIndex((each) => each.label === label)
    for (const [at, line] of lines.entries()) {
      const row = csvRows()[at]!
      expect(row).toMatchObject({
        Nummer: line.id,
        Niveau: line.level === null ? '' : String(line.level),
        'Gewenst niveau': line.wish ? String(line.wish.desiredLevel) : '',
        Toelichting: line.note,
      })
      for (const label of ['Nummer', 'Niveau', 'Antwoord', 'Gewenst niveau', 'Wanneer klaar', 'Dagen oud', 'Vorige ronde'])
        expect(inOds[at]?.[column(label)] ?? '').toBe(row[label])
    }
  })

  test('averages and counts of each responsibility', () => {
    const inOds = from(sheet('Samenvatting'), 'Nr.')
    const { ladder, map } = reportPrint(usual)
    for (const [at, each] of json.responsibilities.entries()) {
      const levels = csvRows()
        .filter((row) => row['Nummer']?.startsWith(`${each.id}.`) && row['Niveau'] !== '')
        .map((row) => Number(row['Niveau']))
      expect(levels.reduce((sum, level) => sum + level, 0) / levels.length).toBeCloseTo(each.mean!.mean)
      expect(inOds[at]?.slice(0, 11)).toEqual([
        each.id,
        each.title,
        ...[
          each.counts.conditions,
          each.counts.filledIn,
          each.counts.carried,
          each.counts.open,
          each.counts.unknown,
          each.counts.notApplicable,
          each.counts.withLevel,
          each.counts.underpinned,
          Math.round(each.mean!.mean * 10) / 10,
        ].map(String),
      ])
      expect(ladder[at]).toMatchObject({
        id: each.id,
        over: each.mean!.over,
        now: { words: decimal(each.mean!.mean, 'nl') },
        previous: { words: decimal(each.previousMean!.mean, 'nl') },
      })
      expect(decimal(each.mean!.mean, 'nl')).toBe(Number(inOds[at]?.[10]).toFixed(1).replace('.', ','))
      expect(map[at]?.cells.map(({ answer }) => answer)).toEqual(each.conditions.map(({ answer, level }) => level ?? answer))
    }
  })
})
