import { z } from 'zod'
import { parseUpload } from '#platform/form'
import type { Ctx } from '#platform/http'
import { FILE_AT_MOST } from '#platform/storage'

/** The file of a form with one file field, called `file`; undefined when none was chosen. Size and kind are judged by who keeps it. */
export async function fileIn(c: Ctx): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const { files } = await parseUpload(c, z.object({}), { field: 'file', files: 1, bytesEach: FILE_AT_MOST })
  return files.find((file) => file.bytes.length > 0)
}
