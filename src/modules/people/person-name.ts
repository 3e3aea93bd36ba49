import { shortText } from '#platform/text-input'

export const NAME_LIMIT = 120

const turning = /[\u202A-\u202E\u2066-\u2069]/

/** What colleagues see. Marks that turn the text around would let a name pretend to be another part of the page or a letter. */
export const personName = shortText(NAME_LIMIT)
  .refine((name) => name !== '', 'name')
  .refine((name) => !turning.test(name), 'control-characters')
