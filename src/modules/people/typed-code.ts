import { z } from 'zod'

/** A code of six digits as people type it: with the space of the letter, or a stray full stop. */
export const typedCode = z
  .string('code')
  .transform((typed) => typed.replaceAll(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'code'))

/** The same, or a recovery code. Longer is neither. */
export const typedStep = z.string('code').trim().min(1, 'code').max(60, 'code')
