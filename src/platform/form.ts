import type { Context } from 'hono'
import type { z } from 'zod'
import { Refusal } from './errors.ts'

export type Upload = { name: string; bytes: Uint8Array<ArrayBuffer> }
/** Where the files of a form come from, and how many and how large: one field, as `<input type="file" name="file">`. */
export type UploadLimits = { field: string; files: number; bytesEach: number }

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

/**
 * Reads a form that brings files (multipart/form-data). A file field left empty is no file; a file without contents is one, for its
 * person should hear of it. Too many or too large files are mistakes of that field, `limit` in files or in megabytes. `files` is there
 * with mistakes too: a browser forgets which file was chosen, so its person must be told to choose it again.
 * @throws {Refusal} unsupported-media-type when it is not such a form, bad-request when it is cut off or broken.
 */
export async function parseUpload<Schema extends z.ZodType>(c: Context, schema: Schema, limits: UploadLimits): Promise<Form<z.output<Schema>> & { files: Upload[] }> {
  if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data'))
    throw new Refusal('unsupported-media-type', 'This address takes a file from an HTML form (multipart/form-data).')
  const entries = [...(await c.req.formData().catch(broken))]
  if (entries.length > FIELDS_AT_MOST) throw new Refusal('too-large', `A form has at most ${FIELDS_AT_MOST} fields.`)
  const typed = collect(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const given = entries.flatMap(([name, value]) => (name === limits.field && value instanceof File && (value.name !== '' || value.size > 0) ? [value] : []))
  const parsed = schema.safeParse(typed)
  const errors = [...(parsed.success ? [] : fieldErrors(parsed.error)), ...uploadErrors(given, limits)]
  const files = await Promise.all(given.slice(0, limits.files).map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
  return parsed.success && errors.length === 0 ? { ok: true, value: parsed.data, typed, files } : { ok: false, errors, typed, files }
}

function uploadErrors(given: readonly File[], { field, files, bytesEach }: UploadLimits): FieldError[] {
  if (given.length > files) return [{ field, problem: 'too-many-files', limit: files }]
  return given.some(({ size }) => size > bytesEach) ? [{ field, problem: 'file-too-large', limit: Math.floor(bytesEach / 1024 ** 2) }] : []
}

function broken(): never {
  throw new Refusal('bad-request', 'This form is broken or was cut off.')
}

export async function typedIn(c: Context): Promise<Typed> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) throw new Refusal('unsupported-media-type', 'This address takes an HTML form (application/x-www-form-urlencoded).')
  return fieldsIn(await c.req.text())
}

/** What stands in the body of an ordinary form. @throws {Refusal} too-large. */
export function fieldsIn(body: string): Typed {
  const fields = new URLSearchParams(body)
  if (fields.size > FIELDS_AT_MOST) throw new Refusal('too-large', `A form has at most ${FIELDS_AT_MOST} fields.`)
  return collect(fields)
}

/** The largest form, 59 conditions of a worksheet with every cell, has about 800. */
const FIELDS_AT_MOST = 2000

/** One value is a string, several of the same name are a list. */
function collect(entries: Iterable<readonly [string, string]>): Typed {
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
