import { expect, test } from 'vitest'
import { createHealth } from './health.ts'

const about = { mode: 'trial', edition: { id: 'ict-voorwaarden', version: '2026.1' }, version: '1.2.3' } as const
const answering = { kind: 'embedded', rows: async () => [{ count: 7 }] as never } as const

test('a database that answers is healthy and tells how many migrations it had', async () => {
  expect(await createHealth({ ...about, db: answering })()).toEqual({
    status: 'ok',
    version: '1.2.3',
    mode: 'trial',
    database: { kind: 'embedded', reachable: true },
    migrations: { done: 7 },
    content: { id: 'ict-voorwaarden', version: '2026.1' },
  })
})

test.for([
  ['ECONNREFUSED', 'not-there'],
  ['28P01', 'login-refused'],
  ['57P03', 'starting-or-stopping'],
  ['53300', 'too-many-connections'],
  ['53100', 'disk-or-memory-full'],
  ['XX000', 'other'],
] as const)('a database that refuses with %s is failing: %s, and no more is told', async ([code, problem]) => {
  const refusal = Object.assign(new Error('password of koers at db.internal'), { code })
  const health = await createHealth({ ...about, db: { kind: 'postgres', rows: () => Promise.reject(refusal) } })()
  expect(health).toMatchObject({ status: 'failing', database: { kind: 'postgres', reachable: false, problem }, migrations: { done: null } })
  expect(JSON.stringify(health)).not.toMatch(/koers|db\.internal/)
})

test('a database that hangs is asked once, whoever asks, and is healthy again when it answers', async () => {
  const hanging = Promise.withResolvers<void>()
  let asked = 0
  const rows = async () => {
    asked++
    await hanging.promise
    return [{ count: 7 }] as never
  }
  const health = createHealth({ ...about, db: { kind: 'postgres', rows }, patience: 20 })
  const started = performance.now()
  expect((await Promise.all([health(), health(), health()])).map(({ database }) => database.problem)).toEqual(['no-answer', 'no-answer', 'no-answer'])
  expect(performance.now() - started).toBeLessThan(1000)
  expect(asked).toBe(1)
  hanging.resolve()
  await hanging.promise
  expect((await health()).status).toBe('ok')
})
