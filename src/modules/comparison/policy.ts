import { atLeast, type Right } from '#platform/rights'

/** Who belongs to the board may see the comparison, as far as the board takes part; schools and outsiders may not. */
export const maySee = (right: Right | undefined) => atLeast(right, 'reader')

/** Sharing on behalf of a board, and stopping, is for its owners. */
export const mayDecide = (right: Right | undefined) => atLeast(right, 'owner')

/** Who shares nothing sees nothing of others; one's own answers are always one's own to see. */
export const maySeeOthers = <P>(right: Right | undefined, participation: P | undefined): participation is P => maySee(right) && participation !== undefined
