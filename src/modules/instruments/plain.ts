import { plainDutch, type Finding } from '#platform/plain-dutch'
import type { Edition } from './instrument.ts'

type Condition = Edition['responsibilities'][number]['conditions'][number]

/** Where the content is not Dutch at level B1; each condition is read by itself, its question first. */
export function hardToRead(edition: Edition): Finding[] {
  const names = edition.practices.flatMap(({ by }) => by.match(/\b[A-Z\d]{2,}\b/g) ?? [])
  const read = (id: string, texts: readonly string[]) =>
    plainDutch(
      texts.map((text) => ({ where: id, text })),
      names,
    )
  return [
    ...read(edition.id, [edition.title, edition.subtitle, edition.origin, ...edition.levels.map((level) => level.meaning), ...edition.roles.map((role) => role.name)]),
    ...edition.responsibilities.flatMap(({ id, title, promise, intro, conditions }) => [
      ...read(id, [title, promise, intro]),
      ...conditions.flatMap((one) => read(one.id, textsOf(one))),
    ]),
    ...edition.practices.flatMap(({ id, title, summary }) => read(id, [title, summary])),
  ]
}

/** In the order in which they say things for the first time. */
export const textsOf = ({ question, title, wordings, why, levels, needs, evidence }: Condition): string[] => [
  question,
  title,
  ...Object.values(wordings).filter((words) => words !== undefined),
  why,
  ...Object.values(levels),
  ...needs.map((need) => need.text),
  ...evidence,
]
