import { expect, test } from 'vitest'
import { DAY, HOUR } from '#platform/clock'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp, type Who } from '../../../../tests/support/app.ts'

const board = {
  name: 'Stichting Het Kompas',
  place: 'Zandwijk',
  sector: 'po' as const,
  schools: ['De Vlieger', 'Het Anker', 'De Brug'].map((name) => ({ name, place: 'Zandwijk', pupils: 100 })),
}

async function kompas(): Promise<{ app: TestApp; board: string; schools: string[]; owner: SignedIn }> {
  const app = await testApp()
  const made = await app.db.tx((tx) => app.services.organisations.verbs.createDemo(board, tx))
  return { app, ...made, owner: await app.signedIn({ name: 'Olga Eigenaar', at: [{ organisationId: made.board, right: 'owner' }] }) }
}

type Letter = { recipient: string; subject: string; text: string }
const letters = (app: TestApp) => app.db.rows<Letter>(sql`select recipient, subject, text from platform.mail order by created_at, recipient`)
const linkIn = (letter: Letter | undefined) => /\/uitnodiging\/[\w-]{32}/.exec(letter?.text ?? '')?.[0] ?? ''

const invite = (who: SignedIn, organisation: string, addresses: string, more: Record<string, string | string[]> = {}) =>
  who.visitor.post(`/organisaties/${organisation}/mensen/uitnodigen`, { addresses, functions: 'ict-coordinator', right: 'editor', ...more })

/** The link that this address got. */
async function invited(app: TestApp, owner: SignedIn, organisation: string, address: string, more: Record<string, string | string[]> = {}): Promise<string> {
  await invite(owner, organisation, address, more)
  return linkIn((await letters(app)).findLast((letter) => letter.recipient === address))
}
const standing = (app: TestApp, who: { id: string }) => app.services.organisations.verbs.standingOf(who.id)

test('an owner invites several people at once as their mail program copies them; each gets a link of their own, and accepting gives right and function at the board and its schools', async () => {
  const { app, board: id, schools, owner } = await kompas()
  const sent = await invite(owner, id, 'Ida Ict <Ida@Kompas.example>; sam@kompas.example\nIDA@kompas.example')
  expect(sent.location).toBe(`/organisaties/${id}/mensen?verstuurd=2&overgeslagen=0`)
  const [toIda, toSam] = await letters(app)
  expect([toIda?.recipient, toSam?.recipient]).toEqual(['ida@kompas.example', 'sam@kompas.example'])
  expect(linkIn(toIda)).not.toBe(linkIn(toSam))
  expect(toIda?.text).toContain('Olga Eigenaar nodigt u uit')
  expect((await owner.visitor.get(`/organisaties/${id}/mensen`)).text).toContain('ida@kompas.example')

  const ida = await app.signedIn({ name: 'Ida Ict', email: 'ida@kompas.example' })
  expect((await ida.visitor.get(linkIn(toIda))).text).toContain('Uitnodiging aannemen')
  const accepted = await ida.visitor.submit({}, linkIn(toIda))
  expect(accepted.location).toBe(`/organisaties/${id}/mensen?gedaan=welcome`)
  expect((await ida.visitor.follow(accepted)).text).toContain('Welkom bij Stichting Het Kompas')
  const reach = await standing(app, ida)
  expect([id, ...schools].map((one) => reach.get(one))).toEqual([[], [id], [id], [id]].map((above) => ({ right: 'editor', functions: ['ict-coordinator'], above })))
})

test('an invitation for chosen schools opens those schools, not the others and not the board', async () => {
  const { app, board: id, schools, owner } = await kompas()
  const [vlieger = '', anker = ''] = schools
  const link = await invited(app, owner, id, 'lea@kompas.example', { places: [vlieger, anker], functions: 'school-leader', right: 'owner' })
  const lea = await app.signedIn({ email: 'lea@kompas.example' })
  await lea.visitor.post(link, {})
  expect(new Set((await standing(app, lea)).keys())).toEqual(new Set([vlieger, anker]))
  expect((await lea.visitor.get(`/organisaties/${id}/mensen`)).status).toBe(404)
})

test('who is not signed in is asked to, and comes back; the key itself changes nothing when it is only looked at', async () => {
  const { app, board: id, owner } = await kompas()
  const link = await invited(app, owner, id, 'ida@kompas.example')
  const nobody = app.visitor()
  expect((await nobody.get(link)).text).toContain('Meld u aan met het e-mailadres')
  expect((await nobody.submit({}, link)).location).toBe(`/aanmelden?naar=${encodeURIComponent(link)}`)
  const ida = await app.signedIn({ email: 'ida@kompas.example' })
  expect((await ida.visitor.post(link, {})).status).toBe(303)
})

