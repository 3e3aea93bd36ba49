import { z } from 'zod'
import type { Edition } from '#modules/instruments'
import { answerKinds, levelSchema, type Line } from './line.ts'

const checked = z.object({ date: z.iso.date(), state: z.enum(['read', 'address-known', 'named']) })
const ids = z.array(z.string()).describe('ids of conditions')

/** What the conditions refer to: the framework of norms, sources, laws and practices. Only what is used is listed. */
export const referencesSchema = z.object({
  norms: z.object({
    framework: z.string(),
    note: z.string(),
    items: z.array(
      z.object({
        ref: z.string(),
        kind: z.enum(['norm', 'domain']),
        title: z.string().nullable().describe('null: the official title is not known'),
        domain: z.string(),
        domainTitle: z.string().nullable(),
        url: z.url().nullable(),
        conditions: z.array(z.object({ id: z.string(), answer: z.enum(answerKinds), level: levelSchema.nullable() })),
      }),
    ),
  }),
  sources: z.array(z.object({ id: z.string(), title: z.string(), publisher: z.string(), url: z.url().nullable(), commercial: z.boolean(), checked, conditions: ids })),
  laws: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      short: z.string(),
      url: z.url().nullable(),
      checked,
      parts: z.array(z.object({ conditionId: z.string(), part: z.string().nullable() })),
    }),
  ),
  practices: z.array(z.object({ id: z.string(), title: z.string(), by: z.string(), summary: z.string(), source: z.string(), conditions: ids })),
})
export type References = z.output<typeof referencesSchema>

export function referencesOf(edition: Edition, lines: readonly Line[]): References {
  const conditions = edition.responsibilities.flatMap((responsibility) => responsibility.conditions)
  const used = <Thing extends object, As extends object>(
    things: readonly Thing[],
    inCondition: (condition: (typeof conditions)[number], thing: Thing) => boolean,
    as: (thing: Thing, ids: string[]) => As,
  ): As[] =>
    things.flatMap((thing) => {
      const touching = conditions.filter((condition) => inCondition(condition, thing)).map((condition) => condition.id)
      return touching.length === 0 ? [] : [as(thing, touching)]
    })
  const practices = used(
    edition.practices,
    (condition, { id }) => condition.practices.includes(id),
    ({ id, title, by, summary, source }, touching) => ({ id, title, by, summary, source, conditions: touching }),
  )
  return {
    norms: { framework: edition.norms.framework, note: edition.norms.note, items: normsOf(edition, lines) },
    sources: used(
      edition.sources,
      (condition, { id }) => condition.sources.includes(id) || practices.some((practice) => practice.source === id && practice.conditions.includes(condition.id)),
      ({ id, title, publisher, url, commercial, checked: state }, touching) => ({ id, title, publisher, url, commercial, checked: state, conditions: touching }),
    ),
    laws: edition.laws.flatMap(({ id, title, short, url, checked: state }) => {
      const parts = conditions.flatMap((condition) => condition.laws.filter(({ law }) => law === id).map(({ part }) => ({ conditionId: condition.id, part: part ?? null })))
      return parts.length === 0 ? [] : [{ id, title, short, url, checked: state, parts }]
    }),
    practices,
  }
}

function normsOf({ norms, responsibilities }: Edition, lines: readonly Line[]): References['norms']['items'] {
  const standing = new Map(lines.map((line) => [line.id, line]))
  const conditions = responsibilities.flatMap((responsibility) => responsibility.conditions)
  const touching = (ref: string) =>
    conditions.filter((condition) => condition.norms.includes(ref)).map(({ id }) => ({ id, answer: standing.get(id)?.answer ?? 'open', level: standing.get(id)?.level ?? null }))
  return norms.domains
    .flatMap((domain) => [
      { ref: domain.id, kind: 'domain' as const, title: domain.title, domain: domain.id, domainTitle: domain.title, url: null, conditions: touching(domain.id) },
      ...norms.norms
        .filter((norm) => norm.domain === domain.id)
        .map((norm) => ({
          ref: norm.code,
          kind: 'norm' as const,
          title: norm.title,
          domain: domain.id,
          domainTitle: domain.title,
          url: norm.url,
          conditions: touching(norm.code),
        })),
    ])
    .filter((item) => item.conditions.length > 0)
}
