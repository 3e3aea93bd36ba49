import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#platform/root'

const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const page = textOf('docs/security.md')

/** How many requirements each section of ASVS 5.0.0 has at levels 1 and 2: the numbers that are there, without those of level 3. */
const asked: Record<string, string> = {
  '1.1': '1-2',
  '1.2': '1-9',
  '1.3': '1-11',
  '1.4': '1-3',
  '1.5': '1-2',
  '2.1': '1-3',
  '2.2': '1-3',
  '2.3': '1-4',
  '2.4': '1',
  '3.2': '1-2',
  '3.3': '1-4',
  '3.4': '1-6',
  '3.5': '1-5',
  '3.7': '1-2',
  '4.1': '1-3',
  '4.2': '1',
  '4.3': '1-2',
  '4.4': '1-4',
  '5.1': '1',
  '5.2': '1-3',
  '5.3': '1-2',
  '5.4': '1-3',
  '6.1': '1-3',
  '6.2': '1-12',
  '6.3': '1-4',
  '6.4': '1-4',
  '6.5': '1-5',
  '6.6': '1-3',
  '6.8': '1-4',
  '7.1': '1-3',
  '7.2': '1-4',
  '7.3': '1-2',
  '7.4': '1-5',
  '7.5': '1-2',
  '7.6': '1-2',
  '8.1': '1-2',
  '8.2': '1-3',
  '8.3': '1',
  '8.4': '1',
  '9.1': '1-3',
  '9.2': '1-4',
  '10.1': '1-2',
  '10.2': '1-2',
  '10.3': '1-4',
  '10.4': '1-11',
  '10.5': '1-5',
  '10.6': '1-2',
  '10.7': '1-3',
  '11.1': '1-2',
  '11.2': '1-3',
  '11.3': '1-3',
  '11.4': '1-4',
  '11.5': '1',
  '11.6': '1',
  '12.1': '1-3',
  '12.2': '1-2',
  '12.3': '1-4',
  '13.1': '1',
  '13.2': '1-5',
  '13.3': '1-2',
  '13.4': '1-5',
  '14.1': '1-2',
  '14.2': '1-4',
  '14.3': '1-3',
  '15.1': '1-3',
  '15.2': '1-3',
  '15.3': '1-7',
  '16.1': '1',
  '16.2': '1-5',
  '16.3': '1-4',
  '16.4': '1-3',
  '16.5': '1-3',
  '17.1': '1',
  '17.2': '1-4',
  '17.3': '1-2',
}
const requirements = Object.entries(asked).flatMap(([section, range]) => {
  const [from = 1, to = from] = range.split('-').map(Number)
  return Array.from({ length: to - from + 1 }, (_, at) => `${section}.${from + at}`)
})

const rows = [...page.matchAll(/^\| ([\d.]+)(?:–([\d.]+))? \| ([^|]+) \| ([^|]+) \| (.+) \|$/gm)].map(([, from = '', to = from, about = '', state = '', how = '']) => ({
  from,
  to,
  about,
  state,
  how,
}))
/** From one number to another, in the order of the standard. */
const covered = rows.flatMap(({ from, to }) => requirements.slice(requirements.indexOf(from), requirements.indexOf(to) + 1))

test('every requirement of levels 1 and 2 is answered once, in order', () => {
  expect(requirements).toHaveLength(253)
  expect(covered).toEqual(requirements)
})

test('every answer has a state that is known, and says how or why', () => {
  expect(rows.filter(({ state, how }) => !['met', 'partly', 'no', 'n/a', 'operator'].includes(state) || how.length < 4)).toEqual([])
})

test('every test that a page about safety names is there', () => {
  const pages = ['docs/security.md', 'docs/threat-model.md', 'docs/dpia.md']
  const named = pages.flatMap((path) => [...textOf(path).matchAll(/`((?:src|tests)\/[\w./-]+\.test\.tsx?)` "([^"]+)"/g)].map(([, file = '', title = '']) => ({ file, title })))
  expect(named.length).toBeGreaterThan(100)
  const known = new Map([...new Set(named.map(({ file }) => file))].map((file) => [file, existsSync(join(root, file)) ? textOf(file) : '']))
  expect(named.filter(({ file, title }) => !known.get(file)?.replaceAll("\\'", "'").includes(title)).map(({ file, title }) => `${file}: ${title}`)).toEqual([])
})
