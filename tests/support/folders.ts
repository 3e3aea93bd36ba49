import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

export const project = join(import.meta.dirname, '../..')

/** Everything the tests leave behind stands here: inside the project's folder, and gone with `npm ci`. */
export const cache = join(project, 'node_modules/.cache/koers')

mkdirSync(cache, { recursive: true })
