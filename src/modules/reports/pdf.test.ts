import { describe, expect, test } from 'vitest'
import { pdfProblems } from '../../../tests/support/pdf/accessible.ts'
import { boardPdf, formPdf, oversightPdf, reportPdf } from './pdf.ts'
import { lookInto } from './pdf-text.ts'
import { buildReport } from './report.ts'
import { emptyHistory, history, longestHistory, longName, nasty, NOW, realInstrument, usualHistory } from './test-history.ts'

const usual = buildReport(usualHistory(), NOW)
const histories = { empty: emptyHistory, usual: usualHistory, longest: longestHistory }
const ours = ['AtkinsonHyperlegibleNext', 'LibertinusSerif', 'DejaVuSansMono']
const strangers = (fonts: (string | undefined)[]) => fonts.filter((font) => !ours.some((name) => font?.startsWith(name)))
const formAbout = { name: 'Stichting Het Kompas', round: 3, now: NOW }

describe('every document', () => {
  const documents = { report: () => reportPdf(usual), board: () => boardPdf(usual), oversight: () => oversightPdf(usual), form: () => formPdf(realInstrument, formAbout) }
  test.each(Object.entries(documents))('%s is a tagged PDF/UA with title, language and headings, in our own faces', async (_, make) => {
    const { pdf, pages } = await make()
    const seen = lookInto(pdf)
    expect(seen).toMatchObject({ header: '%PDF-1.7', tagged: true, claimsUa1: true, showsTitle: true, bookmarks: true, hasScript: false, pages })
    expect(seen.language).toMatch(/^nl/)
    expect(seen.headings).toBeGreaterThan(3)
    expect(seen.title).toContain('Stichting Het Kompas')
    expect(strangers(seen.fonts)).toEqual([])
  })

  test.each(Object.entries(documents))('%s has what PDF/UA asks and a program can see: tags, reading order, headers, links, bookmarks, faces', async (_, make) => {
    expect(pdfProblems((await make()).pdf)).toEqual([])
  })

  test('is made beside the rest: everyone else is answered meanwhile', async () => {
    let made = false
    const making = reportPdf(usual).then(() => (made = true))
    await new Promise(setImmediate)
    expect(made).toBe(false)
    await making
  })

  test('is the same file for the same report', async () => {
    const [first, second] = await Promise.all([boardPdf(usual), boardPdf(usual)])
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0)
  })
})

test('the report has a table header on every table and a heading for every condition', async () => {
  const seen = lookInto((await reportPdf(usual)).pdf)
  expect(seen.tableHeaders).toBeGreaterThan(25)
  expect(seen.headings).toBeGreaterThan(59 + 20)
  expect(seen.links).toContain('https://wetten.overheid.nl/BWBR0040940')
})

describe('one A4, whatever the data', () => {
  test.each(Object.entries(histories))('%s', async (_, make) => {
    const report = buildReport(make(), NOW)
    expect([(await boardPdf(report)).pages, (await oversightPdf(report)).pages]).toEqual([1, 1])
  })

  test('with three choices of the longest titles, all unknown, or everything at the top', async () => {
    const all = (said: object) => buildReport(history([Object.fromEntries(realInstrument.conditions.map(({ id }) => [id, { ...said }]))], { name: 'W'.repeat(120) }), NOW)
    for (const report of [
      all({ unknown: true }),
      all({ level: 4, evidence: 'ja' }),
      all({ level: 1 }),
      all({ notApplicable: 'nee' }),
      all({ level: 2, wish: { owner: 'w'.repeat(120), term: null } }),
    ])
      expect([(await boardPdf(report)).pages, (await oversightPdf(report)).pages]).toEqual([1, 1])
  })
})

describe('text of people', () => {
  const markup = [
    nasty,
    '#panic("x")',
    '*bold*',
    '$',
    '\\',
    '//',
    '<label>',
    '#import "/etc/passwd": x',
    '#sys.inputs',
    '"}',
    '@ref',
    '/* */',
    '#json("data.json")',
    '~ -- --- ...',
    '= kop',
    '- lijst',
    '`',
  ]
  const said = (notes: readonly string[], round = {}) =>
    buildReport(
      history(
        [
          Object.fromEntries(
            notes.map((note, at) => [realInstrument.conditions[at]!.id, { level: 2, note, evidence: note.slice(0, 1000), wish: { owner: note.slice(0, 120), term: null } }]),
          ),
        ],
        round,
      ),
      NOW,
    )

  test('never becomes Typst: markup, code and paths are printed as they are', async () => {
    for (const make of [reportPdf, boardPdf, oversightPdf]) {
      const seen = lookInto((await make(said(markup, { name: '#panic("x") *bold* $x$ // [a]' }))).pdf)
      expect(seen).toMatchObject({ tagged: true, claimsUa1: true })
      expect(seen.title).toContain('#panic(&quot;x&quot;) *bold* $x$ // [a]')
    }
  })

  test('of 4,000 signs, in a name of ninety, from right to left and with emoji is printed', async () => {
    const report = said([`${nasty} ${'woord '.repeat(660)}`.slice(0, 4000)], { name: longName })
    const seen = lookInto((await reportPdf(report)).pdf)
    expect(seen.tagged).toBe(true)
    expect(strangers(seen.fonts)).toEqual([])
  })

  test('that is a link to a script is never a link', async () => {
    const report = buildReport(history([{ '4.3': { level: 2, evidenceLink: 'https://example.nl/a?b=c&d=e(f)' } }]), NOW)
    expect(lookInto((await reportPdf(report)).pdf).links.every((link) => link.startsWith('http'))).toBe(true)
  })
})
