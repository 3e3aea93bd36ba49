import { atLeast, type Right } from '#platform/rights'
import { isChangeable, type State } from './practice.ts'

/** How someone stands to one practice: their right at its organisation, and whether they wrote it. */
export type Access = { right: Right | undefined; isAuthor: boolean }

/** Who works at an organisation sees and writes its practices, whatever their state. */
export const maySee = (right: Right | undefined) => atLeast(right, 'contributor')
export const mayWrite = maySee

/** One's own while one works there, or as an editor anyone's: to change it, to send it in and to withdraw it. */
export const isTheirs = ({ right, isAuthor }: Access) => atLeast(right, 'editor') || (isAuthor && atLeast(right, 'contributor'))
export const mayChange = (access: Access, state: State) => isTheirs(access) && isChangeable(state)
export const mayWithdraw = (access: Access, state: State) => isTheirs(access) && state !== 'withdrawn'

/** Whoever is signed in may ask the contact; the web at large may not. */
export const maySeeContact = (person: { id: string } | undefined) => person !== undefined
