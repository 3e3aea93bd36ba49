import { z } from 'zod'
import { listOf, longText, optionalDay, shortText } from '#platform/text-input'
import { levels, type Instrument, type Level } from '#modules/instruments'
import { isOpen, type Status } from './status.ts'

export const TITLE_LIMIT = 160
export const WHY_LIMIT = 2000
export const RESULT_LIMIT = 2000
export const OWNER_LIMIT = 120
export const COMMENT_LIMIT = 2000
/** A person works 1,600 hours a year; ten of them for six years is more than any action. */
export const EFFORT_LIMIT = 99_999
export const COST_LIMIT = 99_999_999

export const origins = ['wish', 'conversation', 'hand', 'worksheet', 'network'] as const
export type Origin = (typeof origins)[number]

/** What people fill in. `ownerId` is a person of the organisation; `owner` a function or other words; never both. */
export type ActionFields = {
  title: string
  why: string
  conditionId: string | null
  fromLevel: Level | null
  desiredLevel: Level | null
  ownerId: string | null
  owner: string
  /** The last day, as yyyy-mm-dd. */
  term: string | null
  /** In hours. */
  effort: number | null
  /** In whole euros. */
  cost: number | null
  /** None: for the whole organisation. */
  schoolIds: readonly string[]
}

export type Action = ActionFields & {
  id: string
  organisationId: string
  status: Status
  /** What came of it. */
  result: string
  origin: Origin
  originRoundId: string | null
  version: number
  createdAt: Date
  changedAt: Date
  finishedAt: Date | null
}

export const emptyFields: ActionFields = {
  title: '',
  why: '',
  conditionId: null,
  fromLevel: null,
  desiredLevel: null,
  ownerId: null,
  owner: '',
  term: null,
  effort: null,
  cost: null,
  schoolIds: [],
}

export const fieldsOf = ({ title, why, conditionId, fromLevel, desiredLevel, ownerId, owner, term, effort, cost, schoolIds }: ActionFields): ActionFields => ({
  title,
  why,
  conditionId,
  fromLevel,
  desiredLevel,
  ownerId,
  owner,
  term,
  effort,
  cost,
  schoolIds: schoolIds.toSorted(),
})

export const sameFields = (one: ActionFields, other: ActionFields) => JSON.stringify(fieldsOf(one)) === JSON.stringify(fieldsOf(other))

/** Its last day is behind us and it is not finished. */
export const isPassed = (action: Pick<Action, 'term' | 'status'>, today: string) => action.term !== null && action.term < today && isOpen(action.status)

/** A whole number, also typed as 1.250 or 1 250. */
const wholeNumber = (max: number) =>
  shortText(12).transform((typed, context) => {
    if (typed === '') return null
    const digits = /^\d{1,3}([. ]\d{3})+$/.test(typed) ? typed.replaceAll(/[. ]/g, '') : typed
    if (/^\d{1,9}$/.test(digits) && Number(digits) <= max) return Number(digits)
    context.addIssue({ code: 'custom', message: 'whole-number' })
    return z.NEVER
  })

const level = z
  .enum(['', ...levels.map(String)], 'unknown-level')
  .default('')
  .transform((typed): Level | null => levels.find((known) => String(known) === typed) ?? null)

/** Who carries something: a person chosen from the list, or words typed beside it. */
export const ownerFields = {
  ownerId: z
    .union([z.literal(''), z.uuid()], 'unknown-person')
    .default('')
    .transform((id) => (id === '' ? null : id)),
  owner: shortText(OWNER_LIMIT),
}
export const isOneOwner = (typed: { ownerId: string | null; owner: string }) => typed.ownerId === null || typed.owner === ''
/** Also when another field is wrong: a person wants to hear of all mistakes at once. */
export const oneOwner = { path: ['owner'], error: 'one-owner', when: () => true }

/** What may be chosen: the conditions of the instrument, the schools below the organisation, and the people who would see the action. */
export type Choices = { instrument: Instrument; schoolIds: readonly string[]; kept?: Pick<ActionFields, 'conditionId' | 'schoolIds' | 'ownerId'> }

/** An action, from what was typed in the form, sent to the API or found in a spreadsheet. What it has already (`kept`) it may keep. */
export function actionSchema({ instrument, schoolIds, kept }: Choices) {
  const schools = new Set([...schoolIds, ...(kept?.schoolIds ?? [])])
  return z
    .object({
      title: shortText(TITLE_LIMIT).refine((title) => /[\p{L}\p{N}]/u.test(title), 'title-required'),
      why: longText(WHY_LIMIT),
      conditionId: shortText(10)
        .refine((id) => id === '' || id === kept?.conditionId || instrument.condition(id) !== undefined, 'unknown-condition')
        .transform((id) => (id === '' ? null : id)),
      fromLevel: level,
      desiredLevel: level,
      ...ownerFields,
      term: optionalDay.default(null),
      effort: wholeNumber(EFFORT_LIMIT).default(null),
      cost: wholeNumber(COST_LIMIT).default(null),
      schoolIds: listOf(z.string('unknown-school').refine((id) => schools.has(id), 'unknown-school')).transform((ids) => [...new Set(ids)].toSorted()),
    })
    .refine(isOneOwner, oneOwner) satisfies z.ZodType<ActionFields>
}

/** The fields of the form, as text. */
export type ActionTyped = Record<Exclude<keyof ActionFields, 'schoolIds'>, string> & { schoolIds: readonly string[] }

export const typedOf = (action: ActionFields): ActionTyped => ({
  title: action.title,
  why: action.why,
  conditionId: action.conditionId ?? '',
  fromLevel: String(action.fromLevel ?? ''),
  desiredLevel: String(action.desiredLevel ?? ''),
  ownerId: action.ownerId ?? '',
  owner: action.owner,
  term: action.term ?? '',
  effort: String(action.effort ?? ''),
  cost: String(action.cost ?? ''),
  schoolIds: action.schoolIds,
})

/** The same from what was typed and refused: shown again as it was. */
export function typedAgain(typed: Record<string, string | string[]>): ActionTyped {
  const one = (name: keyof ActionTyped) => [typed[name] ?? ''].flat()[0] ?? ''
  return {
    title: one('title'),
    why: one('why'),
    conditionId: one('conditionId'),
    fromLevel: one('fromLevel'),
    desiredLevel: one('desiredLevel'),
    ownerId: one('ownerId'),
    owner: one('owner'),
    term: one('term'),
    effort: one('effort'),
    cost: one('cost'),
    schoolIds: [typed['schoolIds'] ?? []].flat(),
  }
}
