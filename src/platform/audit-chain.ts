import { createHash } from 'node:crypto'
import { DAY, SECOND } from './clock.ts'
import type { Db } from './db.ts'
import type { JobKind } from './jobs.ts'
import { sql } from './sql.ts'

/** One line of the chain. `number` counts from one without gaps, in the order of sealing; the ids of entries may have gaps and come late. */
export type Seal = { number: number; hash: string }

/** What the first line closes instead of a line before it. */
const BEGIN: Seal = { number: 0, hash: '0'.repeat(64) }

type Entry = { id: number; at: string; actor: string; verb: string; subject: string; organisationId: string | null }

/** The moment as text with microseconds, in UTC: what a column holds and not what a language makes of it. */
const MOMENT = sql`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`

/** JSON, because it keeps fields apart whatever is in them. */
const canonical = ({ id, at, actor, verb, subject, organisationId }: Entry) => JSON.stringify([id, at, actor, verb, subject, organisationId])

const hashAfter = (previous: string, entry: Entry) => createHash('sha256').update(previous).update(canonical(entry)).digest('hex')

export const newestSeal = (db: Db): Promise<Seal | undefined> => db.one<Seal>(sql`select number, hash from audit.seal order by number desc limit 1`)

/** 200 bytes an entry: a megabyte at a time. */
const AT_ONCE = 5000
/** A transaction that lasted while this many others were sealed is found by the daily round. */
const LOOKED_BACK = 2000

/**
 * Seals entries that are visible and were not, in the caller's transaction; the number of them. The lock lets one process at a time
 * do so and nobody wait who reads or writes entries. It is the first statement that touches the table: what is read after it includes
 * what the process before this one sealed.
 */
export async function sealEntries(tx: Db, { all = false, atOnce = AT_ONCE }: { all?: boolean; atOnce?: number } = {}): Promise<number> {
  await tx.rows(sql`lock table audit.seal in share row exclusive mode`)
  const before = (await newestSeal(tx)) ?? BEGIN
  const from = all ? 0 : await lowestOfLatest(tx)
  const entries = await tx.rows<Entry>(sql`
    select e.id, ${MOMENT}, e.actor, e.verb, e.subject, e.organisation_id as "organisationId"
    from audit.entry e where e.id >= ${from} and not exists (select 1 from audit.seal s where s.entry_id = e.id)
    order by e.id limit ${atOnce}`)
  let { number, hash } = before
  const seals = entries.map((entry) => {
    const previous = hash
    hash = hashAfter(previous, entry)
    return { number: ++number, entry: entry.id, previous, hash }
  })
  if (seals.length > 0)
    await tx.rows(sql`
      insert into audit.seal (number, entry_id, previous, hash)
      select number, entry, previous, hash from jsonb_to_recordset(${JSON.stringify(seals)}::jsonb) as one(number bigint, entry bigint, previous text, hash text)`)
  return seals.length
}

const lowestOfLatest = async (tx: Db) =>
  (await tx.one<{ id: number }>(sql`select coalesce(min(entry_id), 0) as id from (select entry_id from audit.seal order by number desc limit ${LOOKED_BACK}) latest`))?.id ?? 0

/** One batch each time, so that a log from before the chain does not keep other work waiting. */
export const sealing: readonly JobKind[] = [
  { name: 'audit.seal', every: 20 * SECOND, run: async ({ db }) => void (await sealEntries(db)) },
  { name: 'audit.seal-late', every: DAY, run: async ({ db }) => void (await sealEntries(db, { all: true })) },
]

export type Fault = 'number-missing' | 'not-after-the-one-before' | 'entry-gone' | 'entry-changed'
export type Verification = { sealed: number; unsealed: number; newest: Seal | undefined; broken: { number: number; fault: Fault } | undefined }

type Line = Seal & { previous: string } & ({ id: null } | Entry)

function faultOf(line: Line, before: Seal): Fault | undefined {
  if (line.number !== before.number + 1) return 'number-missing'
  if (line.previous !== before.hash) return 'not-after-the-one-before'
  if (line.id === null) return 'entry-gone'
  return hashAfter(before.hash, line) === line.hash ? undefined : 'entry-changed'
}

/** Computes every hash again, from the first line to the first that is wrong. */
export async function verifyChain(db: Db): Promise<Verification> {
  let before = BEGIN
  let broken: Verification['broken']
  for (;;) {
    const lines = await linesAfter(db, before.number)
    for (const line of lines) {
      const fault = faultOf(line, before)
      if (fault) {
        broken = { number: fault === 'number-missing' ? before.number + 1 : line.number, fault }
        break
      }
      before = { number: line.number, hash: line.hash }
    }
    if (broken || lines.length === 0) break
  }
  return { sealed: before.number, unsealed: await countUnsealed(db), newest: await newestSeal(db), broken }
}

const linesAfter = (db: Db, number: number) =>
  db.rows<Line>(sql`
    select s.number, s.hash, s.previous, e.id, ${MOMENT}, e.actor, e.verb, e.subject, e.organisation_id as "organisationId"
    from audit.seal s left join audit.entry e on e.id = s.entry_id where s.number > ${number} order by s.number limit ${AT_ONCE}`)

const countUnsealed = async (db: Db) =>
  (await db.one<{ count: number }>(sql`select count(*) as count from audit.entry e where not exists (select 1 from audit.seal s where s.entry_id = e.id)`))?.count ?? 0

/** Is this hash, written down earlier, still in the chain? A chain that was made anew as a whole, or cut at its end, has lost it. */
export const sealWithHash = (db: Db, hash: string): Promise<Seal | undefined> => db.one<Seal>(sql`select number, hash from audit.seal where hash = ${hash}`)
