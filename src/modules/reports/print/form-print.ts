import type { Instrument } from '#modules/instruments'
import { longDate } from '#platform/i18n'
import { nl } from '../text.nl.ts'
import { printable } from './printable.ts'
import type { PrintData } from './typesetter.ts'

export type FormAbout = { name: string; round: number; now: Date }

/** What `typst/form.typ` prints: the whole questionnaire for a conversation on paper. No answers and no link: paper gets lost. */
export function formPrint({ edition }: Instrument, { name, round, now }: FormAbout): PrintData & Record<string, unknown> {
  const known = printable(name).trim()
  return {
    title: `${nl.formTitle}: ${known || nl.untitled}`,
    kind: nl.formTitle,
    name: known,
    round: nl.round(round),
    foot: `${nl.formTitle} · ${edition.title}, ${nl.about.version(edition.version)} · ${longDate(now, 'nl')}`,
    date: { year: now.getUTCFullYear(), month: now.getUTCMonth() + 1, day: now.getUTCDate() },
    origin: edition.origin,
    levelNote: nl.levelNote,
    levels: edition.levels,
    responsibilities: edition.responsibilities.map(({ id, title, promise, conditions }) => ({
      id,
      title,
      promise,
      conditions: conditions.map((condition) => ({
        id: condition.id,
        question: condition.question,
        levels: [1, 2, 3, 4].map((level) => condition.levels[level as 1 | 2 | 3 | 4]),
        needs: condition.needs.map((need) => need.text),
      })),
    })),
  }
}
