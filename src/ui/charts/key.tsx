import { raw } from 'hono/html'
import { LevelSign, signMarkup, type Answer } from '../sign.tsx'
import { textIn, type Lang } from '../text.ts'

type Names = Readonly<Record<1 | 2 | 3 | 4, string>>

const answers: readonly Answer[] = [1, 2, 3, 4, 'unknown', 'not-applicable', 'open']

const nameOf = (answer: Answer, names: Names, lang: Lang) => (typeof answer === 'number' ? names[answer] : textIn(lang).answer[answer])

/** What the signs mean, in one line: the four names come from the content. `levelsOnly` where nothing else occurs. */
export function LevelKey({ names, lang = 'nl', levelsOnly }: { names: Names; lang?: Lang; levelsOnly?: boolean }) {
  return (
    <ul class="koers-key">
      {(levelsOnly ? answers.slice(0, 4) : answers).map((answer) => (
        <li>
          <LevelSign answer={answer} label="" /> {nameOf(answer, names, lang)}
        </li>
      ))}
    </ul>
  )
}

const keyColumn = 104
export const fileKeyWidth = keyColumn * answers.length + 44

/** The same line in a file, 20 high. */
export function FileKey({ names, lang }: { names: Names; lang: Lang }) {
  return (
    <g font-size="13">
      {answers.map((answer, at) => (
        <g transform={`translate(${at * keyColumn + (at > 5 ? 44 : 0)} 0)`}>
          <g transform="scale(.8)">{raw(signMarkup(answer))}</g>
          <text x="21" y="13">
            {typeof answer === 'number' ? `${answer} ` : ''}
            {nameOf(answer, names, lang)}
          </text>
        </g>
      ))}
    </g>
  )
}
