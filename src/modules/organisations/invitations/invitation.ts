import { z } from 'zod'
import { DAY, HOUR } from '#platform/clock'
import type { PersonFunction, Right } from '#platform/rights'
import { listOf, longText } from '#platform/text-input'
import { functionsField, rightField } from '../membership.ts'

/** Long enough for a holiday of one week and the one after; short enough that an old mailbox opens nothing. */
export const VALID_FOR = 14 * DAY
/** Someone who presses twice, or a hundred times, does not fill a mailbox. */
export const AGAIN_AFTER = HOUR
/** A board of 80 schools with two people each is invited in four letters' worth of pasting; more at once is a mistake or abuse. */
export const ADDRESSES_AT_ONCE = 50
/** Open at one moment for one organisation: ten times what one sends at once. */
export const OPEN_AT_MOST = 500

export type Invitation = {
  id: string
  /** Where it was sent from, and by whom it can be withdrawn. */
  organisationId: string
  /** What it gives access to: that organisation, or schools of it. */
  placeIds: readonly string[]
  email: string
  functions: readonly PersonFunction[]
  right: Right
  invitedBy: string
  sentAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  acceptedBy: string | null
  withdrawnAt: Date | null
}

export const hasExpired = (invitation: Pick<Invitation, 'expiresAt'>, now: Date) => invitation.expiresAt <= now

/** The longest a mail server takes (RFC 5321 4.5.3.1.3: 256 with the angle brackets). */
const address = z.email('address').max(254, 'address').toLowerCase()

/** Addresses as they are pasted: on lines, with commas or semicolons, or as a mail program copies them: `Jan <jan@…>`. */
export const addressesField = longText(20_000).transform((pasted, context) => {
  const pieces = pasted.split(/[,;\n]/).flatMap((piece) => /<([^<>]*)>/.exec(piece)?.[1]?.trim() ?? piece.split(/\s+/))
  const typed = [...new Set(pieces.filter((piece) => piece !== ''))]
  const read = typed.map((one) => address.safeParse(one))
  const problem = typed.length === 0 ? 'addresses' : read.some((one) => !one.success) ? 'address' : typed.length > ADDRESSES_AT_ONCE ? 'too-many-addresses' : undefined
  if (problem === undefined) return [...new Set(read.flatMap((one) => (one.success ? [one.data] : [])))]
  context.addIssue({ code: 'custom', message: problem })
  return z.NEVER
})

export const invitationForm = z.object({ addresses: addressesField, functions: functionsField, right: rightField, places: listOf(z.uuid()) })
export type InvitationForm = z.output<typeof invitationForm>