test('a forwarded invitation does not work for another account, and says to ask for an own one', async () => {
  const { app, board: id, owner } = await kompas()
  const link = await invited(app, owner, id, 'ida@kompas.example')
  const other = await app.signedIn({ email: 'iemand.anders@kompas.example' })
  for (const answer of [await other.visitor.get(link), await other.visitor.post(link, {})]) {
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('om een eigen uitnodiging')
    expect(answer.text).not.toContain('ida@kompas.example')
  }
  expect((await standing(app, other)).size).toBe(0)
})

test('used twice, also at one moment, it lets in once; to another it says that it was used', async () => {
  const { app, board: id, owner } = await kompas()
  const link = await invited(app, owner, id, 'ida@kompas.example')
  const ida = await app.signedIn({ email: 'ida@kompas.example' })
  const both = await Promise.all([ida.visitor.post(link, {}), ida.visitor.post(link, {})])
  expect(new Set(both.map((answer) => answer.status))).toEqual(new Set([303, 409]))
  expect(await app.services.organisations.verbs.membersOf([id])).toHaveLength(2)
  expect((await ida.visitor.get(link)).text).toContain('U hebt deze uitnodiging al aangenomen')
  expect((await app.visitor().get(link)).text).toContain('al gebruikt')
  expect((await (await app.signedIn()).visitor.get(link)).text).toContain('al gebruikt')
})

test('after fourteen days it has expired, and sending it again makes a new link and ends the old one', async () => {
  const { app, board: id, owner } = await kompas()
  const link = await invited(app, owner, id, 'ida@kompas.example')
  const ida = await app.signedIn({ email: 'ida@kompas.example' })
  app.clock.advance(14 * DAY)
  const late = await (await app.signedIn({ email: 'ida@kompas.example' })).visitor.post(link, {})
  expect([late.status, late.title]).toEqual([409, 'Deze uitnodiging is verlopen – Koers'])

  const fresh = await app.signedIn({ email: owner.actor.person?.email ?? '' }) // sessions end after two weeks too
  const page = await fresh.visitor.get(`/organisaties/${id}/mensen`)
  const again = /action="([^"]+\/opnieuw)"/.exec(page.text)?.[1] ?? ''
  expect((await fresh.visitor.post(again, {})).location).toContain('gedaan=again')
  expect((await fresh.visitor.post(again, {})).location).toContain('gedaan=justSent')
  app.clock.advance(HOUR)
  expect(await letters(app)).toHaveLength(2)
  const renewed = linkIn((await letters(app)).at(-1))
  const back = await app.signedIn({ email: 'ida@kompas.example' })
  expect((await back.visitor.get(link)).status).toBe(404)
  expect((await back.visitor.post(renewed, {})).status).toBe(303)
  expect((await standing(app, ida)).get(id)?.right).toBe('editor')
})

test('withdrawn, sent by someone who was removed, for an organisation that is gone, for someone who belongs already: each says so', async () => {
  const { app, board: id, schools, owner } = await kompas()
  const ida = await app.signedIn({ email: 'ida@kompas.example' })
  const titleOf = async (link: string) => (await ida.visitor.post(link, {})).title.replace(' – Koers', '')

  const withdrawn = await invited(app, owner, id, 'ida@kompas.example')
  const page = await owner.visitor.get(`/organisaties/${id}/mensen`)
  await owner.visitor.post(/formaction="([^"]+\/intrekken)"/.exec(page.text)?.[1] ?? '', {})
  expect(await titleOf(withdrawn)).toBe('Deze uitnodiging is ingetrokken')

  const second = await app.signedIn({ name: 'Tweede', at: [{ organisationId: id, right: 'owner' }] })
  const fromSecond = await invited(app, second, id, 'ida@kompas.example')
  const [, membership] = await app.services.organisations.verbs.membersOf([id])
  await owner.visitor.post(`/organisaties/${id}/mensen/${membership?.id}/verwijderen`, {})
  expect(await titleOf(fromSecond)).toBe('Deze uitnodiging is ingetrokken')

  const school = schools[0] ?? ''
  const gone = await invited(app, owner, id, 'ida@kompas.example', { places: school })
  await app.db.rows(sql`update organisations.organisation set gone_at = ${app.clock.now()} where id = ${school}`)
  expect(await titleOf(gone)).toBe('Deze organisatie is er niet meer')

  const member = await invited(app, owner, id, 'ida@kompas.example')
  await app.services.organisations.verbs.grant(app.db, { personId: ida.id, organisationId: id, right: 'reader', functions: [], grantedBy: null })
  expect(await titleOf(member)).toBe('U hoort er al bij')
})

