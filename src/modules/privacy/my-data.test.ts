import { expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../../../tests/support/app.ts'

const path = '/mijn/gegevens'

async function board(app: TestApp): Promise<string> {
  const { board: id } = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Stichting Kompas', place: 'Utrecht', sector: 'po', schools: [] }, tx))
  return id
}

const schema = z.object({ services: z.record(z.string(), z.record(z.string(), z.unknown())), letters: z.array(z.unknown()), log: z.array(z.unknown()) })

test('someone sees how much is kept of them, and downloads everything: of every service, and of nobody else', async () => {
  const app = await testApp()
  const id = await board(app)
  const hostile = `</script><img src=x onerror="alert(1)"> "'\u2028`
  const anne = await app.signedIn({ name: hostile, email: 'anne@school.example', at: [{ organisationId: id, right: 'owner' }] })
  await app.signedIn({ name: 'Bram van Boven', email: 'joanne@school.example', at: [{ organisationId: id, right: 'owner' }] })
  for (const to of ['anne@school.example', 'joanne@school.example'])
    await app.db.tx((tx) => app.services.notifications.verbs.notify(tx, { personIds: [anne.id], kind: 'access-ended', params: { organisation: to }, about: '/mijn' }))
  await app.db.rows(sql`insert into platform.mail (id, recipient, subject, text, about, created_at, next_attempt_at, give_up_at)
    values ('abcdefghijklmnop', 'joanne@school.example', 'Voor Joanne', 'geheim', 'test', now(), now(), now())`)
  const page = await anne.visitor.get(path)
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('<img src=x')
  const file = await anne.visitor.get(`${path}/alles.json`)
  expect(file.headers.get('content-type')).toContain('application/json')
  expect(file.headers.get('content-disposition')).toContain('attachment')
  const data = schema.parse(JSON.parse(file.text))
  expect(Object.keys(data.services)).toEqual(expect.arrayContaining(['people', 'organisations', 'notifications', 'campaigns', 'plans', 'evidence']))
  expect(data.services['people']).toMatchObject({ account: { name: hostile, email: 'anne@school.example' } })
  expect(file.text).not.toContain('Bram van Boven')
  expect(file.text).not.toContain('Voor Joanne')
})

test('who is not signed in is led to the way in', async () => {
  const app = await testApp()
  for (const at of [path, `${path}/alles.json`, `${path}/verwijderen`]) expect((await app.visitor().get(at)).location).toContain('/aanmelden?naar=')
})

test('erasing takes the person out of every service, signs them out everywhere, removes letters that wait, and leaves a line that leads to nobody', async () => {
  const app = await testApp()
  const id = await board(app)
  await app.signedIn({ name: 'Bram', at: [{ organisationId: id, right: 'owner' }] })
  const anne = await app.signedIn({ name: 'Anne Zonneveld', email: 'anne@school.example', at: [{ organisationId: id, right: 'owner' }] })
  const { token } = await app.db.tx((tx) => app.services.people.verbs.openSession(tx, anne.id, { label: 'elders', strong: false }))
  await app.db.tx((tx) => app.services.notifications.verbs.notify(tx, { personIds: [anne.id], kind: 'sign-in-changed', params: { what: 'x' }, about: '/mijn' }))
  const { rows } = { rows: await app.db.rows<{ recipient: string }>(sql`select recipient from platform.mail limit 9`) }
  expect(rows.map(({ recipient }) => recipient)).toContain('anne@school.example')

  await anne.visitor.get(`${path}/verwijderen`)
  const unsure = await anne.visitor.submit({}, `${path}/verwijderen`)
  expect(unsure.status).toBe(422)
  expect(unsure.text).toContain('Vink aan dat u dit begrijpt')
  const done = await anne.visitor.submit({ confirm: 'yes' }, `${path}/verwijderen`)
  expect(done.location).toBe('/account-verwijderd')
  expect((await anne.visitor.follow(done)).title).toContain('Uw account is verwijderd')

  expect(await app.identify(token)).toBeUndefined()
  expect(await app.identify(anne.cookie.value)).toBeUndefined()
  // Twice: with the cookie from before there is nobody.
  anne.visitor.cookies.set(anne.cookie.name, anne.cookie.value)
  expect((await anne.visitor.post(`${path}/verwijderen`, { confirm: 'yes' })).location).toContain('/aanmelden')

  const everything = await dump(app)
  expect(everything).not.toContain('anne@school.example')
  expect(everything).not.toContain('Anne Zonneveld')
  expect(await app.db.rows(sql`select actor, subject from audit.entry where verb = 'person.erased'`)).toEqual([{ actor: `person:${anne.id}`, subject: anne.id }])
})

/** Every row of every table as text. */
async function dump(app: TestApp): Promise<string> {
  const tables = await app.db.rows<{ text: string }>(sql`
    select query_to_xml(format('select * from %I.%I', schemaname, tablename), true, false, '')::text as text
    from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'edition' limit 200`)
  return tables.map(({ text }) => text).join('\n')
}

test('the last owner is told what to do first, and nothing is erased', async () => {
  const app = await testApp()
  const id = await board(app)
  const anne = await app.signedIn({ name: 'Anne', at: [{ organisationId: id, right: 'owner' }] })
  expect((await anne.visitor.get(`${path}/verwijderen`)).text).toContain('U bent de enige eigenaar')
  const refused = await anne.visitor.post(`${path}/verwijderen`, { confirm: 'yes' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(`/organisaties/${id}/mensen`)
  expect((await anne.visitor.get('/mijn/account')).status).toBe(200)
})

test('two owners who erase themselves at once do not leave the board without an owner', async () => {
  const app = await testApp()
  const id = await board(app)
  const owners = [
    await app.signedIn({ name: 'Anne', at: [{ organisationId: id, right: 'owner' }] }),
    await app.signedIn({ name: 'Bram', at: [{ organisationId: id, right: 'owner' }] }),
  ]
  const answers = await Promise.all(owners.map(({ visitor }) => visitor.post(`${path}/verwijderen`, { confirm: 'yes' })))
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 422])
  expect(await app.services.organisations.verbs.owners(id)).toHaveLength(1)
})

test('an open browser of hours ago cannot erase, one with a second step can', async () => {
  const app = await testApp()
  const [weak, strong] = [await app.signedIn({ name: 'Anne' }), await app.signedIn({ name: 'Bram', strong: true })]
  app.clock.advance(3 * 60 * 60 * 1000)
  expect((await weak.visitor.get(`${path}/verwijderen`)).text).toContain('Meld u eerst opnieuw aan')
  expect((await weak.visitor.post(`${path}/verwijderen`, { confirm: 'yes' })).status).toBe(422)
  expect((await strong.visitor.post(`${path}/verwijderen`, { confirm: 'yes' })).status).toBe(303)
})

test('a measurement that someone began as a visitor goes with them', async () => {
  const app = await testApp()
  const anne = await app.signedIn({ name: 'Anne' })
  const { id } = await app.db.tx(async (tx) => {
    const trial = await app.services.organisations.verbs.createTrial({ name: 'Mijn proefschool', scope: 'school', sector: 'po' }, tx)
    await app.services.organisations.verbs.grant(tx, { personId: anne.id, organisationId: trial.id, right: 'owner', functions: [], grantedBy: null })
    return trial
  })
  expect((await anne.visitor.get(`${path}/verwijderen`)).text).toContain('de meting die u zelf begon')
  expect((await anne.visitor.post(`${path}/verwijderen`, { confirm: 'yes' })).status).toBe(303)
  expect(await app.services.organisations.verbs.byId(id)).toBeUndefined()
})
