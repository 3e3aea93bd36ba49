import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache } from '../../../../tests/support/folders.ts'

/** A folder with these files, for tests. One per worker: the next call empties it. */
export function duoFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(cache, `duo-${process.env['VITEST_POOL_ID'] ?? 'alone'}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}
