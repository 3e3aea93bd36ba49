import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/support/database.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics/registry.ts'
import { observed } from './observed-db.ts'
import { requestUnderWay } from './request-record.ts'
import { sql } from './sql.ts'

function keptLog(): Log & { lines: (object & { message: string })[] } {
  const lines: (object & { message: string })[] = []
  const keep = (fields: object, message: string) => void lines.push({ ...fields, message })
  return { lines, info: keep, warn: keep, error: keep }
}

const note = 'wat een mens typte'

test('a statement that is refused is logged with the request it was part of, its rule and its text, and without a value', async () => {
  const log = keptLog()
  const metrics = createMetrics()
  const db = observed(await testDatabase(), { log, metrics })
  const store = () =>
    db.tx((tx) =>
      tx.rows(sql`insert into organisations.organisation
    (id, kind, origin, name) values (gen_random_uuid(), 'nothing', 'visitor', ${note})`),
    )
  await expect(requestUnderWay.run('request-1', store)).rejects.toThrow('violates check constraint')
  expect(log.lines).toMatchObject([
    {
      id: 'request-1',
      code: '23514',
      constraint: 'organisation_kind_check',
      statement: "insert into organisations.organisation (id, kind, origin, name) values (gen_random_uuid(), 'nothing', 'visitor', $1)",
      message: 'statement failed',
    },
  ])
  expect(JSON.stringify(log.lines)).not.toContain(note)
  expect(await metrics.text()).toContain('db_client_operation_duration_seconds_count{error_type="23514"} 1\n')
})

test('a slow statement is logged with its request; a quick one is not', async () => {
  const log = keptLog()
  const quick = observed(await testDatabase(), { log, metrics: createMetrics(), slow: 60_000 })
  await requestUnderWay.run('request-1', () => quick.one(sql`select ${note}::text as note`))
  expect(log.lines).toEqual([])
  const slow = observed(await testDatabase(), { log, metrics: createMetrics(), slow: 0 })
  await Promise.all(['request-2', 'request-3'].map((id) => requestUnderWay.run(id, () => slow.tx((tx) => tx.one(sql`select ${note}::text as note`)))))
  // Two connections: which of both is first is not ours to say.
  expect(log.lines.toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)))).toMatchObject([
    { id: 'request-2', statement: 'select $1::text as note', message: 'slow statement' },
    { id: 'request-3', message: 'slow statement' },
  ])
  expect(JSON.stringify(log.lines)).not.toContain(note)
})
