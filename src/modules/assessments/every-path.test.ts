import { expect, test } from 'vitest'
import { testApp } from '../../../tests/support/app.ts'
import { realInstrument } from '../../../tests/support/content.ts'

const { conditions } = realInstrument
const answers = ['1', '2', '3', '4', 'unknown', 'not-applicable'] as const
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

test.each(answers)('answering every question with %s leads from 1.1 to the last step, and each page says its next step', { timeout: 60_000 }, async (answer) => {
  const app = await testApp()
  const owner = app.visitor()
  const base = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
  let path = `${base}/1.1`
  for (const condition of conditions) {
    expect(path).toBe(`${base}/${condition.id}`)
    const page = await owner.get(path)
    expect(page.text).toContain(escaped(condition.question))
    for (const level of [1, 2, 3, 4] as const) expect(page.text).toContain(escaped(condition.levels[level]))
    for (const need of condition.needs) expect(page.text).toContain(escaped(need.text))
    const saved = await owner.submit({ answer, reason: answer === 'not-applicable' ? 'Dat doen wij niet.' : '' })
    path = saved.location ?? `stayed at ${saved.status}`
  }
  expect(path).toBe(`${base}/controleren`)
  expect((await owner.get(base)).text).toContain('Ingevuld, nog niet gedeeld')
  expect((await owner.get(path)).status).toBe(200)
  expect((await owner.post(`${base}/afronden`, {})).location).toBe(`${base}/afgerond`)
})
