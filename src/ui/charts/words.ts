import type { Lang } from '../text.ts'

/** Breaks a text into at most `count` lines of about `width` characters; what does not fit ends in an ellipsis. */
export function wrap(text: string, width: number, count: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text
    .trim()
    .split(/\s+/)
    .flatMap((long) => long.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [])) {
    if (line === '' || line.length + 1 + word.length <= width) line = line === '' ? word : `${line} ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  if (lines.length <= count) return lines
  return [...lines.slice(0, count - 1), `${lines[count - 1]!.slice(0, width - 1).trimEnd()}…`]
}

const formats = { nl: new Intl.NumberFormat('nl', { maximumFractionDigits: 1 }), en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }) }

/** 2.3 as "2,3" in Dutch; a whole level without a fraction. */
export const decimal = (value: number, lang: Lang) => formats[lang].format(value)

/** A difference with its sign, in words that need no colour: "+0,7", "−1", "0". */
export function difference(value: number, lang: Lang): string {
  const rounded = Math.round(value * 10) / 10
  return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${decimal(Math.abs(rounded), lang)}`
}
