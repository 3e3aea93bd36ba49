import type { FieldError, Typed } from '#platform/form'
import { problemText, type Text } from '../text.ts'

/** The mistakes of a form as the summary and the fields want them. */
export const errorsIn = (errors: readonly FieldError[], text: Text) => ({
  summary: errors.map((one) => ({ field: one.field.split('.')[0] ?? one.field, message: problemText(text, one) })),
  of: (field: string) => {
    const found = errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))
    return found && problemText(text, found)
  },
})

/** What was typed in a field of a form that came back. */
export const typedIn = (typed: Typed, field: string): string => [typed[field] ?? ''].flat()[0] ?? ''
export const allTypedIn = (typed: Typed, field: string): string[] => [typed[field] ?? []].flat()
