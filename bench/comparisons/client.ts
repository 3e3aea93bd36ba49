import pg from 'pg'
import { sql, type Sql } from '../../src/platform/sql.ts'

/** A process that asks PostgreSQL the same things in one of three ways; its parent reads what that costs on both sides. */
export type Way = 'named' | 'unnamed' | 'pg alone'
export type StatementJob = { way: Way; count: number; roundId: string; hash: string }

/** The query of a question page, as `store.ts` writes it: with fragments inside, so that the template has work to do. */
const columns = sql`r.id, r.organisation_id, r.number, r.previous_id, r.edition, r.edition_version, r.name, r.scope, r.sector, r.role, r.register_id, r.example, r.started_at, r.finished_at`
const ofAnswer = sql`a.condition_id, a.version, a.judgement, a.level, a.reason, a.needs, a.arranged_by, a.note, a.evidence, a.evidence_link, a.wish, a.desired_level, a.owner, a.term, a.answered_by, a.answered_at, a.carried`
const access = (keys: readonly string[]) => sql`(
  select min(k.access) from assessments.access_key k
  where k.hash = any(${keys}::text[]) and k.organisation_id = r.organisation_id and (k.round_id is null or k.round_id = r.id) and k.withdrawn_at is null
) as access`
const page = (roundId: string, condition: string, hash: string): Sql => sql`
  select ${columns}, ${access([hash])}, ${ofAnswer}
  from assessments.round r left join assessments.answer a on a.round_id = r.id and a.condition_id = ${condition}
  where r.id = ${roundId}`

const [url = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 4 })

async function ask({ way, roundId, hash }: StatementJob, index: number): Promise<number> {
  const statement = way === 'pg alone' ? ready(roundId, hash) : page(roundId, '4.3', hash)
  const { rows } = await pool.query({ ...(way === 'unnamed' ? {} : { name: statement.name }), text: statement.text, values: [...statement.values] })
  if (rows.length !== 1) throw new Error(`The page query gave ${rows.length} rows at turn ${index}`)
  return rows.length
}

let kept: Sql | undefined
/** The finished statement, without the work of the template. */
const ready = (roundId: string, hash: string) => (kept ??= page(roundId, '4.3', hash))

process.on('message', (job: StatementJob) => void run(job))
process.on('disconnect', () => process.exit(0))

async function run(job: StatementJob): Promise<void> {
  let next = 0
  const connection = async () => {
    while (next < job.count) await ask(job, next++)
  }
  await Promise.all([connection(), connection(), connection(), connection()])
  process.send?.('done')
}
