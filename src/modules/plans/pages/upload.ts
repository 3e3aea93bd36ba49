import { Refusal } from '#platform/errors'
import type { Ctx } from '#platform/http'

/** The file of a form with one file field, called `file`; undefined when none was chosen. */
export async function fileIn(c: Ctx): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data'))
    throw new Refusal('unsupported-media-type', 'This address takes a file from an HTML form (multipart/form-data).')
  const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
  const { file } = body
  return file instanceof File && file.size > 0 ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : undefined
}
