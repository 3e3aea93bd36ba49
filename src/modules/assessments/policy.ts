import type { Actor } from '#platform/http'
import { atLeast, type Right } from '#platform/rights'
import type { Round } from './round.ts'

/** What someone has on a round: the right of their key or of their membership, whichever is stronger. */
export type Access = Right | 'none'

export const stronger = (one: Access, other: Access): Access => (other !== 'none' && (one === 'none' || atLeast(other, one)) ? other : one)

const has = (access: Access, needed: Right) => access !== 'none' && atLeast(access, needed)

/** Everyone may look at an example; who belongs there or was given a link may look at the round. */
export const mayRead = (access: Access, round: Pick<Round, 'example'>) => round.example || access !== 'none'

/** Who writes the answers of the organisation sees the questions, the notes in progress and the way to other rounds. */
export const mayWork = (access: Access, round: Pick<Round, 'example'>) => has(access, 'editor') && !round.example

/** Answers change only while the round is open. */
export const mayAnswer = (access: Access, round: Pick<Round, 'example' | 'finishedAt'>) => mayWork(access, round) && round.finishedAt === null

/** Sharing, withdrawing a link and starting the next round, also after finishing. */
export const mayManage = mayWork

/** Deleting is the owner's alone. */
export const mayRemove = (access: Access, round: Pick<Round, 'example'>) => has(access, 'owner') && !round.example

/** The same at an organisation, before there is a round: starting one, finishing those of a campaign together. */
export const mayWorkAt = (actor: Actor, organisationId: string) => atLeast(actor.standing.get(organisationId)?.right, 'editor')
export const mayReadAt = (actor: Actor, organisationId: string) => atLeast(actor.standing.get(organisationId)?.right, 'reader')

/** Adopting and correcting are decisions of the board: an owner writes them down, signed in, never with a link alone. */
export const mayAdopt = (actor: Actor, round: Pick<Round, 'organisationId' | 'example'>) => atLeast(actor.standing.get(round.organisationId)?.right, 'owner') && !round.example
