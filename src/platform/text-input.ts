import { z } from 'zod'

/** Text that people type, from a form, the API or a spreadsheet: line ends made equal, ends trimmed, the limit counted in characters. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/
const loneSurrogate = /\p{Surrogate}/u

/** Text that anything can show and store; nothing a keyboard makes is refused. */
export const isPlainText = (value: string) => !control.test(value) && !loneSurrogate.test(value)

const typedText = (max: number) =>
  z
    .string('text-expected')
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(max, 'too-long'))
    .refine(isPlainText, 'control-characters')

export const longText = (max: number) => typedText(max).default('')
export const shortText = (max: number) =>
  typedText(max)
    .refine((value) => !value.includes('\n'), 'one-line')
    .default('')
/** Only web links: a `javascript:` or `data:` link would run on whoever clicks it. */
export const webLink = (max: number) => shortText(max).refine((value) => value === '' || (/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(value) && URL.canParse(value)), 'web-link')

/** A day as `yyyy-mm-dd`, also typed as 31-12-2026; '' when left open. */
export const optionalDay = shortText(20).transform((value, context) => {
  if (value === '') return null
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.]((?:20|21)?\d{2})$/.exec(value)
  const day = dutch ? `${dutch[3]?.length === 2 ? '20' : ''}${dutch[3]}-${dutch[2]?.padStart(2, '0')}-${dutch[1]?.padStart(2, '0')}` : value
  if (z.iso.date().safeParse(day).success && day >= '2000-01-01' && day <= '2100-12-31') return day
  context.addIssue({ code: 'custom', message: 'day' })
  return z.NEVER
})

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]), z.array(item))
