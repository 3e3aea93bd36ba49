import type { PGlite } from '@electric-sql/pglite'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { columnValues as parsers } from './column-values.ts'
import type { Db, OpenDb } from './db.ts'
import { DiskFull, hasRoom, openFolder } from './embedded-folder.ts'
import { takeFolder } from './one-process.ts'
import { DatabaseStopped, revivable, type Revivable } from './revivable.ts'
import type { Sql } from './sql.ts'

// Loaded where it is used: a process on PostgreSQL does not carry a second database in its memory.
const create = async (folder?: string): Promise<PGlite> => (await import('@electric-sql/pglite')).PGlite.create({ ...(folder ? { dataDir: folder } : {}), parsers })

/** The database inside this process, in a folder of its own or, without one, in memory; `given` is one that was made already. */
export async function openEmbedded(given: PGlite | undefined, dataFolder: string | undefined): Promise<OpenDb> {
  if (dataFolder === undefined) {
    const lite = given ?? (await create())
    return over(
      await revivable(
        async () => lite,
        () => new DatabaseStopped(),
      ),
    )
  }
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const letGo = await takeFolder(dataFolder)
  const folder = join(dataFolder, 'database')
  const stopped = () => (hasRoom(folder) ? new DatabaseStopped() : new DiskFull(folder))
  try {
    return over(await revivable(() => openFolder(folder, create), stopped), letGo)
  } catch (error) {
    letGo()
    throw error
  }
}

type Asking = <T>(work: (client: Pick<PGlite, 'query'>) => Promise<T>) => Promise<T>

function statements(ask: Asking) {
  const rows = <Row>({ text, values }: Sql) => ask(async (client) => (await client.query<Row>(text, values as unknown[], { parsers })).rows)
  return { rows, one: async <Row>(statement: Sql) => (await rows<Row>(statement))[0] }
}

function over(database: Revivable, closed = () => {}): OpenDb {
  return {
    ...statements(database.ask),
    kind: 'embedded',
    tx: <T>(work: (tx: Db) => Promise<T>) =>
      database.ask((lite) =>
        lite.transaction<T>((transaction) => {
          const tx: Db = { ...statements((asked) => asked(transaction)), tx: (inner) => inner(tx) }
          return work(tx)
        }),
      ),
    script: async (text) => void (await database.ask((lite) => lite.exec(text))),
    listen: (channel, heard) => database.listen(channel, heard),
    close: async () => {
      await database.close()
      closed()
    },
  }
}
