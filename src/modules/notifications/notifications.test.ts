import { expect, test } from 'vitest'
import { DAY, MINUTE } from '#platform/clock'
import { createWorker } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'
import { isKind, kinds, type Kind, type Notice, type Params } from './kinds.ts'

type Sent = { recipient: string; subject: string; text: string; unsubscribe: string | null }
const letters = (app: TestApp) => app.db.rows<Sent>(sql`select recipient, subject, text, unsubscribe from platform.mail order by created_at, recipient limit 100`)

const action = (to: readonly { id: string }[]): Notice => ({
  kind: 'action-given',
  params: { action: 'Wachtwoorden opruimen', by: 'Sanne' },
  about: '/organisaties/x/plan/1',
  personIds: to.map(({ id }) => id),
})
const opened = (to: readonly { id: string }[]): Notice => ({
  kind: 'round-opened',
  params: { organisation: 'De Wegwijzer', round: 'ronde 2' },
  about: '/metingen/abc',
  personIds: to.map(({ id }) => id),
})
const tell = (app: TestApp, notice: Notice) => app.db.tx((tx) => app.services.notifications.verbs.notify(tx, notice))
const choose = (one: SignedIn, changes: Record<string, string>) =>
  one.visitor.post('/mijn/meldingen/voorkeuren', {
    invitations: 'mail',
    rounds: 'mail',
    plan: 'digest',
    evidence: 'digest',
    network: 'digest',
    practices: 'digest',
    rhythm: 'daily',
    ...changes,
  })

const unreadOf = async (app: TestApp, { id }: SignedIn) => (await app.db.one<{ count: number }>(app.services.notifications.verbs.unreadOf(sql`${id}`)))?.count

test('a person sees what is new, with its count on every page, and reads one or all of it without a script', async () => {
  const app = await testApp()
  const anne = await app.signedIn({ name: 'Anne' })
  expect((await anne.visitor.get('/mijn/meldingen')).text).toContain('Er zijn nog geen meldingen')
  await tell(app, action([anne]))
  await tell(app, opened([anne]))
  expect((await anne.visitor.get('/hulp')).text).toContain('(2 ongelezen)')
  await anne.visitor.get('/mijn/meldingen')
  const first = /name="melding" value="([^"]+)"/.exec(anne.visitor.page.text)?.[1] ?? ''
  await anne.visitor.follow(anne.visitor.post('/mijn/meldingen', { melding: first }))
  expect(anne.visitor.page.text).toContain('1 melding is nieuw')
  const until = /name="tot" value="([^"]+)"/.exec(anne.visitor.page.text)?.[1]
  app.clock.advance(MINUTE)
  await tell(app, opened([anne]))
  await anne.visitor.post('/mijn/meldingen', { tot: until })
  const inbox = await anne.visitor.get('/mijn/meldingen')
  expect(inbox.text, 'what came after the page was shown stays new').toContain('1 melding is nieuw')
  expect(inbox.text).toContain('href="/organisaties/x/plan/1"')
})

test('nobody sees or reads what another person was told', async () => {
  const app = await testApp()
  const [anne, bob] = [await app.signedIn({ name: 'Anne' }), await app.signedIn({ name: 'Bob' })]
  await tell(app, action([anne]))
  const [{ id } = { id: '' }] = await app.db.rows<{ id: string }>(sql`select id from notifications.notification`)
  expect((await bob.visitor.post('/mijn/meldingen', { melding: id })).status).toBe(404)
  expect((await bob.visitor.get('/mijn/meldingen')).text).not.toContain('Wachtwoorden')
  expect((await anne.visitor.get('/')).text).toContain('(1 ongelezen)')
  expect(await app.visitor().get('/mijn/meldingen')).toMatchObject({ status: 303, location: '/aanmelden?naar=%2Fmijn%2Fmeldingen' })
  expect((await app.visitor().get('/')).text).not.toContain('ongelezen')
  for (const fields of [{}, { melding: 'x' }, { tot: 'gisteren' }]) expect((await anne.visitor.post('/mijn/meldingen', fields)).status).toBe(400)
})

test('what is rolled back was never told, and nothing leads off this site', async () => {
  const app = await testApp()
  const anne = await app.signedIn()
  const undone = app.db.tx(async (tx) => {
    await app.services.notifications.verbs.notify(tx, opened([anne]))
    throw new Error('changed my mind')
  })
  await expect(undone).rejects.toThrow('changed my mind')
  for (const about of ['//elders.example', 'https://elders.example', '/a\nb', '']) await expect(tell(app, { ...opened([anne]), about })).rejects.toThrow('a path of this site')
  expect([await letters(app), await unreadOf(app, anne)]).toEqual([[], 0])
})

