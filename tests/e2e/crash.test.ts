import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cache } from '../support/folders.ts'
import { started } from '../support/server.ts'
import { visitor } from '../support/visitor.ts'

test('the server is killed between answers; what it acknowledged is there after the next start, without a hand', async () => {
  const dataFolder = await mkdtemp(join(cache, 'crash-'))
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }))
  const first = await started(dataFolder)
  const owner = visitor(first.url, (path, init) => fetch(first.url + path, { ...init, redirect: 'manual' }))
  const { path } = await owner.follow(owner.post('/metingen', {}))
  const base = path.replace('/profiel', '')
  const acknowledged: string[] = []
  for (const condition of ['1.1', '1.2', '1.3', '4.1', '4.2', '4.3', '10.6']) {
    const saved = await owner.post(`${base}/${condition}`, { answer: '2', note: `bewaard ${condition}`, version: '0' })
    if (saved.status === 303) acknowledged.push(condition)
  }
  // One more is under way when the process dies: it may be lost or stored, but never half.
  const underWay = owner.post(`${base}/9.1`, { answer: '3', note: 'onderweg', version: '0' }).catch(() => undefined)
  first.process.kill('SIGKILL')
  await once(first.process, 'exit')
  await underWay

  const second = await started(dataFolder)
  const again = visitor(second.url, (to, init) => fetch(second.url + to, { ...init, redirect: 'manual' }))
  for (const [name, value] of owner.cookies) again.cookies.set(name, value)
  expect(acknowledged).toHaveLength(7)
  for (const condition of acknowledged) expect((await again.get(`${base}/${condition}`)).text).toContain(`bewaard ${condition}`)
  const last = await again.get(`${base}/9.1`)
  expect([last.status, /checked/.test(last.text)]).toEqual([200, last.text.includes('onderweg')])
})