test('a wrong key is the same page as any other that does not exist', async () => {
  const { app } = await kompas()
  const visitor = app.visitor()
  const missing = await visitor.get('/bestaat-niet')
  for (const key of ['x'.repeat(32), 'kort', `${'x'.repeat(31)}'`]) expect(await visitor.get(`/uitnodiging/${key}`)).toMatchObject({ status: 404, title: missing.title })
  const ida = await app.signedIn()
  expect((await ida.visitor.post(`/uitnodiging/${'x'.repeat(32)}`, {})).status).toBe(404)
})

test.for<[string, Who['at'] extends infer At ? (id: string, school: string) => At : never]>([
  ['a reader of the board', (id) => [{ organisationId: id, right: 'reader' }]],
  ['a contributor of the board', (id) => [{ organisationId: id, right: 'contributor' }]],
  ['an owner of one school', (_, school) => [{ organisationId: school, right: 'owner', functions: ['school-leader'] }]],
  ['someone of elsewhere', () => []],
])('%s cannot invite for the board: 404, and no letter leaves', async ([, at]) => {
  const { app, board: id, schools } = await kompas()
  const who = await app.signedIn({ at: at(id, schools[0] ?? '') ?? [] })
  expect((await who.visitor.get(`/organisaties/${id}/mensen/uitnodigen`)).status).toBe(404)
  expect((await invite(who, id, 'x@kompas.example', { right: 'reader' })).status).toBe(404)
  expect(await letters(app)).toEqual([])
})

test('an editor invites readers, and gets 404 for a right of their own or above', async () => {
  const { app, board: id } = await kompas()
  const editor = await app.signedIn({ at: [{ organisationId: id, right: 'editor' }] })
  expect((await editor.visitor.get(`/organisaties/${id}/mensen/uitnodigen`)).text).not.toContain('value="owner"')
  for (const [right, status] of [
    ['reader', 303],
    ['contributor', 303],
    ['editor', 404],
    ['owner', 404],
  ] as const)
    expect([right, (await invite(editor, id, `${right}@kompas.example`, { right })).status]).toEqual([right, status])
  expect(await letters(app)).toHaveLength(2)
})

test.for<[string, Record<string, string | string[]>, RegExp]>([
  ['no address', { addresses: ' , ;\n' }, /minstens één e-mailadres/],
  ['a broken address among good ones', { addresses: 'goed@kompas.example, dit is geen adres' }, /Een van de e-mailadressen klopt niet/],
  ['a second header in an address', { addresses: 'a@kompas.example\r\nBcc: b@kompas.example' }, /Een van de e-mailadressen klopt niet/],
  ['more than fifty', { addresses: Array.from({ length: 51 }, (_, at) => `p${at}@kompas.example`).join('\n') }, /hoogstens 50/],
  ['no function', { functions: '' }, /Kies minstens één functie/],
  ['a right that does not exist', { right: 'god' }, /wat deze persoon mag/],
  ['an FG who would decide', { functions: ['data-protection-officer', 'ict-coordinator'], right: 'editor' }, /kijken onafhankelijk mee/],
  ['a school of another board', { places: '00000000-0000-4000-8000-000000000000' }, /hoort niet meer bij dit bestuur/],
  ['oneself', { addresses: 'olga.eigenaar@school.example' }, /horen er al bij/],
])('%s is a mistake on the same page with what was typed, and nothing is sent', async ([, fields, message]) => {
  const { app, board: id, owner } = await kompas()
  const answer = await invite(owner, id, 'nieuw@kompas.example', fields)
  expect(answer.status).toBe(422)
  expect(answer.text).toMatch(message)
  expect(await letters(app)).toEqual([])
})

test('pressed twice it is one letter', async () => {
  const { app, board: id, owner } = await kompas()
  const both = await Promise.all([invite(owner, id, 'ida@kompas.example'), invite(owner, id, 'ida@kompas.example')])
  expect(new Set(both.map((answer) => answer.status))).toEqual(new Set([303, 422]))
  expect(await letters(app)).toHaveLength(1)
})
