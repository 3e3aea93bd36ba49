import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readContent } from '#platform/content'
import { root } from '#platform/root'
import { realInstrument } from '../../../tests/support/content.ts'
import { cache } from '../../../tests/support/folders.ts'
import { changesSchema } from './changes.ts'
import { mistakesInChanges } from './check-changes.ts'
import { loadInstrument } from './load.ts'
import { successionBetween } from './succession.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(cache, 'changes-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** What is wrong with the step from 2026.1 (1.1 to 1.4) to 2027.1 with these conditions, of which this is said. */
async function mistakes(after: string[], said: string[], { version = '2027.1' } = {}): Promise<string[]> {
  const file = join(await folder(), 'changes.yaml')
  await writeFile(
    file,
    [
      'editions:',
      '  - { version: "2026.1", conditions: ["1.1", "1.2", "1.3", "1.4"] }',
      `  - { version: "2027.1", conditions: ${JSON.stringify(after)} }`,
      'transitions:',
      '  - from: "2026.1"',
      '    to: "2027.1"',
      said.length === 0 ? '    conditions: []' : '    conditions:',
      ...said.map((one) => `      - ${one}`),
    ].join('\n'),
  )
  try {
    return mistakesInChanges(readContent(file, changesSchema), { version, conditions: after })
  } catch (error) {
    return [String(error)]
  }
}

const split = '{ relation: split, id: "1.2", into: ["1.5", "1.6"], what: "Apart." }'
const merged = '{ relation: merged, id: "1.7", from: ["1.3", "1.4"], what: "Samen." }'
const gone = '{ relation: gone, id: "1.1", why: "Overal geregeld." }'

test('a transition in which every condition goes somewhere and comes from somewhere is right', async () => {
  expect(await mistakes(['1.5', '1.6', '1.7'], [split, merged, gone])).toEqual([])
  expect(await mistakes(['1.1', '1.2', '1.3', '1.4'], [])).toEqual([])
  expect(await mistakes(['1.1', '1.2', '1.5', '1.4'], ['{ relation: changed, id: "1.5", was: "1.3", what: "Anders." }'])).toEqual([])
  expect(await mistakes(['1.1', '1.2', '1.3', '1.4', '1.5'], ['{ relation: split, id: "1.2", into: ["1.2", "1.5"], what: "Apart." }'])).toEqual([])
})

test.each([
  ['a condition that went without a word', ['1.1', '1.2', '1.3'], [], /:7.*1\.4 of 2026\.1 is not in 2027\.1, and nothing says what became of it/],
  ['a condition that came without a word', ['1.1', '1.2', '1.3', '1.4', '1.5'], [], /1\.5 is not in 2026\.1, and nothing says where it comes from/],
  ['a source that never was', ['1.1', '1.2', '1.3', '1.4'], ['{ relation: gone, id: "1.9", why: "Weg." }'], /:8 \(id 1\.9\) 1\.9 is not a condition of 2026\.1/],
  ['a part that is not there', ['1.1', '1.3', '1.4', '1.5'], [split], /:8 \(id 1\.2\) 1\.6 is not a condition of 2027\.1/],
  ['two stories about one condition', ['1.2', '1.3', '1.4'], [gone, gone], /:9 \(id 1\.1\) what became of 1\.1 is said twice/],
  ['two sources of one condition', ['1.1', '1.2', '1.7'], [merged, '{ relation: new, id: "1.7", what: "Nieuw." }'], /:9 \(id 1\.7\) where 1\.7 comes from is said twice/],
  ['gone, yet still asked', ['1.1', '1.2', '1.3', '1.4'], [gone], /:8 \(id 1\.1\) 1\.1 is still a condition of 2027\.1/],
  ['new, yet asked before', ['1.1', '1.2', '1.3', '1.4'], ['{ relation: new, id: "1.2", what: "Nieuw." }'], /:8 \(id 1\.2\) 1\.2 was a condition of 2026\.1 already/],
  ['a split into one', ['1.1', '1.3', '1.4', '1.5'], ['{ relation: split, id: "1.2", into: ["1.5"], what: "Apart." }'], /:8 \(id 1\.2\).*into/],
  ['gone without a reason', ['1.2', '1.3', '1.4'], ['{ relation: gone, id: "1.1" }'], /:8 \(id 1\.1\).*why/],
  ['a relation that does not exist', ['1.2', '1.3', '1.4'], ['{ relation: moved, id: "1.1" }'], /:8 \(id 1\.1\).*relation/],
] as const)('%s is named with file, line and id', async (_, after, said, message) => {
  const found = await mistakes([...after], [...said])
  expect(found.join('\n')).toMatch(/changes\.yaml/)
  expect(found.join('\n')).toMatch(message)
})

