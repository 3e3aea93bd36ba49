import type { Actor } from '#platform/http'
import { atLeast } from '#platform/rights'
import type { Anonymity, Campaign, Part } from './campaign.ts'

/** Whoever belongs to the board, or to a school that takes part, may see that a campaign runs. */
export const maySee = (actor: Actor, campaign: Pick<Campaign, 'boardId'>, parts: readonly Part[]) =>
  actor.standing.has(campaign.boardId) || parts.some((part) => actor.standing.has(part.organisationId))

/** Making, dividing, reminding and closing is the work of an editor of the board. */
export const mayLead = (actor: Actor, boardId: string) => atLeast(actor.standing.get(boardId)?.right, 'editor')

/** Who leads one round leads its conversation: an editor of that school, or of its board. */
export const mayLeadPart = (actor: Actor, part: Pick<Part, 'organisationId'>) => atLeast(actor.standing.get(part.organisationId)?.right, 'editor')

/** Who may look at the demonstration sees its conversation too, and changes nothing. */
export const mayWatchPart = (actor: Actor, campaign: Pick<Campaign, 'example'>, part: Pick<Part, 'organisationId'>) =>
  mayLeadPart(actor, part) || (campaign.example && actor.standing.has(part.organisationId))

/** What someone held against the rest stays with those who belong there; where answers are anonymous, with who leads the conversation. */
export const mayReadDissent = (actor: Actor, part: Pick<Part, 'organisationId'>, anonymity: Anonymity) =>
  anonymity === 'anonymous' ? mayLeadPart(actor, part) : actor.standing.has(part.organisationId)

/** Adopting is written down by an owner of the board. */
export const mayAdoptCampaign = (actor: Actor, boardId: string) => atLeast(actor.standing.get(boardId)?.right, 'owner')

/** A reader sees what came of it. Everyone else who belongs there may join and answer, invited or not. */
export const mayJoin = (actor: Actor, part: Pick<Part, 'organisationId'>) => atLeast(actor.standing.get(part.organisationId)?.right, 'contributor')
