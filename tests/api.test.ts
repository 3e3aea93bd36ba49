import { expect, test } from 'vitest'
import { EXAMPLE_INVITATION, EXAMPLE_MEASUREMENT, EXAMPLE_MEMBER, EXAMPLE_ORGANISATION } from '#platform/openapi'
import { sql } from '#platform/sql'
import { EXAMPLE_CAMPAIGN, EXAMPLE_PART } from '../src/modules/campaigns/api.ts'
import { EXAMPLE_NOTIFICATION } from '../src/modules/notifications/api.ts'
import { EXAMPLE_EVIDENCE } from '../src/modules/evidence/api.ts'
import { EXAMPLE_NETWORK } from '../src/modules/networks/api.ts'
import { hashOf, newId, newKey } from '#platform/secret'
import { EXAMPLE_BOARD } from '../src/modules/comparison/api.ts'
import { finishedRounds, registeredBoards, takePart } from '../src/modules/comparison/fixture.ts'
import { realInstrument as instrument } from './support/content.ts'
import { EXAMPLE_ACTION } from '../src/modules/plans/api.ts'
import { testApp, type TestApp } from './support/app.ts'

type Operation = {
  operationId: string
  security: Record<string, unknown>[]
  parameters: { name: string; in: string; example?: string | number }[]
  requestBody?: { content: Record<string, { example: unknown }> }
  responses: Record<string, { headers?: object; content?: Record<string, unknown> }>
}
type Document = { paths: Record<string, Record<string, unknown>> }
type Listed = { path: string; method: string; server: string; operation: Operation }

const json = { 'content-type': 'application/json' }

/** Every operation of the document. */
async function operationsOf(app: TestApp): Promise<Listed[]> {
  const { paths } = (await (await app.fetch('/api/openapi.json')).json()) as Document
  return Object.entries(paths).flatMap(([path, { servers, ...methods }]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      server: (servers as { url: string }[])[0]!.url,
      operation: operation as Operation,
    })),
  )
}

async function measurement(app: TestApp): Promise<{ id: string; bearer: Record<string, string> }> {
  const started = (await (await app.fetch('/api/assessments/v1/measurements', { method: 'POST', headers: json, body: '{}' })).json()) as { id: string; key: string }
  return { id: started.id, bearer: { authorization: `Bearer ${started.key}` } }
}

const isOfPerson = ({ security }: Operation) => security.some((one) => 'personalToken' in one)

/** Someone who owns a board with one colleague, one open invitation and one action in its plan, and what stands for those in the examples. */
async function owner(app: TestApp): Promise<{ headers: Record<string, string>; ids: Record<string, string> }> {
  const { verbs } = app.services.organisations
  const { board } = await app.db.tx((tx) => verbs.createDemo({ name: 'Stichting Voorbeeld', place: 'Zandwijk', sector: 'po', schools: [] }, tx))
  const who = await app.signedIn({ at: [{ organisationId: board, right: 'owner' }] })
  const colleague = await app.signedIn({ at: [{ organisationId: board, right: 'reader' }] })
  await who.visitor.post(`/organisaties/${board}/mensen/uitnodigen`, { addresses: 'genodigd@school.example', functions: 'teacher', right: 'reader' })
  const invitation = await app.db.one<{ id: string }>(sql`select id from organisations.invitation where organisation_id = ${board}`)
  const member = (await verbs.membersOf([board])).find((one) => one.personId === colleague.id)
  await app.services.notifications.verbs.notify(app.db, { kind: 'token-made', params: { label: 'test' }, about: '/mijn', personIds: [who.id] })
  const notification = await app.db.one<{ id: string }>(sql`select id from notifications.notification where person_id = ${who.id}`)
  const proposal = { organisationId: board, conditionId: '4.3', title: 'Eerst uitzoeken', origin: { kind: 'conversation', roundId: 'ronde-1234567890' } } as const
  const action = await app.db.tx((tx) => app.services.plans.verbs.createFrom(tx, who.actor, proposal))
  const evidence = newId()
  const details = { title: 'Beleid', description: '', conditions: ['4.3'], owner: { kind: 'none' as const }, validUntil: null, remindBefore: 30 }
  await app.services.evidence.verbs.add(who.actor, board, evidence, details, { link: 'https://intranet.example/beleid' })
  await who.visitor.post(`/organisaties/${board}/rondes/nieuw`, { title: 'Ronde', startsOn: '2026-03-02', endsOn: '2026-03-30', scope: 'board', anonymity: 'named' })
  const [campaign] = await app.services.campaigns.verbs.listAt(who.actor, board)
  const { parts } = await app.services.campaigns.verbs.see(who.actor, campaign?.campaign.id ?? '')
  const network = newId()
  await app.services.networks.verbs.create(who.actor, board, network, { name: 'Netwerk', about: '', contact: 'Secretaris' })
  return {
    headers: { cookie: `${who.cookie.name}=${who.cookie.value}` },
    ids: {
      [EXAMPLE_EVIDENCE]: evidence,
      [EXAMPLE_NETWORK]: network,
      [EXAMPLE_ORGANISATION]: board,
      [EXAMPLE_MEMBER]: member?.id ?? '',
      [EXAMPLE_INVITATION]: invitation?.id ?? '',
      [EXAMPLE_NOTIFICATION]: notification?.id ?? '',
      [EXAMPLE_ACTION]: action.id,
      [EXAMPLE_CAMPAIGN]: campaign?.campaign.id ?? '',
      [EXAMPLE_PART]: parts[0]?.roundId ?? '',
    },
  }
}

