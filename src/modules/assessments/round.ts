import { z } from 'zod'
import { optionalDay, shortText } from '#platform/text-input'
import type { RoleKey } from '#modules/instruments'

export const NAME_LIMIT = 120
export const sectors = ['po', 'vo', 'so', 'mbo'] as const
export type Sector = (typeof sectors)[number]
export const scopes = ['board', 'school'] as const
export type Scope = (typeof scopes)[number]
/** Who answers; the list of the form. Others choose what fits best. */
export const answererRoles = ['B', 'SL', 'ICT', 'IBP', 'IM', 'BA', 'IC', 'teacher', 'other'] as const
export type AnswererRole = (typeof answererRoles)[number] | ''

export type Profile = { name: string; scope: Scope; sector: Sector | null; role: AnswererRole; registerId: string | null }

/** One measurement of one organisation. Open until `finishedAt`; from then on the database itself refuses every change. */
export type Round = Profile & {
  id: string
  organisationId: string
  number: number
  previousId: string | null
  editionHash: string
  editionVersion: string
  startedAt: Date
  finishedAt: Date | null
  /** A demonstration that everyone may read. */
  example: boolean
  /** The board's round in the same campaign: what is arranged there holds here. */
  boardRoundId: string | null
  /** 1, or more for a correction of an adopted round. */
  revision: number
  correction: { of: string; reason: string } | null
  adoption: Adoption | null
}

/** That the board adopted it: on which day, by whom as they are called, and the hash of what was adopted. */
export type Adoption = { at: Date; on: string; by: string; personId: string | null; contentHash: string }

const BY_LIMIT = 200
/** The decision of the board as it is typed. */
export const decisionSchema = z.object({
  on: optionalDay.refine((day) => day !== null, 'day-required').transform((day) => day ?? ''),
  by: shortText(BY_LIMIT).refine((by) => by !== '', 'by-required'),
})

/** What every round of one's own begins with. */
export const newRound = { finishedAt: null, example: false, boardRoundId: null, revision: 1, correction: null, adoption: null } satisfies Partial<Round>

/** The revisions that count, oldest round first: of each number the latest finished one, or the open one when there is no other. */
export function standingRounds(rounds: readonly Round[]): Round[] {
  const finishedAfter = (round: Round, revision: number) => rounds.some((other) => other.number === round.number && other.finishedAt !== null && other.revision > revision)
  return rounds.filter((round) => !finishedAfter(round, round.finishedAt === null ? 0 : round.revision))
}

export const profileSchema = z.object({
  name: shortText(NAME_LIMIT).refine((name) => /[\p{L}\p{N}]/u.test(name), 'name-required'),
  scope: z.enum(scopes, 'scope-required'),
  sector: z
    .enum(['', ...sectors], 'unknown-sector')
    .default('')
    .transform((sector) => (sector === '' ? null : sector)),
  role: z.enum(['', ...answererRoles], 'unknown-role').default(''),
  registerId: z.union([z.literal('').transform(() => null), z.uuid('unknown-organisation'), z.null()]).default(null),
}) satisfies z.ZodType<Profile>

/** The wording of a question that fits who answers, where the content has one. */
export const wordingFor = (role: AnswererRole | RoleKey): 'board' | 'coordinator' | 'teacher' | null => {
  switch (role) {
    case 'B':
    case 'RvT':
    case 'GMR':
      return 'board'
    case 'ICT':
    case 'IBP':
    case 'IM':
    case 'FB':
      return 'coordinator'
    case 'IC':
    case 'teacher':
      return 'teacher'
    default:
      return null
  }
}
