import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cache } from '../support/folders.ts'
import { started } from '../support/server.ts'
import { visitor } from '../support/visitor.ts'

test('the server is stopped while people save: each request it took gets its answer, it ends by itself, and nothing is lost', async () => {
  const dataFolder = await mkdtemp(join(cache, 'stop-'))
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }))
  const first = await started(dataFolder)
  const owners = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const person = visitor(first.url, (path, init) => fetch(first.url + path, { ...init, redirect: 'manual' }))
      return { person, base: (await person.follow(person.post('/metingen', {}))).path.replace('/profiel', '') }
    }),
  )
  const statuses: number[] = []
  const { promise: underLoad, resolve: isUnderLoad } = Promise.withResolvers<void>()
  const saving = Promise.all(
    owners.map(async ({ person, base }) => {
      let acknowledged = 0
      for (;;) {
        // No connection any more: this request never began.
        const saved = await person.post(`${base}/4.3`, { answer: '2', note: `keer ${acknowledged + 1}`, version: String(acknowledged) }).catch(() => undefined)
        if (!saved) return acknowledged
        statuses.push(saved.status)
        if (saved.status === 303) acknowledged++
        if (statuses.length === 18) isUnderLoad()
      }
    }),
  )
  await underLoad
  first.process.kill('SIGTERM')
  const [code] = await once(first.process, 'exit')
  const acknowledged = await saving
  expect([code, ...new Set(statuses)]).toEqual([0, 303])

  const second = await started(dataFolder)
  for (const [at, { person, base }] of owners.entries()) {
    const again = visitor(second.url, (to, init) => fetch(second.url + to, { ...init, redirect: 'manual' }))
    for (const [name, value] of person.cookies) again.cookies.set(name, value)
    expect((await again.get(`${base}/4.3`)).text).toContain(`keer ${acknowledged[at]}`)
  }
})