/** Someone with a token of their own, of a board that compares itself with nine others. */
async function comparing(app: TestApp): Promise<Record<string, string>> {
  const before = new Date(app.clock.now().getTime() - 365 * 86_400_000)
  const boards = await registeredBoards(app.db, { count: 10, first: EXAMPLE_BOARD })
  await takePart(app.db, boards, before)
  await finishedRounds(app.db, boards, { instrument, at: before, said: (board) => ([1, 2, 3, 4] as const)[boards.indexOf(board) % 4] ?? 1 })
  await app.runJobs()
  const { id } = await app.signedIn({ at: [{ organisationId: EXAMPLE_BOARD, right: 'reader' }] })
  const token = `koers_${newKey()}`
  const now = app.clock.now()
  await app.db.rows(sql`
    insert into people.session (hash, id, person_id, kind, created_at, seen_at, expires_at)
    values (${hashOf(token)}, ${hashOf(token).slice(0, 16)}, ${id}, 'token', ${now}, ${now}, ${new Date(now.getTime() + 3_600_000)})`)
  return { authorization: `Bearer ${token}` }
}
const put = (app: TestApp, path: string, bearer: Record<string, string>, body: unknown, headers: Record<string, string> = json) =>
  app.fetch(`/api/assessments/v1${path}`, { method: 'PUT', headers: { ...headers, ...bearer }, body: typeof body === 'string' ? body : JSON.stringify(body) })
const answer = { version: 0, judgement: 'level', level: 2 }

test('every example in the document is a call that works, and what comes back fits the document', { timeout: 60_000 }, async () => {
  const app = await testApp()
  const operations = await operationsOf(app)
  expect(operations.length).toBeGreaterThanOrEqual(11)
  const member = await comparing(app)
  for (const { path, method, server, operation } of operations) {
    const { id, bearer } = await measurement(app)
    // What an example reads or finishes must be there.
    if (!/saveAnswer|startMeasurement/.test(operation.operationId)) await put(app, `/measurements/${id}/answers/4.3`, bearer, answer)
    if (operation.operationId === 'startNextRound') await put(app, `/measurements/${id}/snapshot`, bearer, {})
    const person = isOfPerson(operation) ? await owner(app) : undefined
    const ids: Record<string, string> = { [EXAMPLE_MEASUREMENT]: id, ...person?.ids }
    const filled = operation.parameters
      .filter((one) => one.in === 'path')
      .reduce((sofar, { name, example = '' }) => sofar.replace(`{${name}}`, ids[example] ?? String(example)), path)
    const query = new URLSearchParams(
      operation.parameters.flatMap((one): [string, string][] => (one.in === 'query' && one.example !== undefined ? [[one.name, String(one.example)]] : [])),
    )
    const example = operation.requestBody?.content['application/json']?.example
    const response = await app.fetch(`${server}${filled}?${query.toString()}`, {
      method,
      headers: { ...(operation.operationId === 'readComparison' ? member : person ? person.headers : bearer), ...(example === undefined ? {} : json) },
      ...(example === undefined ? {} : { body: JSON.stringify(example) }),
    })
    const expected = Object.keys(operation.responses).find((status) => status.startsWith('2'))
    expect([operation.operationId, String(response.status)]).toEqual([operation.operationId, expected])
    expect(response.headers.get('api-version')).toBe('1.0.0')
  }
})

