import { MINUTE } from './clock.ts'
import { databaseProblem, type DatabaseProblem } from './database-problem.ts'
import type { Db } from './db.ts'
import { sql } from './sql.ts'

/** Longer than a person needs to ask for the same page again; a file that is damaged stays so. */
const DAMAGE_TOLD_FOR = 10 * MINUTE

export type Trouble = {
  /** Remembers an error that says that storing does not work, or that what was stored cannot be read. */
  note(error: unknown): void
  /** What is wrong still, also when an ordinary question is answered. */
  now(db: Db): Promise<DatabaseProblem | undefined>
}

/**
 * A database on a full disk still reads, and one with a damaged file reads all other files: asking whether it answers shows neither.
 * So what went wrong is remembered, and only then it is tried whether there is room again.
 */
export function createTrouble(): Trouble {
  let last: { problem: DatabaseProblem; at: number } | undefined
  let trying: Promise<void> | undefined

  async function tryAgain(db: Db): Promise<void> {
    if (last?.problem !== 'damaged' && (await canStore(db))) last = undefined
    else if (last?.problem === 'damaged' && performance.now() - last.at > DAMAGE_TOLD_FOR) last = undefined
  }
  return {
    note(error) {
      const problem = error instanceof Error ? databaseProblem(error) : undefined
      if (problem === 'disk-or-memory-full' || problem === 'read-only' || problem === 'damaged') last = { problem, at: performance.now() }
    },
    async now(db) {
      if (last) await (trying ??= tryAgain(db).finally(() => (trying = undefined)))
      return last?.problem
    },
  }
}

class Enough extends Error {}

/** Stores some 600 kB in a table of its own and takes it back: rolled back, the table leaves neither rows nor a file. */
async function canStore(db: Db): Promise<boolean> {
  const tried = db.tx(async (tx) => {
    await tx.rows(sql`create table platform.room as select md5(nr::text) from generate_series(1, 10000) nr`)
    throw new Enough()
  })
  return tried.catch((error: unknown) => error instanceof Enough)
}
