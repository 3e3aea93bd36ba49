import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's folder, wherever the running file stands (src/ in tests, dist/ in production). */
export const root = findRoot(import.meta.dirname)

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'content'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('Koers cannot find its own folder: package.json and content/ must stand together')
  return findRoot(parent)
}
