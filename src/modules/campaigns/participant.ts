import { z } from 'zod'
import { personFunctions, type PersonFunction } from '#platform/rights'
import { longText } from '#platform/text-input'

/** Someone who answers in one round of a campaign: with an account, or with a personal link. */
export type Participant = {
  id: string
  roundId: string
  personId: string | null
  function: PersonFunction | ''
  /** What they are called in the list of who takes part; for a person with an account their name of now. */
  label: string
  /** By link only, until the campaign closes. */
  email: string | null
  byLink: boolean
  /** Taken off the list; who still belongs there comes back by answering. */
  removed: boolean
  invitedAt: Date
  doneAt: Date | null
}

export type Assignment = { subject: string; function: PersonFunction | ''; participantId: string | null }

type Asked = Pick<Participant, 'id' | 'function'>

/** Whether this subject (4 or 4.3) is about the condition. */
const isAbout = (subject: string, conditionId: string) => subject === conditionId || conditionId.startsWith(`${subject}.`)

/**
 * What is asked of a participant: what is assigned to them or to their function, and what is assigned to nobody. A condition that is
 * assigned by itself is not asked of those who have its responsibility: the closer word counts.
 */
export function askedOf(participant: Asked, conditionIds: readonly string[], assignments: readonly Assignment[]): string[] {
  const isTheirs = (one: Assignment) => one.participantId === participant.id || (one.participantId === null && one.function !== '' && one.function === participant.function)
  return conditionIds.filter((id) => {
    const itself = assignments.filter((one) => one.subject === id)
    const about = itself.length > 0 ? itself : assignments.filter((one) => isAbout(one.subject, id))
    return about.length === 0 || about.some(isTheirs)
  })
}

/** How far someone is, in words anyone understands. */
export type ParticipantState = 'not-begun' | 'busy' | 'all-answered' | 'done'

export function participantState(answered: number, asked: number, doneAt: Date | null): ParticipantState {
  if (doneAt) return 'done'
  if (answered === 0) return 'not-begun'
  return answered >= asked ? 'all-answered' : 'busy'
}

/** As many as a large school has teachers; more are sent in turns, so that a slip does not write to the whole country. */
export const GUESTS_AT_ONCE = 100

/** Addresses one below the other, or parted by commas. */
export const guestsSchema = z.object({
  emails: longText(10_000)
    .transform((text) => [
      ...new Set(
        text
          .split(/[\n,;]+/)
          .map((one) => one.trim().toLowerCase())
          .filter((one) => one !== ''),
      ),
    ])
    .pipe(z.array(z.email('emails-wrong')).min(1, 'emails-required').max(GUESTS_AT_ONCE, 'too-many')),
  round: z.string().regex(/^[\w-]{16}$/, 'round-required'),
  function: z.enum(['', ...personFunctions], 'unknown-choice').default(''),
})
