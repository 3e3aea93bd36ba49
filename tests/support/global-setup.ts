import { PGlite } from '@electric-sql/pglite'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDb } from '#platform/db'
import { migrate, migrationsIn } from '#platform/migrate'
import { cache, project } from './folders.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where each worker gets its database from: the dump of an embedded one, or a PostgreSQL with a template in it. */
    database: { dump: string } | { postgres: string }
  }
}

/** Once for all workers: migrates one empty database; a worker restores it in half a second instead of making its own in three to twelve. */
export default async function setUp(vitest: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(join(project, 'dist/assets/manifest.json'))) spawnSync(process.execPath, [join(project, 'scripts/build.ts'), 'assets'], { stdio: 'inherit' })
  if (process.env['KOERS_TEST_DATABASE'] !== 'postgres') {
    vitest.provide('database', { dump: await dumpOfMigrated() })
    return async () => {}
  }
  const server = await startPostgres()
  await server.run('create database template')
  const db = await openDb({ url: server.url('template') })
  await migrate(db, migrations())
  await db.close()
  vitest.provide('database', { postgres: server.url('') })
  return () => server.stop()
}

/** As `app.ts` does; modules know nothing of one another's tables, so their order makes no difference here. */
function migrations() {
  const ofModules = globSync('src/modules/*/migrations', { cwd: project }).toSorted()
  return [...migrationsIn(join(project, 'src/platform/migrations'), 'platform'), ...ofModules.flatMap((folder) => migrationsIn(join(project, folder), folder.split('/')[2] ?? ''))]
}

async function dumpOfMigrated(): Promise<string> {
  const pglite = readFileSync(join(project, 'node_modules/@electric-sql/pglite/package.json'))
  const hash = createHash('sha256').update(pglite).update(JSON.stringify(migrations())).digest('hex').slice(0, 16)
  const dump = join(cache, `database-${hash}.tar`)
  if (existsSync(dump)) return dump
  for (const old of globSync('database-*', { cwd: cache })) rmSync(join(cache, old))
  const lite = await PGlite.create()
  await migrate(await openDb({ embedded: lite }), migrations())
  const half = `${dump}.${process.pid}`
  writeFileSync(half, new Uint8Array(await (await lite.dumpDataDir('none')).arrayBuffer()))
  renameSync(half, dump) // whole or not at all, also when two runs start together
  await lite.close()
  return dump
}
