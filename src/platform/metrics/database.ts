import { SECOND, type Clock } from '../clock.ts'
import type { OpenDb } from '../db.ts'
import { sql } from '../sql.ts'
import { within } from '../within.ts'
import type { Family, Metrics } from './registry.ts'

/** A monitor gives up after ten seconds; the figures of the process must come also when the database hangs. */
const PATIENCE = 2 * SECOND

type Queue = { queue: 'job' | 'mail'; state: string; count: number; seconds: number }

/** Jobs that are due, planned or failed before, and letters that have not left; `seconds` is how long the oldest waits. */
const queuesAt = (db: OpenDb, at: Date) =>
  db.rows<Queue>(sql`
    select 'job' as queue, case when attempts > 0 then 'failing' when run_at <= ${at}::timestamptz then 'due' else 'planned' end as state,
      count(*)::int as count, greatest(0, max(extract(epoch from ${at}::timestamptz - run_at)))::float8 as seconds
    from platform.job group by 2
    union all
    select 'mail', state, count(*)::int, greatest(0, max(extract(epoch from ${at}::timestamptz - created_at)))::float8 from platform.mail where state <> 'sent' group by 2
    limit 20`)

const states = { job: ['due', 'planned', 'failing'], mail: ['waiting', 'uncertain', 'given-up'] } as const

/** What waits in the database, its connections, and whether it answers at all. */
export function collectDatabase(metrics: Metrics, db: OpenDb, clock: Clock): void {
  let asking: Promise<{ queues: Queue[]; up: boolean } | null> | undefined
  const ask = () =>
    (asking ??= Promise.all([queuesAt(db, clock.now()), db.trouble?.()])
      .then(([queues, problem]) => ({ queues, up: problem === undefined }))
      .catch(() => null)
      .finally(() => (asking = undefined)))

  metrics.collect(async () => {
    const answer = await within(ask(), PATIENCE)
    const queues = answer?.queues ?? null
    const reachable: Family = {
      name: 'koers_database_up',
      help: 'Whether the database answers and stores: 1 or 0.',
      type: 'gauge',
      samples: [{ labels: {}, value: answer?.up ? 1 : 0 }],
    }
    return [reachable, ...connectionsOf(db), ...(queues === null ? [] : [...queueOf('job', 'jobs', queues), ...queueOf('mail', 'letters', queues)])]
  })
}

function queueOf(queue: Queue['queue'], words: string, all: readonly Queue[]): Family[] {
  const found = states[queue].map((state) => ({ state, ...all.find((one) => one.queue === queue && one.state === state) }))
  return [
    {
      name: `koers_${queue}_queue_size`,
      help: `How many ${words} there are, by state.`,
      type: 'gauge',
      samples: found.map(({ state, count = 0 }) => ({ labels: { state }, value: count })),
    },
    {
      name: `koers_${queue}_queue_age_seconds`,
      help: `How long the oldest of the ${words} waits, by state.`,
      type: 'gauge',
      samples: found.map(({ state, seconds = 0 }) => ({ labels: { state }, value: seconds })),
    },
  ]
}

function connectionsOf(db: OpenDb): Family[] {
  const now = db.connections?.()
  if (!now) return []
  return [
    {
      name: 'db_client_connection_count',
      help: 'Connections to the database, by state.',
      type: 'gauge',
      samples: [
        { labels: { db_client_connection_state: 'used' }, value: now.used },
        { labels: { db_client_connection_state: 'idle' }, value: now.idle },
      ],
    },
    { name: 'db_client_connection_max', help: 'Connections that this process may open.', type: 'gauge', samples: [{ labels: {}, value: now.max }] },
    { name: 'db_client_connection_pending_requests', help: 'Who waits for a connection.', type: 'gauge', samples: [{ labels: {}, value: now.pending }] },
  ]
}
