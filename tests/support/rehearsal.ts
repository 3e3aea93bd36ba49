import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db, OpenDb } from '#platform/db'
import { sql, written, type Sql } from '#platform/sql'

export type Rehearsed<T> = { result: T; /** Tables that were changed before all was undone, by who may not write. */ changed: string[] }
export type Rehearsals = ReturnType<typeof rehearsals>

/**
 * A database on which a request can be rehearsed: what it does is looked at, and then undone. So thousands of requests find the
 * same world, in any order. A transaction of the app is a savepoint here.
 */
export function rehearsals(db: OpenDb) {
  const inTransaction = new AsyncLocalStorage<true>()
  let stage: Db | undefined
  let statements = 0
  let savepoints = 0
  let before: Map<string, string> | undefined

  const now = (): Db => {
    // The embedded database would wait for itself for ever; here, where all goes over one connection, it would go unnoticed.
    if (inTransaction.getStore()) throw new Error('the app asked the database beside its own transaction')
    return stage ?? db
  }
  // A savepoint has the isolation of the whole; here nobody changes anything beside it.
  const rows = <Row>(on: Db, one: Sql) => (statements++, /^\s*set transaction/i.test(one.text) ? Promise.resolve<Row[]>([]) : on.rows<Row>(one))
  const within = (tx: Db): Db => ({ rows: (one) => rows(tx, one), one: async <Row>(one: Sql) => (await rows<Row>(tx, one))[0], tx: (work) => work(within(tx)) })
  async function transaction<T>(on: Db, work: (tx: Db) => Promise<T>): Promise<T> {
    const name = `s${++savepoints}`
    const say = (verb: string) => on.rows(written(`${verb} ${name}`))
    await say('savepoint')
    try {
      const result = await inTransaction.run(true, () => work(within(on)))
      await say('release savepoint')
      return result
    } catch (error) {
      await say('rollback to savepoint')
      throw error
    }
  }
  const watched: OpenDb = {
    ...db,
    rows: (one) => (statements++, now().rows(one)),
    one: (one) => (statements++, now().one(one)),
    tx: (work) => (stage ? transaction(now(), work) : db.tx(work)),
  }

  return {
    db: watched,
    /** Statements that the app sent so far. */
    sent: () => statements,
    async rehearse<T>(work: () => Promise<T>, mayWrite: (result: T) => boolean = () => false): Promise<Rehearsed<T>> {
      before ??= await contentsOf(db)
      const earlier = before
      let outcome: Rehearsed<T> | undefined
      const undo = new Error('undone')
      await db
        .tx(async (tx) => {
          stage = tx
          const result = await work()
          outcome = { result, changed: !mayWrite(result) && (await wroteIn(tx)) ? changedSince(earlier, await contentsOf(tx)) : [] }
          throw undo
        })
        .catch((error: unknown) => {
          if (error !== undo) throw error
        })
        .finally(() => (stage = undefined))
      if (!outcome) throw undo
      return outcome
    },
  }
}

/** Who wrote or locked a row has a number; who did not left everything as it was. */
const wroteIn = async (tx: Db) => (await tx.one<{ yes: boolean }>(sql`select pg_current_xact_id_if_assigned() is not null as yes`))?.yes === true

/** Every table with a hash of all that is in it. */
async function contentsOf(db: Db): Promise<Map<string, string>> {
  const tables = await db.rows<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'instruments') order by 1 limit 1000`)
  const each = tables.map(({ name }) => `select '${name}' as name, coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from ${name} t`)
  const rows = await db.rows<{ name: string; hash: string }>(written(each.join(' union all ')))
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}

const changedSince = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  [...after].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name)
