import { atLeast, type Right } from '#platform/rights'

/** Who belongs to a board sees it and its schools; who belongs to one school sees that school, and nothing of another. */
export const maySee = (right: Right | undefined) => atLeast(right, 'reader')
