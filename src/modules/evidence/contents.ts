import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FieldError, Upload } from '#platform/form'
import { FILE_AT_MOST } from '#platform/storage'
import type { Contents } from './evidence.ts'
import { evidenceLink } from './piece.ts'

export const uploadLimits = { field: 'file', files: 1, bytesEach: FILE_AT_MOST } as const
export const linkSchema = z.object({ link: evidenceLink })

/** A link or a file: exactly one. */
export function contentsFrom({ link }: { link: string }, files: readonly Upload[]): { ok: true; contents: Contents } | { ok: false; errors: FieldError[] } {
  const [file] = files
  if (file && link !== '') return { ok: false, errors: [{ field: 'link', problem: 'one-of-both' }, chooseAgain] }
  if (file) return { ok: true, contents: { file } }
  return link === '' ? { ok: false, errors: [{ field: 'link', problem: 'link-or-file' }] } : { ok: true, contents: { link } }
}

/** All that is wrong at once, but one mistake for each field. */
export const joined = (errors: readonly FieldError[], chosen: ReturnType<typeof contentsFrom>): FieldError[] => [
  ...errors,
  ...(chosen.ok ? [] : chosen.errors.filter(({ field }) => !errors.some((one) => one.field === field || one.field === 'file'))),
]

const chooseAgain: FieldError = { field: 'file', problem: 'choose-again' }

/** With a mistake elsewhere in the form the browser lets go of the file. */
export const withChooseAgain = (errors: readonly FieldError[], files: readonly Upload[]): FieldError[] =>
  files.length > 0 && !errors.some(({ field }) => field === 'file') ? [...errors, chooseAgain] : [...errors]

export const sha256Of = (contents: string | Uint8Array<ArrayBuffer>) => createHash('sha256').update(contents).digest('hex')
