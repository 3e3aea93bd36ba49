import { raw } from 'hono/html'
import { textIn, type Lang } from './text.ts'

export type Answer = 1 | 2 | 3 | 4 | 'unknown' | 'not-applicable' | 'open'

/** What is drawn in a box of 20 by 20: the filled part of each sign, the hollow part of a previous round, the ring around. */
export const signPaths = {
  ring: 'M10 1.75a8.25 8.25 0 1 1 0 16.5a8.25 8.25 0 1 1 0-16.5z',
  filled: {
    1: 'M10 10V1.75A8.25 8.25 0 0 1 18.25 10z',
    2: 'M10 1.75a8.25 8.25 0 0 1 0 16.5z',
    3: 'M10 10V1.75A8.25 8.25 0 1 1 1.75 10z',
    4: 'M10 1.75a8.25 8.25 0 1 1 0 16.5a8.25 8.25 0 1 1 0-16.5z',
  },
  hollow: {
    1: 'M10 10V5a5 5 0 0 1 5 5z',
    2: 'M10 5a5 5 0 0 1 0 10z',
    3: 'M10 10V5a5 5 0 1 1-5 5z',
    4: 'M10 5a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
  },
  question: 'M7.4 7.9a2.6 2.6 0 1 1 3.9 2.3c-.9.5-1.3 1-1.3 1.9M10 14.4v.2',
  dash: 'M4.5 10h11',
  tick: 'm3 10.5 4.5 4.5L17 5',
  flag: 'M4 2.5h13l-3.2 4.3 3.2 4.3H6.5v8H4z',
  carried: 'M4.1 12.5a6.5 6.5 0 1 0 .6-6.2M4.2 2.4v4.2h4.2',
} as const

const stroke = (d: string, width: number) => `<path d="${d}" fill="none" stroke="currentColor" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
const fill = (d: string) => `<path d="${d}" fill="currentColor"/>`

/** The bare drawing of an answer in a box of 20 by 20, for the inside of a chart. */
export function signMarkup(answer: Answer, hollow = false): string {
  if (answer === 'not-applicable') return stroke(signPaths.dash, 1.75)
  const ring = stroke(signPaths.ring, hollow ? 1 : 1.5)
  if (answer === 'open') return ring
  if (answer === 'unknown') return ring + stroke(signPaths.question, 1.75)
  return ring + (hollow ? stroke(signPaths.hollow[answer], 1) : fill(signPaths.filled[answer]))
}

const icon = (inner: string, name: string) => `<svg class="koers-sign__${name}" viewBox="0 0 20 20" aria-hidden="true">${inner}</svg>`
const marks = {
  tick: icon(stroke(signPaths.tick, 2.75), 'mark'),
  carried: icon(stroke(signPaths.carried, 2), 'mark'),
  flag: icon(fill(signPaths.flag), 'flag'),
}

type Sign = {
  answer: Answer
  /** There is evidence: a small tick. */
  underpinned?: boolean
  /** The sign of a previous round. */
  hollow?: boolean
  /** The level one wants: a flag. */
  flag?: boolean
  /** Taken over from the previous round and not looked at since. */
  carried?: boolean
}

const drawn = new Map<string, string>()

function drawing({ answer, underpinned, hollow, flag, carried }: Sign): string {
  const key = `${answer}${underpinned ? 'u' : ''}${hollow ? 'h' : ''}${flag ? 'f' : ''}${carried ? 'c' : ''}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  const made =
    icon(signMarkup(answer, hollow), 'circle') +
    (typeof answer === 'number' ? `<span class="koers-sign__number">${answer}</span>` : '') +
    (underpinned ? marks.tick : '') +
    (carried ? marks.carried : '') +
    (flag ? marks.flag : '')
  drawn.set(key, made)
  return made
}

/** The answer in words, as a screen reader hears it: "niveau 2, onderbouwd". */
export function signLabel(sign: Sign, lang: Lang = 'nl'): string {
  const text = textIn(lang)
  const parts = [typeof sign.answer === 'number' ? text.answer.level(sign.answer) : text.answer[sign.answer]]
  if (sign.underpinned) parts.push(text.sign.underpinned)
  if (sign.hollow) parts.push(text.sign.previous)
  if (sign.carried) parts.push(text.sign.carried)
  if (sign.flag) parts.push(text.sign.wish)
  return parts.join(', ')
}

/** One answer as a sign with its number. `label=""` hides it from screen readers, where the words already stand beside it. */
export function LevelSign({ label, lang = 'nl', ...sign }: Sign & { label?: string; lang?: Lang }) {
  const name = label ?? signLabel(sign, lang)
  const inner = raw(drawing(sign))
  if (name === '')
    return (
      <span class="koers-sign" aria-hidden="true">
        {inner}
      </span>
    )
  return (
    <span class="koers-sign" role="img" aria-label={name}>
      {inner}
    </span>
  )
}
