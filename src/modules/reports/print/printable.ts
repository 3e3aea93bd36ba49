/**
 * What the faces in the PDF can show. PDF/UA refuses a file with a missing glyph, so every other character becomes □.
 * Latin, punctuation and digits come from Atkinson Hyperlegible Next; Greek, Cyrillic, Hebrew, arrows from Libertinus
 * Serif and Arabic from DejaVu Sans Mono, which Typst carries itself. `printable.test.ts` prints each of them.
 */
export const shown = [
  ' -~',
  '\u00a0-\u00ac',
  '\u00ae-\u00b4',
  '\u00b6-\u0137',
  '\u0139-\u013e',
  '\u0141-\u0148',
  '\u014c-\u0165',
  '\u0168-\u017e',
  '\u0218-\u021b',
  '\u1e80-\u1e85',
  '\u1e9e', // Latin
  '\u2010-\u2014',
  '\u2018-\u201a',
  '\u201c-\u201e',
  '\u2020-\u2022',
  '\u2026',
  '\u2030',
  '\u2039-\u203a',
  '\u20ac',
  '\u2122',
  '\u2190-\u2199',
  '\u2212',
  '\u2248',
  '\u2260',
  '\u2264-\u2265',
  '\u25a1',
  '\u0384-\u038a',
  '\u038c',
  '\u038e-\u03a1',
  '\u03a3-\u03ce',
  '\u0400-\u045f',
  '\u05d0-\u05ea',
  '\u060c',
  '\u061b',
  '\u061f',
  '\u0621-\u063a',
  '\u0640-\u0652',
  '\u0660-\u0669',
  '\u067e',
  '\u0686',
  '\u0698',
  '\u06a9',
  '\u06af',
  '\u06cc',
].join('')

const unshown = new RegExp(`[^${shown}\\n]`, 'u')
const unshownRuns = new RegExp(`[^${shown}\\n]+`, 'gu')
const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' })

/** A run this long has no place to break: a link, or 120 times the same letter. */
const LONGEST_WORD = 26
const tooLong = new RegExp(`\\S{${LONGEST_WORD},}`, 'gu')
const BREAK = '\u200b'
const longRun = new RegExp(`[^${BREAK}\\s]{${LONGEST_WORD}}`, 'gu')

/** The text as it can be printed: one □ for each sign it cannot show, and places to break in words without end. */
export function printable(text: string): string {
  const clean = unshown.test(text) ? text.normalize('NFC').replace(unshownRuns, (run) => [...graphemes.segment(run)].map(({ segment }) => printableSign(segment)).join('')) : text
  return clean.replace(tooLong, (word) => word.replace(/[/._?&=-]+/gu, `$&${BREAK}`).replace(longRun, `$&${BREAK}`))
}

/** Other spaces become a space, what has no shape of its own (directions, joiners, byte order marks) and unknown accents fall away. */
function printableSign(sign: string): string {
  const seen = sign
    .replace(/\p{Zs}|[\t\u2028\u2029]/gu, ' ')
    .replace(/[\p{C}\p{Variation_Selector}]/gu, (part) => (part === '\n' ? part : ''))
    .replace(/\p{M}/gu, (mark) => (unshown.test(mark) ? '' : mark))
  return unshown.test(seen) ? '□' : seen
}

/** The same for every text in a document's data. `replaced` says whether a □ was put anywhere. */
export function printableData<Data>(data: Data): { data: Data; replaced: boolean } {
  let replaced = false
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const made = printable(value)
      replaced ||= made.includes('□') && !value.includes('□')
      return made
    }
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key.endsWith('Href') || key === 'url' ? inner : walk(inner)]))
  }
  return { data: walk(data) as Data, replaced }
}
