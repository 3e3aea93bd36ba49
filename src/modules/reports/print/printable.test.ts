import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lookInto } from '../pdf-text.ts'
import { buildReport } from '../report.ts'
import { oversightPdf, reportPdf } from '../pdf.ts'
import { history, NOW } from '../test-history.ts'
import { printable, printableData, shown } from './printable.ts'

const every = [...shown.matchAll(/([^])(?:-([^]))?/gu)].flatMap(([, from, to]) =>
  Array.from({ length: (to ?? from!).codePointAt(0)! - from!.codePointAt(0)! + 1 }, (_, at) => String.fromCodePoint(from!.codePointAt(0)! + at)),
)

describe('printable text', () => {
  test('is left as it is when the faces know it', () => {
    for (const text of ['Stichting Het Kompas', 'Één école à Žižkov – “€ 5”', 'مدرسة النور', 'בית ספר', 'Ελλάδα Москва', 'regel 1\nregel 2']) expect(printable(text)).toBe(text)
  })

  test('has one □ for each sign that no face knows, and drops what has no shape', () => {
    expect(printable('👨‍👩‍👧 feest 😀 漢字')).toBe('□ feest □ □□')
    expect(printable('a\u202Eb\u200Bc\uFEFFd\u0007e')).toBe('abcde')
    expect(printable('e\u0301 x\u0302')).toBe('é x')
    expect(printableData({ a: ['😀'], url: 'https://😀' })).toEqual({ data: { a: ['□'], url: 'https://😀' }, replaced: true })
  })

  test('can break a word without end', () => {
    expect(
      printable('w'.repeat(60))
        .split('\u200b')
        .every((part) => part.length <= 26),
    ).toBe(true)
    expect(printable(`https://example.nl/${'a'.repeat(80)}`).replaceAll('\u200b', '')).toBe(`https://example.nl/${'a'.repeat(80)}`)
  })

  test('of every kind the faces know makes a PDF/UA', async () => {
    expect(every.length).toBeGreaterThan(600)
    const note = every.join(' ')
    const made = await reportPdf(buildReport(history([{ '1.1': { level: 1, note } }], { name: note.slice(0, 120) }), NOW))
    expect(lookInto(made.pdf).claimsUa1).toBe(true)
  })

  test('of any kind at all makes a PDF/UA', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 120 }), async (text) => {
        const made = await oversightPdf(buildReport(history([{ '1.1': { level: 1, wish: { owner: text } } }], { name: text }), NOW))
        expect(lookInto(made.pdf).tagged).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
