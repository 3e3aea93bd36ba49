import { atLeast, type Right } from '#platform/rights'

/** Who did what when is for who answers for the organisation. */
export const mayReadLog = (right: Right | undefined) => atLeast(right, 'owner')
