import { MINUTE } from '#platform/clock'
import { atLeast, type Right } from '#platform/rights'

/** Long enough to read the page; too short for who finds an open browser. */
export const SIGNED_IN_WITHIN = 30 * MINUTE

/** Erasing cannot be undone: who sits down at an open browser must not be able to. */
export const mayErase = ({ strong, signedInFor }: { strong: boolean; signedInFor: number }) => strong || signedInFor <= SIGNED_IN_WITHIN

/** Who did what when is for who answers for the organisation. */
export const mayReadLog = (right: Right | undefined) => atLeast(right, 'owner')