test('each person hears of it in the way and the language of their choice', async () => {
  const app = await testApp()
  const [usual, quiet, english, silent] = [
    await app.signedIn({ name: 'Usual' }),
    await app.signedIn({ name: 'Quiet' }),
    await app.signedIn({ name: 'English' }),
    await app.signedIn({ name: 'Silent' }),
  ]
  await choose(quiet, { rounds: 'app' })
  await english.visitor.post('/mijn/account/gegevens', { name: 'English', language: 'en' })
  await choose(silent, { rounds: 'off' })
  await tell(app, opened([usual, quiet, english, silent, usual]))
  const sent = await letters(app)
  expect(sent.map(({ recipient, subject }) => [recipient, subject])).toEqual([
    ['english@school.example', 'De Wegwijzer began ronde 2.'],
    ['usual@school.example', 'De Wegwijzer begon met ronde 2.'],
  ])
  expect(sent[1]?.text).toContain(`${app.url}/metingen/abc`)
  expect(await Promise.all([usual, quiet, english, silent].map((who) => unreadOf(app, who)))).toEqual([1, 1, 1, 0])
})

test('a language that was chosen here in the version before goes to the account, once', async () => {
  const app = await testApp()
  const anne = await app.signedIn({ name: 'Anne' })
  await app.db.rows(sql`insert into notifications.reader (person_id, rhythm, lang) values (${anne.id}, 'daily', 'en')`)
  const language = async () => (await app.services.people.verbs.byIds([anne.id])).get(anne.id)?.language
  await app.runJobs()
  expect(await language()).toBe('en')
  await anne.visitor.post('/mijn/account/gegevens', { name: 'Anne', language: 'nl' })
  app.clock.advance(DAY)
  await app.runJobs()
  expect(await language()).toBe('nl')
})

test('security is told at once whatever was chosen, without a link that ends it', async () => {
  const app = await testApp()
  const anne = await app.signedIn({ name: 'Anne' })
  await choose(anne, { security: 'off', invitations: 'off', rounds: 'off', plan: 'off', evidence: 'off', network: 'off' })
  await app.db.rows(sql`insert into notifications.preference values (${anne.id}, 'security', 'off')`)
  await tell(app, { kind: 'signed-in', params: { device: 'Firefox op Linux' }, about: '/mijn/account', personIds: [anne.id] })
  const [letter] = await letters(app)
  expect(letter).toMatchObject({ subject: 'Er is met uw account aangemeld op Firefox op Linux.', unsubscribe: null })
})

test('what can wait comes in one letter at seven, once, also with two processes; what was read is not in it', async () => {
  const app = await testApp({ clock: '2027-03-26T20:00:00Z' })
  const [anne, bob] = [await app.signedIn({ name: 'Anne' }), await app.signedIn({ name: 'Bob' })]
  await choose(bob, { rhythm: 'weekly' })
  await tell(app, action([anne, bob]))
  await tell(app, { kind: 'evidence-expired', params: { evidence: 'Verwerkersovereenkomst' }, about: '/bewijs/1', personIds: [anne.id] })
  const { jobs } = app.services.notifications
  const two = [1, 2].map(() => createWorker({ db: app.db, clock: app.clock, log: silentLog, kinds: jobs ?? [] }))
  const work = () => Promise.all(two.map((worker) => worker.runDue()))
  app.clock.set('2027-03-27T05:59:00Z')
  await work()
  expect(await letters(app)).toEqual([])
  app.clock.set('2027-03-27T06:00:00Z')
  await work()
  await work()
  const [first, ...others] = await letters(app)
  expect(others).toEqual([])
  expect(first).toMatchObject({ recipient: 'anne@school.example', subject: '2 nieuwe meldingen in Koers' })
  expect(first?.text).toMatch(/Plan en acties\n- Sanne gaf u een actie: Wachtwoorden opruimen\.\n {2}http.*\/organisaties\/x\/plan\/1/)
  // Summer time began on Sunday: on Monday it is seven o'clock at five in UTC. Bob has read his by then and gets nothing.
  await app.services.notifications.verbs.markAllRead(bob.actor, app.clock.now())
  app.clock.set('2027-03-29T05:00:00Z')
  await work()
  expect(await letters(app)).toHaveLength(1)
})

