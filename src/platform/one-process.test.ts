import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cache } from '../../tests/support/folders.ts'
import { takeFolder } from './one-process.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(cache, 'folder-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

test('a data folder serves one process at a time, and says so', async () => {
  const data = await folder()
  const letGo = await takeFolder(data)
  await expect(takeFolder(data)).rejects.toThrow('Stop it first')
  letGo()
  ;(await takeFolder(data))()
})

test('a folder with a very long name is taken too', async () => {
  const data = await folder()
  const long = join(data, 'x'.repeat(120))
  await mkdir(long)
  const letGo = await takeFolder(long)
  await expect(takeFolder(long)).rejects.toThrow('Stop it first')
  letGo()
})
