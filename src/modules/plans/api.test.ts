import { expect, test } from 'vitest'
import { hashOf, newKey } from '#platform/secret'
import { sql } from '#platform/sql'
import { boardApp, made, type BoardApp } from './test-plan.ts'

/** A program with a token of this person. */
async function program({ app }: BoardApp, personId: string) {
  const token = `koers_${newKey()}`
  const now = app.clock.now()
  await app.db.rows(sql`
    insert into people.session (hash, id, person_id, kind, created_at, seen_at, expires_at)
    values (${hashOf(token)}, ${hashOf(token).slice(0, 16)}, ${personId}, 'token', ${now}, ${now}, ${new Date(now.getTime() + 3_600_000)})`)
  return async (method: string, path: string, body?: unknown) => {
    const response = await app.fetch(`/api/plans/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
}

test('a program with a personal token does what its person may, in the same rules as the pages', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const call = await program(plan, editor.id)
  const made_ = await call('POST', `/organisations/${plan.board}/actions`, { title: 'Wifi meten', effort: 8 })
  expect(made_).toMatchObject({ status: 201, body: { title: 'Wifi meten', effort: 8, status: 'todo', version: 1, origin: 'hand' } })
  const at = `/actions/${String(made_.body['id'])}`
  expect(await call('PUT', at, { version: 1, title: 'Wifi meten', status: 'done', result: 'Gemeten' })).toMatchObject({
    status: 200,
    body: { status: 'done', result: 'Gemeten', effort: null, version: 3 },
  })
  expect(await call('PUT', at, { version: 1, title: 'Te laat' })).toMatchObject({ status: 409, body: { code: 'conflict', current: { version: 3, title: 'Wifi meten' } } })
  expect(await call('PUT', at, { version: 3, title: 'Wifi meten', status: 'waiting' })).toMatchObject({ status: 400, body: { errors: [{ field: 'status' }] } })
  expect(await call('PUT', at, { version: 3, title: ' ', conditionId: '4.9' })).toMatchObject({ status: 400 })
  expect(await call('POST', `${at}/comments`, { text: ' ' })).toMatchObject({ status: 400 })
  expect(await call('GET', `/organisations/${plan.board}/actions`)).toMatchObject({ status: 200, body: { items: [{ title: 'Wifi meten' }] } })
})

test('the program of someone at a school finds the actions that name the school, and only those', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const [regenboog = ''] = plan.schools
  const leader = await plan.as('editor', regenboog)
  const named = (await made(plan, editor, { title: 'Voor De Regenboog', schoolIds: [regenboog], ownerId: leader.id })).split('/').at(-1)
  const whole = (await made(plan, editor, { title: 'Voor het bestuur' })).split('/').at(-1)
  const call = await program(plan, leader.id)
  expect(await call('GET', `/organisations/${regenboog}/actions`)).toMatchObject({ body: { items: [{ title: 'Voor De Regenboog' }] } })
  expect((await call('GET', `/organisations/${plan.board}/actions`)).status).toBe(404)
  expect((await call('GET', `/actions/${whole}`)).status).toBe(404)
  expect((await call('PUT', `/actions/${named}`, { version: 1, title: 'Voor De Regenboog', schoolIds: [regenboog], ownerId: leader.id, status: 'busy' })).status).toBe(200)
})
