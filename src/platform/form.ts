import type { Context } from 'hono'
import type { z } from 'zod'
import { Refusal } from './errors.ts'

/** What is wrong with one field: `problem` is a key of the interface texts, `limit` the number it speaks of. */
export type FieldError = { field: string; problem: string; limit?: number }
export type Typed = Record<string, string | string[]>
export type Form<T> = { ok: true; value: T; typed: Typed } | { ok: false; errors: FieldError[]; typed: Typed }

/**
 * Reads an ordinary HTML form and holds it against the schema. What was typed comes back too, so that the same page can show it.
 * @throws {Refusal} unsupported-media-type when it is not a form.
 */
export async function parseForm<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<Form<z.output<Schema>>> {
  const typed = await typedIn(c)
  const parsed = schema.safeParse(typed)
  return parsed.success ? { ok: true, value: parsed.data, typed } : { ok: false, errors: fieldErrors(parsed.error), typed }
}

export async function typedIn(c: Context): Promise<Typed> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) throw new Refusal('unsupported-media-type', 'This address takes an HTML form (application/x-www-form-urlencoded).')
  const fields = new URLSearchParams(await c.req.text())
  if (fields.size > FIELDS_AT_MOST) throw new Refusal('too-large', `A form has at most ${FIELDS_AT_MOST} fields.`)
  return collect(fields)
}

/** The largest form, 59 conditions of a worksheet with every cell, has about 800. */
const FIELDS_AT_MOST = 2000

/** One value is a string, several of the same name are a list. */
export function collect(entries: Iterable<readonly [string, string]>): Typed {
  const typed: Typed = Object.create(null)
  for (const [name, value] of entries) {
    const before = typed[name]
    if (before === undefined) typed[name] = value
    else if (Array.isArray(before)) before.push(value)
    else typed[name] = [before, value]
  }
  return typed
}

/** One error per field: the first, for a person mends one thing at a time. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const errors = new Map<string, FieldError>()
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.')
    if (errors.has(field)) continue
    const limit = 'maximum' in issue && typeof issue.maximum === 'number' ? { limit: issue.maximum } : {}
    errors.set(field, { field, problem: issue.message, ...limit })
  }
  return [...errors.values()]
}
