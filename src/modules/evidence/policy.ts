import { atLeast, type Right } from '#platform/rights'

/** The right someone has at the organisation of a piece; undefined: none. */
type Held = Right | undefined

/** Who belongs here sees which evidence there is and whether it still holds. */
export const mayList = (held: Held) => atLeast(held, 'reader')

/** What is in it (the description, the file, the link, who added it) is for those who work with it; so is adding to it. */
export const mayOpen = (held: Held) => atLeast(held, 'contributor')
export const mayAdd = mayOpen

/** What it proves, until when and whose it is; and that it counts no longer. */
export const mayChange = (held: Held) => atLeast(held, 'editor')
