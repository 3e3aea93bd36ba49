import { z } from 'zod'

/** An address of mail as it is kept: lower case, for nobody knows two mailboxes that differ in that alone. 254 is the most that SMTP carries. */
export const emailAddress = z.string('email').trim().toLowerCase().max(254, 'email').pipe(z.email('email'))
