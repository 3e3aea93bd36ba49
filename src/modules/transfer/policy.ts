import { atLeast, type Right } from '#platform/rights'

/** All that there is of an organisation, with the addresses of its people, is for who answers for it. */
export const mayTakeOut = (right: Right | undefined) => atLeast(right, 'owner')
