import { z } from 'zod'
import type { Changes } from './changes.ts'

/**
 * An instrument: the responsibilities of a board and the conditions that go with them, as people edit them in
 * `content/instruments/<id>/`. Keys are English, texts are Dutch at level B1; nothing here is copied from Kennisnet.
 */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !/[<>]/.test(value), 'Markdown only, no HTML: < and > are not allowed')
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower case letters, digits and hyphens')

/** Two digits after the dot: at most nine conditions are asked at a time, but a number that was given up is never used again. */
export const conditionIdPattern = /^([1-9]|10)\.[1-9]\d?$/
export const conditionId = z.string().regex(conditionIdPattern, 'a condition id is like 4.3')
export const version = z.string().regex(/^\d{4}\.\d+$/, 'a version is a year and a number, such as 2026.1')
export const normRef = z.string().regex(/^([A-Z]{2}\.\d{2}|P [A-Z]{2}\.\d{2}|d\d{1,2}|P d\d)$/, 'a norm is a code (GO.01), a privacy code (P PR.07) or a domain (d9, P d2)')

export const roleKeys = ['B', 'RvT', 'GMR', 'SL', 'BA', 'ICT', 'IM', 'IBP', 'FG', 'HR', 'IC', 'LMC', 'ADM', 'FB', 'TC', 'INK'] as const

const lawReference = z.strictObject({
  law: slug.describe('key in laws.yaml'),
  part: text(120).optional().describe('the article or subject, such as "artikel 32"'),
})

const conditionSchema = z.strictObject({
  id: conditionId,
  title: text(80).describe('short name, a noun phrase'),
  question: text(140).describe('the title as a question that the four levels answer'),
  wordings: z
    .strictObject({
      board: text(160).optional().describe('the question in the words of a board member'),
      coordinator: text(160).optional().describe('in the words of an ICT coordinator'),
      teacher: text(160).optional().describe('in the words of a teacher'),
    })
    .default({}),
  why: text(520).describe('why it matters: two or three sentences'),
  who: z.strictObject({
    carriesOut: z.array(z.union([z.enum(roleKeys), text(60)])).min(1),
    involved: z.array(z.union([z.enum(roleKeys), text(60)])).min(1),
  }),
  levels: z.strictObject({ 1: text(240), 2: text(240), 3: text(280), 4: text(240) }),
  needs: z
    .array(z.strictObject({ id: slug, text: text(160) }))
    .min(3)
    .max(7),
  evidence: z.array(text(120)).min(1).max(4).describe('typical evidence'),
  laws: z.array(lawReference),
  norms: z.array(normRef),
  sources: z.array(z.string().regex(/^B\d{2,3}b?$/)),
  practices: z.array(slug).describe('keys in practices.yaml; leave empty where no real one is known'),
  buildsOn: z.array(conditionId).default([]).describe('conditions that must be beyond level 1 before level 3 is credible here'),
})

export const responsibilitySchema = z.strictObject({
  id: z.string().regex(/^([1-9]|10)$/),
  title: text(80),
  promise: text(160).describe('one sentence: what the board does'),
  theme: z.boolean().default(false).describe('an in-depth theme'),
  intro: text(600).describe('two to four sentences for the page of this responsibility'),
  conditions: z.array(conditionSchema).min(1).max(9),
})

const checked = z.strictObject({
  date: z.iso.date().describe('the day the state was last established'),
  state: z
    .enum(['read', 'address-known', 'named'])
    .describe('read: its text was read in a copy · address-known: the address was found, the page not opened · named: known from another source only'),
})

export const sourcesSchema = z.strictObject({
  sources: z.array(
    z.strictObject({
      id: z.string().regex(/^B\d{2,3}b?$/),
      title: text(160),
      publisher: text(80),
      url: z
        .url({ protocol: /^https$/ })
        .nullable()
        .describe('null: no address is known'),
      commercial: z.boolean().default(false),
      checked,
    }),
  ),
})

export const lawsSchema = z.strictObject({
  laws: z.array(z.strictObject({ id: slug, title: text(160), short: text(60), url: z.url({ protocol: /^https$/ }).nullable(), checked })),
})

export const normsSchema = z.strictObject({
  framework: text(120),
  note: text(400),
  domains: z.array(z.strictObject({ id: z.string().regex(/^(d\d{1,2}|P d\d)$/), title: text(120).nullable(), status: z.enum(['seen', 'derived', 'unknown']) })),
  norms: z.array(
    z.strictObject({
      code: z.string().regex(/^(P )?[A-Z]{2}\.\d{2}$/),
      domain: z.string().regex(/^(d\d{1,2}|P d\d)$/),
      title: text(160).nullable().describe('null: the official title is not known; never invent one'),
      status: z.enum(['seen', 'third-party', 'code-only']),
      url: z.url({ protocol: /^https$/ }).nullable(),
    }),
  ),
})

export const practicesSchema = z.strictObject({
  practices: z.array(z.strictObject({ id: slug, title: text(120), by: text(80), summary: text(400), source: z.string().regex(/^B\d{2,3}b?$/) })),
})

export const instrumentSchema = z.strictObject({
  id: slug,
  version,
  title: text(80),
  subtitle: text(160),
  origin: text(400).describe('says openly whose content this is'),
  levels: z.array(z.strictObject({ level: z.literal([1, 2, 3, 4]), name: text(20), meaning: text(200) })).length(4),
  roles: z.array(z.strictObject({ id: z.enum(roleKeys), name: text(60) })),
  responsibilities: z.array(z.string().regex(/^[0-9]{2}-[a-z-]+\.yaml$/)).describe('file names in responsibilities/, in order'),
})

export type RoleKey = (typeof roleKeys)[number]
export type Level = 1 | 2 | 3 | 4
export const levels = [1, 2, 3, 4] as const satisfies readonly Level[]
export type Condition = z.output<typeof conditionSchema>
export type Responsibility = z.output<typeof responsibilitySchema>
export type Source = z.output<typeof sourcesSchema>['sources'][number]
export type Law = z.output<typeof lawsSchema>['laws'][number]
export type Practice = z.output<typeof practicesSchema>['practices'][number]
export type Norms = z.output<typeof normsSchema>
export type Norm = Norms['norms'][number]

/** One edition of an instrument, whole: what a round is made with. Plain data, so that it can be kept as JSON. */
export type Edition = {
  /** Hash of everything below: two editions with other words never share it. */
  hash: string
  id: string
  version: string
  title: string
  subtitle: string
  origin: string
  levels: { level: Level; name: string; meaning: string }[]
  roles: { id: RoleKey; name: string }[]
  responsibilities: Responsibility[]
  sources: Source[]
  laws: Law[]
  norms: Norms
  practices: Practice[]
  /** What became of the conditions of earlier versions on the way to this one. */
  changes: Changes
}
