import { atLeast, type Right } from '#platform/rights'
import type { Fields } from '../html-form.ts'
import { held, withoutAccount, type Place, type RoleName } from './roles.ts'

/** Behind a door is one route: who gets in, and what one sends who does. */
export type Door = {
  /** Whose address it is. */
  places: readonly Place[]
  opens(as: RoleName, place: Place): boolean
  /** A form that is accepted. */
  form?: Fields
  /** A file that is accepted, beside the form. */
  file?: 'pdf' | 'worksheet' | 'planWorksheet'
  /** A body for the API that is accepted, in place of the example in the document. */
  json?: object
  /** Others are answered as its owner is, but nothing happens: so does something that is not there. */
  quiet?: true
  /** What it answers to who gets in, where that is neither shown nor done; everywhere, or at this place. */
  answers?: number | Partial<Record<Place, number>>
  query?: string
  /** Who tries it, where having a right is not enough. */
  as?: RoleName
}
export type Doors = Record<string, Door>
type Sent = Omit<Door, 'places' | 'opens'>

const hasAccount = (as: RoleName) => !withoutAccount.has(as)
const isToken = (as: RoleName) => as.endsWith('Token')

/** Nobody's secret. */
export const everyone = (sent: Sent = {}): Door => ({ places: ['board'], opens: () => true, ...sent })
/** The key in the address is the secret: who has it, has it. */
export const whoHasTheKey = everyone
/** Nothing is here: an address that an installation without it does not know. */
export const nothingHere = (sent: Sent = {}): Door => ({ places: ['board'], opens: () => false, ...sent })
/** Whoever is signed in. */
export const person = (sent: Sent = {}): Door => ({ places: ['board'], opens: hasAccount, ...sent })
/** Whoever is signed in with a browser: a program does not manage the account it acts for. */
export const inBrowser = (sent: Sent = {}): Door => ({ places: ['board'], opens: (as) => hasAccount(as) && !isToken(as), ...sent })
export const only = (who: readonly RoleName[], sent: Sent = {}): Door => ({ places: ['board'], opens: (as) => who.includes(as), ...sent })
/** With the second step; without it, the way to that step. */
export const administrators = (sent: Sent = {}): Door => only(['strongAdministrator'], sent)

const holding =
  (right: Right) =>
  (as: RoleName, place: Place): boolean =>
    atLeast(held[as][place], right)

/** Every organisation: of the board, and of its school. */
export const at = (right: Right, sent: Sent = {}): Door => ({ places: ['board', 'school'], opens: holding(right), ...sent })
/** Only a board has it, or the thing in the address is of the board. */
export const atBoard = (right: Right, sent: Sent = {}): Door => ({ places: ['board'], opens: holding(right), ...sent })
/** A board that the register does not know. */
export const atOwn = (right: Right, sent: Sent = {}): Door => ({ places: ['own'], opens: holding(right), ...sent })
/** Rounds, with an account or with the key of a measurement. */
export const inRound = (right: Right, sent: Sent = {}): Door => ({ places: ['board', 'school', 'measurement'], opens: holding(right), ...sent })
/** A measurement without account: of who has its own link. */
export const inMeasurement = (right: Right, sent: Sent = {}): Door => ({ places: ['measurement'], opens: holding(right), ...sent })
/** A round that many answer. */
export const inCampaign = (right: Right, sent: Sent = {}): Door => ({ places: ['board', 'school'], opens: holding(right), ...sent })
/** The same, and who was sent a personal link for the list of the school. */
export const inCampaignOrGuest = (right: Right, sent: Sent = {}): Door => ({
  places: ['board', 'school'],
  opens: (as, place) => holding(right)(as, place) || (as === 'guest' && place === 'school'),
  ...sent,
})
