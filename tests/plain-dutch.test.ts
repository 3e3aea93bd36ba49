import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { plainDutch, type Text } from '#platform/plain-dutch'
import { project } from './support/folders.ts'
import { literalsIn } from './support/literals.ts'

const read = (patterns: string[]) => globSync(patterns, { cwd: project }).map((path) => ({ path, source: readFileSync(join(project, path), 'utf8') }))

/** Names of letters are no sentences; whatever has a space in it is read. */
const isRead = ({ text }: Text) => text.includes(' ')

const ofInterface = () =>
  read(['src/**/*text.nl.ts', 'src/modules/privacy/verb-text.ts', 'src/modules/assessments/worksheet/write.ts', 'src/**/*ods.ts', 'src/modules/**/words.ts']).map(
    ({ path, source }) => literalsIn(source).map(({ line, text }) => ({ where: `${path}:${line}`, text })),
  )

const ofPages = () => read(['content/portal/*.nl.md']).map(({ path, source }) => source.split('\n').map((text, at) => ({ where: `${path}:${at + 1}`, text })))

/** The instrument is read in its own test, condition by condition. */
const ofContent = () => read(['content/demo/**/*.yaml', 'content/plans/*.yaml']).map(({ path, source }) => stringsIn(parse(source), path))

const stringsIn = (value: unknown, where: string): Text[] =>
  typeof value === 'string' ? [{ where, text: value }] : value && typeof value === 'object' ? Object.entries(value).flatMap(([key, one]) => stringsIn(one, `${where} ${key}`)) : []

test.each([
  ['texts of the interface, letters and files', ofInterface, 2000],
  ['help, about and accessibility', ofPages, 150],
  ['the demonstration and the yearly calendar', ofContent, 300],
])('%s are Dutch at level B1', (_, documents, atLeast) => {
  const texts = documents().map((document) => document.filter(isRead))
  expect(texts.flat().length).toBeGreaterThan(atLeast)
  expect(texts.flatMap((document) => plainDutch(document))).toEqual([])
})
