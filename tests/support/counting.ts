import type { Db, OpenDb } from '#platform/db'

let count = 0

/** The same database, in which every statement is counted. */
export function counted(db: OpenDb): OpenDb {
  const over = (inner: Db): Db => ({
    rows: (statement) => (count++, inner.rows(statement)),
    one: (statement) => (count++, inner.one(statement)),
    tx: (work) => inner.tx((tx) => work(over(tx))),
  })
  return { ...db, ...over(db) }
}

/** How many statements the apps of this worker send while something is done. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = count
  await work()
  return count - before
}
