import { SECOND } from './clock.ts'
import { createTrouble } from './database-trouble.ts'
import type { Db, OpenDb } from './db.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics/registry.ts'
import { requestUnderWay } from './request-record.ts'
import type { Sql } from './sql.ts'

/** The slowest page takes about 50 ms; a statement ten times that is a missing index, a lock, or a database in trouble. */
const SLOW_MS = 500
const TEXT_AT_MOST = 300
/** The bounds that OpenTelemetry advises for a database client. */
const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]

/**
 * The same database, with each statement counted and timed, and a log line with the id of the request for one that was slow or
 * refused. The line has the text of the statement, which our code wrote, and never its values.
 */
export function observed(db: OpenDb, { log, metrics, slow = SLOW_MS }: { log: Log; metrics: Metrics; slow?: number }): OpenDb {
  const durations = metrics.histogram('db_client_operation_duration_seconds', 'How long statements took, and with which code they failed.', ['error_type'], SECONDS)

  const trouble = createTrouble()

  async function watch<T>(statement: Sql, run: () => Promise<T>): Promise<T> {
    const started = performance.now()
    try {
      const result = await run()
      const ms = performance.now() - started
      durations.observe(ms / SECOND, '')
      if (ms >= slow) log.warn({ id: requestUnderWay.getStore(), ms: Math.round(ms), statement: shown(statement) }, 'slow statement')
      return result
    } catch (error) {
      trouble.note(error)
      const ms = performance.now() - started
      const { code, constraint } = refusalOf(error)
      durations.observe(ms / SECOND, code ?? 'unreachable')
      // Without a code the database did not answer; then the request says so itself.
      if (code !== undefined) log.warn({ id: requestUnderWay.getStore(), ms: Math.round(ms), code, constraint, statement: shown(statement) }, 'statement failed')
      throw error
    }
  }
  const over = (inner: Db): Db => {
    const rows = <Row>(statement: Sql) => watch(statement, () => inner.rows<Row>(statement))
    return { rows, one: async <Row>(statement: Sql) => (await rows<Row>(statement))[0], tx: (work) => inner.tx((tx) => work(over(tx))) }
  }
  const watched = over(db)
  return { ...db, ...watched, trouble: () => trouble.now(watched) }
}

const shown = ({ text }: Sql) => text.replaceAll(/\s+/g, ' ').trim().slice(0, TEXT_AT_MOST)

/** The five characters of SQLSTATE, and the rule that was broken: names that we gave. The message may hold what a person typed. */
function refusalOf(error: unknown): { code?: string; constraint?: string } {
  if (typeof error !== 'object' || error === null) return {}
  const code = 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  return { ...(code === undefined ? {} : { code }), ...(constraint === undefined ? {} : { constraint }) }
}