test('a sign that no database can look for is refused with the name of where it stood, in the address of every operation', async () => {
  const app = await testApp()
  const asking = (await operationsOf(app)).flatMap(({ path, method, server, operation }) =>
    operation.parameters.filter((one) => one.in === 'query').map(({ name }) => ({ path, method, server, name, operation })),
  )
  expect(asking.length).toBeGreaterThan(10)
  const person = await owner(app)
  for (const { path, method, server, name, operation } of asking) {
    const filled = operation.parameters.reduce(
      (sofar, one) => (one.in === 'path' ? sofar.replace(`{${one.name}}`, person.ids[one.example ?? ''] ?? String(one.example)) : sofar),
      path,
    )
    const response = await app.fetch(`${server}${filled}?${name}=a%00b`, { method, headers: person.headers })
    expect([operation.operationId, name, response.status]).toEqual([operation.operationId, name, 400])
    expect(await response.json()).toMatchObject({ errors: [{ field: name }] })
  }
})

test('without a key 401, with the key of someone else 404, on every secured operation', async () => {
  const app = await testApp()
  const { id } = await measurement(app)
  const other = await measurement(app)
  for (const { path, method, server, operation } of await operationsOf(app)) {
    if (operation.security.length === 0) continue
    const { ids } = await owner(app)
    const someoneElse = isOfPerson(operation) ? (await owner(app)).headers : other.bearer
    if (isOfPerson(operation) && !path.includes('{')) continue // one's own: there is nobody else's
    const address =
      server +
      path
        .replace('{measurementId}', id)
        .replace('{conditionId}', '4.3')
        .replace('{organisationId}', ids[EXAMPLE_ORGANISATION] ?? '')
        .replace('{evidenceId}', ids[EXAMPLE_EVIDENCE] ?? '')
        .replace('{memberId}', ids[EXAMPLE_MEMBER] ?? '')
        .replace('{invitationId}', ids[EXAMPLE_INVITATION] ?? '')
        .replace('{notificationId}', ids[EXAMPLE_NOTIFICATION] ?? '')
        .replace('{networkId}', ids[EXAMPLE_NETWORK] ?? '')
        .replace('{actionId}', ids[EXAMPLE_ACTION] ?? '')
        .replace('{campaignId}', ids[EXAMPLE_CAMPAIGN] ?? '')
        .replace('{roundId}', ids[EXAMPLE_PART] ?? '')
    const ask = async (headers: Record<string, string>) => {
      const body = operation.requestBody && { body: JSON.stringify(operation.requestBody.content['application/json']?.example) }
      const response = await app.fetch(address, { method, headers: { ...json, ...headers }, ...body })
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      return response.status
    }
    expect([operation.operationId, await ask({}), await ask(someoneElse)]).toEqual([operation.operationId, 401, 404])
  }
})

test.each([
  ['a level that does not exist', { ...answer, level: 7 }, 'level'],
  ['a level that is missing', { version: 0, judgement: 'level' }, 'level'],
  ['niet van toepassing without a reason', { version: 0, judgement: 'not-applicable' }, 'reason'],
  ['a note that is too long', { ...answer, note: 'x'.repeat(4001) }, 'note'],
  ['a need of another condition', { ...answer, needs: ['elders'] }, 'needs'],
  ['a link that is a script', { ...answer, evidenceLink: 'javascript:alert(1)' }, 'evidenceLink'],
  ['no version', { judgement: 'unknown' }, 'version'],
  ['a list for an object', [answer], 'body'],
])('%s is refused with the field and a remedy, and nothing is stored', async (_, body, field) => {
  const app = await testApp()
  const { id, bearer } = await measurement(app)
  const response = await put(app, `/measurements/${id}/answers/4.3`, bearer, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'bad-input', status: 400, errors: expect.arrayContaining([expect.objectContaining({ field, remedy: expect.any(String) })]) })
  expect((await app.fetch(`/api/assessments/v1/measurements/${id}/answers/4.3`, { headers: bearer })).status).toBe(404)
})

test.each([
  ['broken JSON', '{"version":', json, 400],
  ['a form', 'version=0', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['an oversized body', JSON.stringify({ ...answer, note: 'x'.repeat(600_000) }), { ...json, 'content-length': '600100' }, 413],
])('%s is refused as a problem', async (_, body, headers, status) => {
  const app = await testApp()
  const { id, bearer } = await measurement(app)
  const response = await put(app, `/measurements/${id}/answers/4.3`, bearer, body, headers)
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
})

test('an answer that changed in the meantime is a 409 that holds the current one', async () => {
  const app = await testApp()
  const { id, bearer } = await measurement(app)
  await put(app, `/measurements/${id}/answers/4.3`, bearer, { ...answer, note: 'eerst' })
  const response = await put(app, `/measurements/${id}/answers/4.3`, bearer, { ...answer, level: 3 })
  expect(response.status).toBe(409)
  expect(await response.json()).toMatchObject({ code: 'conflict', current: { version: 1, level: 2, note: 'eerst' } })
})

test('an address that does not exist is a problem too', async () => {
  const response = await (await testApp()).fetch('/api/assessments/v1/schools')
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
})