test('the list of versions ends with the version of the files', async () => {
  expect((await mistakes(['1.1', '1.2', '1.3', '1.4'], [], { version: '2028.1' })).join()).toMatch(/changes\.yaml:3 the instrument is version 2028\.1: add it here/)
})

test('a number that was given up is not used again, two versions later', async () => {
  const file = join(await folder(), 'changes.yaml')
  await writeFile(
    file,
    `editions:
  - { version: "2026.1", conditions: ["1.1", "1.2"] }
  - { version: "2026.2", conditions: ["1.1"] }
  - { version: "2026.10", conditions: ["1.1", "1.2"] }
transitions:
  - { from: "2026.1", to: "2026.2", conditions: [{ relation: gone, id: "1.2", why: Weg. }] }
  - { from: "2026.2", to: "2026.10", conditions: [{ relation: new, id: "1.2", what: Nieuw. }] }
`,
  )
  expect(mistakesInChanges(readContent(file, changesSchema), { version: '2026.10', conditions: ['1.1', '1.2'] })).toEqual([
    expect.stringMatching(/changes\.yaml:7 1\.2 was the number of another condition once: numbers are not used again/),
  ])
})

/** The real content without 1.5, as an editor would leave it out; `said` publishes it as a next version with this transition. */
async function without15(said?: string): Promise<() => ReturnType<typeof loadInstrument>> {
  const copy = await folder()
  await cp(join(root, 'content/instruments/ict-voorwaarden'), copy, { recursive: true })
  const edit = async (file: string, how: (text: string) => string) => writeFile(join(copy, file), how(await readFile(join(copy, file), 'utf8')))
  await edit('responsibilities/01-visie-beleid-sturing.yaml', (text) => text.slice(0, text.indexOf('  - id: "1.5"')) + text.slice(text.indexOf('  - id: "1.6"')))
  if (said !== undefined) {
    const left = realInstrument.conditions.map(({ id }) => id).filter((id) => id !== '1.5')
    await edit('instrument.yaml', (text) => text.replace('version: "2026.1"', 'version: "2027.1"'))
    await edit('changes.yaml', (text) => text.replace('transitions: []', `  - { version: "2027.1", conditions: ${JSON.stringify(left)} }\ntransitions:\n  - ${said}`))
  }
  return () => loadInstrument(copy)
}

test('a condition taken out of the files without a word stops the start', async () => {
  expect(await without15()).toThrow(/changes\.yaml:\d+ condition 1\.5 of 2026\.1 is not in the files: nothing goes without a word/)
})

test('a published next version leaves the number open and knows what became of it', async () => {
  const edition = (await without15('{ from: "2026.1", to: "2027.1", conditions: [{ relation: gone, id: "1.5", why: Overal geregeld. }] }'))()
  expect(edition.responsibilities[0]?.conditions.map(({ id }) => id)).toEqual(['1.1', '1.2', '1.3', '1.4', '1.6'])
  expect(successionBetween(realInstrument.edition, edition).fate('1.5')).toEqual({ relation: 'gone', into: [], remarks: [{ version: '2027.1', text: 'Overal geregeld.' }] })
})

test('what is said of the transition is part of the edition: another sentence is another edition', async () => {
  const [one, other] = await Promise.all(
    ['Overal geregeld.', 'Nergens meer nodig.'].map((why) => without15(`{ from: "2026.1", to: "2027.1", conditions: [{ relation: gone, id: "1.5", why: ${why} }] }`)),
  )
  expect(one?.().hash).not.toBe(other?.().hash)
})
