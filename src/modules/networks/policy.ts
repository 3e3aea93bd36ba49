import { atLeast, type Right } from '#platform/rights'

/** A right at a board that is a member of the network; undefined: none, or it is no member. */
type Held = Right | undefined

/** Whoever belongs to a board that is a member sees what the network sees. */
export const maySee = (held: Held) => atLeast(held, 'reader')

/** To ask, to offer, to propose a joint action and to take one into the plan. */
export const maySpeak = (held: Held) => atLeast(held, 'editor')

/** To begin a network, to join, to leave, and what the board shares with the others: whoever answers for the board. */
export const mayDecide = (held: Held) => atLeast(held, 'owner')

/** The name, the link that invites and who coordinates: an owner of a board that coordinates. */
export const mayCoordinate = (held: Held, coordinator: boolean) => coordinator && mayDecide(held)
