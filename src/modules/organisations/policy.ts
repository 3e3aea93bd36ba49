import { atLeast, type Person, type PersonFunction, type Right, type Standing } from '#platform/rights'
import type { Organisation } from './organisation.ts'

/** How the one who acts stands to this organisation: by themselves or through its board; undefined: not at all, and then it does not exist for them. */
type At = Standing | undefined

/** Who watches over the work or advises from outside must be able to speak freely of it, and so does not decide on it. */
const independent: ReadonlySet<PersonFunction> = new Set(['data-protection-officer', 'supervisor', 'adviser'])

/** An independent function takes part at most; every other may hold every right. */
export const highestRightFor = (functions: readonly PersonFunction[]): Right => (functions.some((one) => independent.has(one)) ? 'contributor' : 'owner')
export const mayHold = (functions: readonly PersonFunction[], right: Right) => atLeast(highestRightFor(functions), right)

/** Colleagues know one another: name, function and right. */
export const maySeePeople = (at: At) => at !== undefined

/** Addresses and open invitations are for who invites. */
export const maySeeAddresses = (at: At) => atLeast(at?.right, 'editor')

/** An owner invites anyone; an editor invites contributors and readers; nobody gives a right above their own. */
export const mayInvite = (at: At, right: Right) => atLeast(at?.right, 'owner') || (atLeast(at?.right, 'editor') && !atLeast(right, 'editor'))

/** Whoever could have sent an invitation may take it back or send it again. */
export const mayWithdraw = mayInvite

/** Functions and rights of others are the owner's. Nobody raises themselves: an editor cannot change anyone. */
export const mayChange = (at: At) => atLeast(at?.right, 'owner')

/** An owner removes anyone; everyone may leave. */
export const mayRemove = (at: At, self: boolean) => self || atLeast(at?.right, 'owner')

/** Who asks to belong is let in by an owner. */
export const mayDecide = (at: At) => atLeast(at?.right, 'owner')

/** Schools of a board that the register does not know are added by its owner; the register knows those of all others. */
export const mayAddSchools = (at: At, organisation: Pick<Organisation, 'origin' | 'kind'>) =>
  atLeast(at?.right, 'owner') && organisation.origin === 'own' && organisation.kind === 'board'

/** The last owner cannot leave, be removed or become less: someone must be able to let others in. An owner of the board counts for its schools. */
export const staysOwned = (owners: readonly { membershipId: string }[], without: string) => owners.some((owner) => owner.membershipId !== without)

/** First persons and handovers between boards are for an administrator who gave a second factor in this session. */
export const mayManage = (person: Pick<Person, 'administrator' | 'strong'> | undefined) => person !== undefined && person.administrator && person.strong
