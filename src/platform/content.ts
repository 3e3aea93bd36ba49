import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'

/** A mistake in a content file, said so that an editor can jump to it: file, line and id. */
export class ContentError extends Error {
  readonly code = 'content-error'
  readonly mistakes: readonly string[]
  constructor(mistakes: readonly string[]) {
    super(`The content has ${mistakes.length} mistake(s):\n${mistakes.map((m) => `  ${m}`).join('\n')}`)
    this.name = 'ContentError'
    this.mistakes = mistakes
  }
}

/** One parsed content file that still knows on which line each value stands. */
export type ContentFile<T> = { value: T; at: (path: readonly PropertyKey[]) => string }

/**
 * Reads one YAML file and holds it against its schema.
 * @throws {ContentError} naming `file:line` and the nearest id above the mistake.
 */
export function readContent<Schema extends z.ZodType>(file: string, schema: Schema): ContentFile<z.output<Schema>> {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, strict: true, uniqueKeys: true })
  const name = relative(process.cwd(), file)
  const at = (path: readonly PropertyKey[]) => `${name}:${lineOf(document, lines, path)}${nearestId(document, path)}`
  if (document.errors.length > 0) throw new ContentError(document.errors.map((e) => `${name}:${lines.linePos(e.pos[0]).line} ${e.message.split('\n')[0]}`))
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }))
  if (!parsed.success) throw new ContentError(parsed.error.issues.map((issue) => `${at(issue.path)} ${issue.path.join('.')}: ${issue.message}`))
  return { value: parsed.data, at }
}

/** The line of the deepest node on the path that exists: a missing key is reported at its parent. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

function nearestId(document: Document, path: readonly PropertyKey[]): string {
  for (let depth = path.length; depth >= 0; depth--) {
    const id = document.getIn([...path.slice(0, depth), 'id'])
    if (typeof id === 'string') return ` (id ${id})`
  }
  return ''
}
