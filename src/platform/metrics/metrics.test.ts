import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#platform/config'
import type { OpenDb } from '#platform/db'
import { silentLog } from '#platform/log'
import { root } from '#platform/root'
import { sql } from '#platform/sql'
import { testClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { cache } from '../../../tests/support/folders.ts'
import { visitor } from '../../../tests/support/visitor.ts'
import { openApp } from '../../app.ts'
import { collectDatabase } from './database.ts'
import { collectProcess } from './process.ts'
import { createMetrics, type Metrics } from './registry.ts'
import { serveMetrics } from './server.ts'

async function served(metrics: Metrics): Promise<string> {
  const server = await serveMetrics(metrics, { port: 0, host: '127.0.0.1' })
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const SAMPLE = /^[a-z_][a-z0-9_]*(\{([a-z_]+="([^"\\\n]|\\[\\"n])*",?)*\})? -?[\d.]+(e[+-]\d+)?$/

test('a monitor reads how requests, statements, queues and the process are doing, and nothing that a person typed or that opens anything', async () => {
  const db = await testDatabase()
  const clock = testClock()
  const config = readConfig({ KOERS_DATA: cache, KOERS_SECRET: 'a secret that is only used in tests', KOERS_PUBLIC_URL: 'http://localhost' })
  const app = await openApp({ config, clock, log: silentLog, db })
  collectProcess(app.metrics, '1.2.3')
  const url = await served(app.metrics)

  const owner = visitor('http://localhost', async (path, init) => app.fetch(new Request(`http://localhost${path}`, init)))
  const base = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
  const typed = 'een-heel-eigen-woord'
  await owner.post(`${base}/4.3`, { answer: '2', note: typed, version: '0' })
  await owner.get(`/verder/${'x'.repeat(32)}`)
  await owner.get(`/organisaties/zoeken?zoek=${typed}`)
  await owner.get(`/${typed}`)
  await app.fetch(new Request(`http://localhost/${typed}`, { method: 'PROPFIND' }))
  await db.rows(sql`insert into platform.job (kind, run_at, attempts) values ('test.a', ${new Date(clock.now().getTime() - 90_000)}, 0), ('test.b', ${clock.now()}, 3)`)
  await db.rows(
    sql`insert into platform.mail (id, recipient, subject, text, about, created_at, next_attempt_at, give_up_at) values ('m', ${`${typed}@school.example`}, ${typed}, ${typed}, 'test', ${new Date(clock.now().getTime() - 60_000)}, ${clock.now()}, ${clock.now()})`,
  )

  const response = await fetch(`${url}/metrics`)
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(text.split('\n').filter((line) => line !== '' && !/^# (HELP|TYPE) /.test(line) && !SAMPLE.test(line))).toEqual([])
  for (const line of [
    'http_server_request_duration_seconds_count{http_request_method="POST",http_route="/metingen/:round/:condition",http_response_status_code="303"} 1',
    'http_server_request_duration_seconds_count{http_request_method="_OTHER",http_route="/*",http_response_status_code="404"} 1',
    'http_server_active_requests 0',
    'koers_database_up 1',
    'koers_job_queue_size{state="due"} 1',
    'koers_job_queue_age_seconds{state="due"} 90',
    'koers_job_queue_size{state="failing"} 1',
    'koers_mail_queue_age_seconds{state="waiting"} 60',
    'koers_build_info{version="1.2.3"} 1',
  ])
    expect(text).toContain(`${line}\n`)
  for (const name of ['db_client_operation_duration_seconds_count', 'process_memory_usage_bytes', 'process_start_time_seconds', 'process_cpu_time_seconds_total{cpu_mode="user"}'])
    expect(
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(name))
          ?.split(' ')[1],
      ),
      name,
    ).toBeGreaterThan(0)
  for (const secret of [typed, base.split('/')[2] ?? '', 'x'.repeat(32), ...owner.cookies.values()]) expect(text).not.toContain(secret)

  // The rules and the dashboard in deploy/ ask for nothing that is not there; connections exist on a server only.
  const asked = ['alerts.yaml', 'grafana-dashboard.json'].flatMap((file) =>
    [...readFileSync(join(root, 'deploy', file), 'utf8').matchAll(/\b(?:http|db|koers|nodejs|process|v8js)(?:_[a-z0-9]+){2,}/g)].map(([name]) => name),
  )
  const labels = /_(state|type|method|route|code)$/
  expect(new Set(asked.filter((name) => !labels.test(name) && !name.startsWith('db_client_connection') && !text.includes(`\n${name}`)))).toEqual(new Set())
  expect(asked.length).toBeGreaterThan(20)

  expect((await fetch(`${url}/`)).status).toBe(404)
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404)
  expect((await app.fetch(new Request('http://localhost/metrics'))).status).toBe(404)
})

test('when the database is away the figures say so, and those of the process still come', async () => {
  const metrics = createMetrics()
  const away: OpenDb = { ...(await testDatabase()), rows: () => Promise.reject(new Error('connection refused')), connections: () => ({ used: 1, idle: 0, pending: 7, max: 10 }) }
  collectDatabase(metrics, away, testClock())
  collectProcess(metrics, '1.2.3')
  const text = await (await fetch(`${await served(metrics)}/metrics`)).text()
  for (const line of ['koers_database_up 0', 'db_client_connection_pending_requests 7', 'db_client_connection_count{db_client_connection_state="used"} 1'])
    expect(text).toContain(`${line}\n`)
  expect(text).not.toContain('koers_job_queue_size')
  expect(text).toContain('process_uptime_seconds')
})

test('a histogram counts each value in every bucket that it fits, and labels are escaped', async () => {
  const metrics = createMetrics()
  const sizes = metrics.histogram('sizes', 'Sizes.', ['what', 'why'], [1, 10])
  for (const value of [1, 2, 10, 11]) sizes.observe(value, 'a "b"\\\n', '')
  expect(await metrics.text()).toBe(
    [
      '# HELP sizes Sizes.',
      '# TYPE sizes histogram',
      'sizes_bucket{what="a \\"b\\"\\\\\\n",le="1"} 1',
      'sizes_bucket{what="a \\"b\\"\\\\\\n",le="10"} 3',
      'sizes_bucket{what="a \\"b\\"\\\\\\n",le="+Inf"} 4',
      'sizes_sum{what="a \\"b\\"\\\\\\n"} 24',
      'sizes_count{what="a \\"b\\"\\\\\\n"} 4',
      '',
    ].join('\n'),
  )
})
