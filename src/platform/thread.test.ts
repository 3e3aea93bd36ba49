import { expect, test } from 'vitest'
import { openThread } from './thread.ts'

const moody = () => openThread<string, string>('../tests/support/moody.thread')

test('questions that are asked together are each answered with their own answer', async () => {
  const { ask } = moody()
  expect(await Promise.all(['a', 'b', 'c'].map((question) => ask(question)))).toEqual(['a!', 'b!', 'c!'])
})

test('an error of the thread reaches who asked, and who asks next gets an answer', async () => {
  const { ask } = moody()
  const [refused, next] = await Promise.allSettled([ask('refuse'), ask('next')])
  expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'RangeError', message: 'not this' } })
  expect(next).toMatchObject({ value: 'next!' })
})

test('a thread that stops fails everyone who waits for it, and starts again for who asks next', async () => {
  const { ask } = moody()
  const waiting = await Promise.allSettled([ask('stop'), ask('never answered')])
  expect(waiting).toMatchObject([{ reason: { message: expect.stringContaining('stopped') } }, { reason: { message: expect.stringContaining('stopped') } }])
  expect(await ask('again')).toBe('again!')
})

test('what cannot be sent to a thread is refused, and keeps nobody waiting', async () => {
  const { ask } = openThread<unknown, string>('../tests/support/moody.thread')
  await expect(ask(() => {})).rejects.toThrow(/could not be cloned/)
  expect(await ask('fine')).toBe('fine!')
})
