import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sentencesOf } from '#platform/plain-dutch'
import { root } from '#platform/root'
import { realInstrument } from '../../../tests/support/content.ts'
import { cache } from '../../../tests/support/folders.ts'
import { loadInstrument } from './load.ts'
import { hardToRead, textsOf } from './plain.ts'

const folder = join(root, 'content/instruments/ict-voorwaarden')
const { edition, conditions } = realInstrument

/** The content with one file changed, as an editor might get it wrong. */
async function broken(file: string, change: (text: string) => string): Promise<() => unknown> {
  const copy = await mkdtemp(join(cache, 'content-'))
  onTestFinished(() => rm(copy, { recursive: true, force: true }))
  await cp(folder, copy, { recursive: true })
  const path = join(copy, file)
  const before = await readFile(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  await writeFile(path, after)
  return () => loadInstrument(copy)
}

test('the list is complete: ten responsibilities, 59 conditions, four levels each', () => {
  expect(edition.responsibilities.map((one) => one.conditions.length)).toEqual([6, 5, 6, 6, 7, 5, 6, 6, 6, 6])
  expect(conditions).toHaveLength(59)
})

test('it says openly whose content it is', () => {
  expect(edition.origin).toContain('eigen inhoud van Koers')
  expect(edition.origin).toContain('geen kopie')
})

test('no title of a norm is invented: what is known by its code only has none', () => {
  for (const norm of edition.norms.norms) expect([norm.code, norm.title === null]).toEqual([norm.code, norm.status === 'code-only'])
})

test.each([
  [
    'a field that is missing',
    'responsibilities/04-informatiebeveiliging.yaml',
    (text: string) => text.replace(/^ {4}why:.*\n/m, '    wy: >-\n'),
    /04-informatiebeveiliging\.yaml:\d+ \(id 4\.1\).*why/s,
  ],
  [
    'a source that does not exist',
    'responsibilities/04-informatiebeveiliging.yaml',
    (text: string) => text.replace('B66', 'B999'),
    /04-informatiebeveiliging\.yaml:\d+ \(id 4\.3\) source B999 does not exist/,
  ],
  [
    'markup',
    'responsibilities/05-privacy.yaml',
    (text: string) => text.replace('Privacybeleid en FG', 'Privacybeleid <b>en</b> FG'),
    /05-privacy\.yaml:\d+ \(id 5\.1\).*Markdown only/,
  ],
  [
    'an id out of order',
    'responsibilities/06-infrastructuur-en-continuiteit.yaml',
    (text: string) => text.replace('"6.2"', '"6.9"'),
    /06-infrastructuur-en-continuiteit\.yaml:\d+ \(id 6\.9\) expected 6\.2/,
  ],
  ['broken YAML', 'laws.yaml', (text: string) => text.replace('laws:', 'laws: ['), /laws\.yaml:\d+/],
  ['a key that occurs twice', 'sources.yaml', (text: string) => text.replace('- id: B02', '- id: B01'), /source B01 occurs twice/],
])('%s stops the start with file, line and id', async (_, file, change, message) => {
  expect(await broken(file, change)).toThrow(message)
})

test('another word is another edition', async () => {
  const load = await broken('instrument.yaml', (text) => text.replace('U meet het', 'U bekijkt het'))
  expect((load() as typeof edition).hash).not.toBe(edition.hash)
})

test('it is Dutch at level B1, with 15 words in a sentence on average', () => {
  expect(hardToRead(edition)).toEqual([])
  const sentences = conditions.flatMap(textsOf).flatMap(sentencesOf)
  expect(sentences.reduce((sum, sentence) => sum + sentence.split(/\s+/).length, 0) / sentences.length).toBeLessThan(15)
})

test('the four levels of a condition are four different answers', () => {
  for (const { id, levels } of conditions) expect([id, new Set(Object.values(levels)).size]).toEqual([id, 4])
})
