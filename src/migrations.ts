import { join } from 'node:path'
import { migrationsIn, type Migration } from '#platform/migrate'
import { root } from '#platform/root'
import { names } from './modules.ts'

/** All there are, in the order in which they are done: first the core, then each module after what it needs. */
export const migrations = (): Migration[] => [
  ...migrationsIn(join(root, 'src/platform/migrations'), 'platform'),
  ...names.withMigrations.flatMap((name) => migrationsIn(join(root, 'src/modules', name, 'migrations'), name)),
]