test('the link in a letter ends such letters after a press of its button, without signing in', async () => {
  const app = await testApp()
  const anne = await app.signedIn({ name: 'Anne' })
  await tell(app, opened([anne]))
  const [{ unsubscribe } = { unsubscribe: '' }] = await letters(app)
  const path = new URL(unsubscribe ?? '').pathname
  const visitor = app.visitor()
  expect((await visitor.get(path)).text).toContain('Rondes en vragen')
  await tell(app, opened([anne]))
  expect(await letters(app), 'opening it changes nothing').toHaveLength(2)
  await visitor.get(path)
  await visitor.follow(visitor.submit({}))
  expect(visitor.page.text).toContain('U krijgt deze mail niet meer')
  await tell(app, opened([anne]))
  expect(await letters(app)).toHaveLength(2)
  expect(await unreadOf(app, anne)).toBe(3)
  expect((await visitor.get(`/afmelden/${'x'.repeat(32)}`)).status).toBe(404)
  const stored = await app.db.rows<{ hash: string }>(sql`select hash from notifications.unsubscribe`)
  expect(stored.map(({ hash }) => path.includes(hash))).toEqual([false])
})

test('a mail program ends the daily letter with one post and no redirect', async () => {
  const app = await testApp()
  const anne = await app.signedIn({ name: 'Anne' })
  await tell(app, action([anne]))
  app.clock.advance(DAY)
  await app.runJobs()
  const [{ unsubscribe } = { unsubscribe: '' }] = await letters(app)
  await tell(app, action([anne]))
  const oneClick = () =>
    app.fetch(new URL(unsubscribe ?? '').pathname, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })
  expect([(await oneClick()).status, (await oneClick()).status]).toEqual([200, 200])
  app.clock.advance(DAY)
  await app.runJobs()
  expect(await letters(app), 'also not what was waiting').toHaveLength(1)
})

test('choices that do not exist are refused by field, and the page keeps what was there', async () => {
  const app = await testApp()
  const anne = await app.signedIn()
  expect(await choose(anne, { plan: 'pigeon' })).toMatchObject({ status: 422, title: expect.stringMatching(/^Fout: /) })
  expect(anne.visitor.page.text).toContain('href="#plan"')
  await anne.visitor.follow(choose(anne, { plan: 'off', rhythm: 'weekly' }))
  expect(anne.visitor.page.text).toContain('Uw keuzes zijn opgeslagen')
  expect(await app.services.notifications.verbs.preferences(anne.actor)).toMatchObject({ ways: { plan: 'off', security: 'mail' }, rhythm: 'weekly' })
})

test('a person gets all of it, and erased it is gone; old news goes by itself', async () => {
  const app = await testApp()
  const [anne, bob] = [await app.signedIn({ name: 'Anne' }), await app.signedIn({ name: 'Bob' })]
  await choose(anne, { plan: 'off' })
  await tell(app, opened([anne, bob]))
  const { keeper } = app.services.notifications
  expect(JSON.stringify(await keeper?.personalData(anne.id))).toContain('De Wegwijzer')
  await app.db.tx(async (tx) => keeper?.erase(tx, anne.id))
  const traces = await app.db.rows(sql`
    select person_id from notifications.notification where person_id = ${anne.id} union all select person_id from notifications.preference where person_id = ${anne.id}
    union all select person_id from notifications.reader where person_id = ${anne.id} union all select person_id from notifications.unsubscribe where person_id = ${anne.id}`)
  expect(traces).toEqual([])
  expect(await unreadOf(app, bob)).toBe(1)
  app.clock.advance(366 * DAY)
  await app.runJobs()
  expect(await unreadOf(app, bob)).toBe(0)
})

test('every kind has a sentence in both languages that holds all its words', async () => {
  const app = await testApp()
  const [anne, english] = [await app.signedIn({ name: 'Anne' }), await app.signedIn({ name: 'English' })]
  for (const kind of Object.keys(kinds).filter(isKind)) {
    const params = Object.fromEntries(kinds[kind].params.map((name) => [name, `<${name}>`])) as Params<Kind>
    // The compiler follows a choice of 25 kinds at most.
    await tell(app, { kind, params, about: '/', personIds: [anne.id, english.id] } as Notice)
  }
  english.visitor.cookies.set('taal', 'en')
  for (const { visitor } of [anne, english]) {
    const { text } = await visitor.get('/mijn/meldingen')
    const sentences = [...text.matchAll(/<bdi>([^<]*)<\/bdi><\/a><p/g)].map(([, sentence = '']) => sentence)
    expect(sentences).toHaveLength(Object.keys(kinds).length)
    const words = sentences.flatMap((sentence) => sentence.match(/&lt;\w+&gt;/g) ?? []).toSorted()
    expect(words).toEqual(
      Object.values(kinds)
        .flatMap(({ params }) => params.map((name) => `&lt;${name}&gt;`))
        .toSorted(),
    )
  }
})
