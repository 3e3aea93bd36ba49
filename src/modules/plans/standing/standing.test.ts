import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#platform/root'
import { realInstrument } from '../../../../tests/support/content.ts'
import { boardApp } from '../test-plan.ts'
import { dueOn, summerOf } from './due.ts'
import { loadSuggestions } from './suggestion.ts'

test.each([
  [2023, '2023-07-08'],
  [2024, '2024-07-06'],
  [2025, '2025-07-05'],
  [2026, '2026-07-04'],
  [2027, '2027-07-10'],
])('the first region has its summer holiday from the first Saturday from 4 July: %i', (year, day) => expect(summerOf(year)).toBe(day))

test('a task is due each year on a day that exists', () => {
  expect(dueOn({ kind: 'day', month: 2, day: 29 }, 2028)).toBe('2028-02-29')
  expect(dueOn({ kind: 'day', month: 2, day: 29 }, 2027)).toBe('2027-02-28')
  expect(dueOn({ kind: 'before-summer', weeks: 1 }, 2026)).toBe('2026-06-26')
})

test('the suggestions are content that fits the instrument: at least one for each responsibility', () => {
  const suggestions = loadSuggestions(join(root, 'content/plans/jaarkalender.yaml'), realInstrument)
  expect(suggestions.length).toBeGreaterThanOrEqual(12)
  expect(new Set(suggestions.map((one) => realInstrument.responsibility(one.condition)?.id)).size).toBe(10)
})

test('a mistake in the suggestions is named with its line and id', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'koers-')), 'tasks.yaml')
  const task = (over: string) => `  - { id: a, condition: "4.3", title: t, why: w, owner: o, due: { month: 2, day: 1 }${over} }\n`
  writeFileSync(file, `tasks:\n${task('')}  - { id: a, condition: "44.3", title: t, why: w, owner: o, due: { month: 2, day: 30 } }\n`)
  expect(() => loadSuggestions(file, realInstrument)).toThrow(/:3 \(id a\) task a occurs twice[\s\S]*condition 44.3 does not exist[\s\S]*30-2 is not a day/)
})

test('a board takes over a suggestion once, changes it, and ticks each year off', async () => {
  const plan = await boardApp('2026-03-02T09:00:00Z')
  const editor = await plan.as('editor')
  const calendar = `${plan.path}/jaarkalender`
  expect((await editor.visitor.get(calendar)).text).toContain('Een back-up terugzetten')
  await editor.visitor.post(`${calendar}/overnemen/herstel-oefenen`, {})
  await editor.visitor.post(`${calendar}/overnemen/herstel-oefenen`, {})
  const page = await editor.visitor.get(calendar)
  const task = new RegExp(`${calendar}/([\\w-]{16})"`).exec(page.text)?.[1] ?? ''
  expect(page.text.match(/1 februari 2026/g)).toHaveLength(1)
  expect(page.text).toContain('te laat')
  await editor.visitor.post(`${calendar}/${task}/gedaan`, { year: '2026', done: 'yes' })
  await editor.visitor.post(`${calendar}/${task}/gedaan`, { year: '2026', done: 'yes' })
  expect((await editor.visitor.get(calendar)).text).toContain('gedaan op 2 maart 2026')
  expect((await editor.visitor.get(`${calendar}?jaar=2027`)).text).toContain('nog te doen')
  await editor.visitor.get(`${calendar}/${task}`)
  expect((await editor.visitor.post(`${calendar}/${task}`, { version: '1', title: 'Herstel oefenen', when: 'day', day: '31', month: '4' })).status).toBe(422)
  expect((await editor.visitor.post(`${calendar}/${task}`, { version: '1', title: 'Herstel oefenen', when: 'before-summer', weeks: '3' })).status).toBe(303)
  expect((await editor.visitor.post(`${calendar}/${task}`, { version: '1', title: 'Anders', when: 'before-summer', weeks: '4' })).status).toBe(409)
  const months = await editor.visitor.get(`${plan.path}/kalender`)
  expect(months.text).toContain('Herstel oefenen')
  expect(months.text).toContain('datetime="2026-06-12"')
})

test('only who writes the plan or carries the task touches it, and nobody from elsewhere', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const contributor = await plan.as('contributor')
  const calendar = `${plan.path}/jaarkalender`
  expect((await contributor.visitor.post(`${calendar}/overnemen/herstel-oefenen`, {})).status).toBe(404)
  await editor.visitor.post(`${calendar}/nieuw`, { title: 'Eigen taak', ownerId: contributor.id, when: 'day', day: '1', month: '5' })
  await editor.visitor.post(`${calendar}/nieuw`, { title: 'Andere taak', owner: 'directeur', when: 'day', day: '2', month: '5' })
  const ids = [...new Set([...(await editor.visitor.get(calendar)).text.matchAll(new RegExp(`${calendar}/([\\w-]{16})"`, 'g'))].map(([, id]) => id))]
  const ticked = await Promise.all(ids.map(async (id) => (await contributor.visitor.post(`${calendar}/${id}/gedaan`, { year: '2026', done: 'yes' })).status))
  expect(ticked).toEqual([303, 404])
  const leader = await plan.as('owner', plan.schools[0])
  expect((await leader.visitor.get(calendar)).status).toBe(404)
  expect((await leader.visitor.post(`${calendar}/${ids[0]}/verwijderen`, {})).status).toBe(404)
})
