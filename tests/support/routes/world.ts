import { DAY } from '#platform/clock'
import { hashOf, newId, newKey } from '#platform/secret'
import { sql } from '#platform/sql'
import { finishedRounds, registeredBoards, takePart } from '../../../src/modules/comparison/fixture.ts'
import type { SignedIn, TestApp } from '../app.ts'
import { realInstrument as instrument } from '../content.ts'
import { pdf } from '../files.ts'
import { letterTo } from '../mailbox.ts'
import { rolesAt, type Roles } from './roles.ts'

/** What people of a tenant wrote, as someone with bad intentions would: markup, a formula, the end of an attribute. */
export const HOSTILE = `=koers(1)<koers-bad a='b'>" koers-bad="`

export type World = {
  app: TestApp
  roles: Roles
  /** Ids and keys of one tenant, by the name that addresses use. */ ids: Record<string, string>
  /** Spreadsheets that may come back as they went out. */ files: Record<'worksheet' | 'planWorksheet', Uint8Array<ArrayBuffer>>
}

const A_YEAR = 365 * DAY

/** A tenant with something of everything, and everyone who may or may not see it. */
export async function worldOf(app: TestApp): Promise<World> {
  const boards = await registeredBoards(app.db, { count: 10 })
  const [board = '', other = ''] = boards
  const before = new Date(app.clock.now().getTime() - A_YEAR)
  await takePart(app.db, boards, before)
  await finishedRounds(app.db, boards, { instrument, at: before, said: (one) => ([1, 2, 3, 4] as const)[boards.indexOf(one) % 4] ?? 1 })
  await app.runJobs()
  await app.db.rows(sql`update organisations.organisation set name = ${HOSTILE} where id = ${board}`)
  const schools = await app.db.rows<{ id: string }>(sql`select id from organisations.organisation where parent_id = ${board} order by brin4 limit 10`)
  const [school = '', sibling = ''] = schools.map(({ id }) => id)
  const own = (await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: HOSTILE, place: 'Ede', sector: 'po', schools: [] }, tx))).board
  await app.db.rows(sql`update organisations.organisation set origin = 'own' where id = ${own}`)
  const roles = await rolesAt(app, { board, school, own, other })
  const ids: Record<string, string> = { board, school, sibling, own, other }
  Object.assign(ids, await peopleOf(app, roles, board))
  Object.assign(ids, await measurementOf(app, roles))
  Object.assign(ids, await roundsOf(app, roles, { board, school }))
  Object.assign(ids, await workOf(app, roles.owner, board))
  Object.assign(ids, await networkOf(roles.owner, board))
  ids['unsubscribeKey'] = await unsubscribeKeyOf(app)
  const files = {
    worksheet: new Uint8Array((await roles.measurer.visitor.get(`/metingen/${ids['measurement']}/werkblad.ods`)).bytes),
    planWorksheet: new Uint8Array((await roles.owner.visitor.get(`/organisaties/${board}/plan/plan.ods`)).bytes),
  }
  // Every page shows how much one did not read.
  await app.db.rows(sql`update notifications.notification set read_at = ${app.clock.now()}`)
  // Nobody is signed out meanwhile, and no request is the one that notes when someone was seen.
  const now = app.clock.now().getTime()
  await app.db.rows(sql`update people.session set seen_at = ${new Date(now + DAY / 2)}, expires_at = ${new Date(now + A_YEAR)}`)
  return { app, roles, ids, files }
}

/** The last part of where an answer points to. */
const made = ({ location, status, path }: { location: string | undefined; status: number; path: string }): string => {
  if (location === undefined) throw new Error(`${path} answered ${status}, and made nothing`)
  return location.split('?')[0]?.split('/').at(-1) ?? ''
}
const found = (pattern: RegExp, text: string): string => {
  const [, one] = pattern.exec(text) ?? []
  if (one === undefined) throw new Error(`${pattern} is not on the page`)
  return one
}

/** The letter of an action that was given ends such letters at one press. */
async function unsubscribeKeyOf(app: TestApp): Promise<string> {
  const letters = await app.db.rows<{ unsubscribe: string }>(sql`select unsubscribe from platform.mail where unsubscribe is not null order by created_at, id limit 1`)
  return letters[0]?.unsubscribe.split('/').at(-1) ?? ''
}

/** Who belongs, who is invited, who asks; and what is of one person alone. */
async function peopleOf(app: TestApp, { owner, reader }: Roles, board: string): Promise<Record<string, string>> {
  const people = `/organisaties/${board}/mensen`
  await owner.visitor.post(`${people}/uitnodigen`, { addresses: 'ida@school.example', functions: 'teacher', right: 'contributor', places: board })
  const invitation = await app.db.one<{ id: string }>(sql`select id from organisations.invitation where organisation_id = ${board}`)
  const asking = await app.signedIn({ name: 'Vera Vraagt' })
  await asking.visitor.post(`/organisaties/${board}/aansluiten`, { functions: 'teacher' })
  const claim = await app.db.one<{ id: string }>(sql`select id from organisations.claim where organisation_id = ${board}`)
  const first = await app.signedIn({ name: 'Eerste Persoon' })
  const [nobodyYet = ''] = await registeredBoards(app.db, { count: 1 })
  await first.visitor.post(`/organisaties/${nobodyYet}/aansluiten`, { functions: 'board-member' })
  const firstClaim = await app.db.one<{ id: string }>(sql`select id from organisations.claim where organisation_id = ${nobodyYet}`)
  const members = await app.services.organisations.verbs.membersOf([board])
  await owner.visitor.post('/mijn/account/api-sleutels', { name: HOSTILE, days: '90' })
  await app.services.notifications.verbs.notify(app.db, { kind: 'action-given', params: { action: HOSTILE, by: HOSTILE }, about: '/mijn', personIds: [owner.id] })
  const passkey = newId()
  await app.db.rows(sql`
    insert into people.passkey (id, credential, person_id, name, public_key, counter, made_at) values (${passkey}, ${newKey()}, ${owner.id}, ${HOSTILE}, 'x', 0, ${app.clock.now()})`)
  const mine = async (table: 'token' | 'session' | 'notification') => {
    const [row] = await app.db.rows<{ token: string; session: string; notification: string }>(sql`
      select (select id from people.session where person_id = ${owner.id} and kind = 'token' limit 1) as token,
        (select id from people.session where person_id = ${owner.id} and kind = 'browser' limit 1) as session,
        (select id from notifications.notification where person_id = ${owner.id} limit 1) as notification`)
    return row?.[table] ?? ''
  }
  await app.visitor().post('/aanmelden', { email: 'link@school.example' })
  return {
    member: members.find(({ personId }) => personId === reader.id)?.id ?? '',
    invitation: invitation?.id ?? '',
    invitationKey: (await letterTo(app.db, 'ida@school.example')).link.split('/').at(-1) ?? '',
    claim: claim?.id ?? '',
    firstClaim: firstClaim?.id ?? '',
    person: owner.id,
    passkey,
    token: await mine('token'),
    session: await mine('session'),
    notification: await mine('notification'),
    signInKey: (await letterTo(app.db, 'link@school.example')).link.split('/').at(-1) ?? '',
  }
}

/** A measurement without an account: opened by its own link and, to read, by a link that was shared. */
async function measurementOf(app: TestApp, { measurer, linkReader }: Roles): Promise<Record<string, string>> {
  const started = await measurer.visitor.follow(measurer.visitor.post('/metingen', {}))
  const measurement = found(/^\/metingen\/([\w-]{16})/, started.path)
  const base = `/metingen/${measurement}`
  await measurer.visitor.post(`${base}/profiel`, { name: HOSTILE, scope: 'board', sector: 'po', role: 'ICT' })
  await measurer.visitor.post(`${base}/4.3`, { version: '0', answer: '2', note: HOSTILE, wish: 'yes', desiredLevel: '3', owner: HOSTILE, evidence: HOSTILE })
  const shared = await measurer.visitor.post(`${base}/delen`, { label: HOSTILE })
  const readKey = found(/\/gedeeld\/([\w-]{32})/, shared.text)
  await linkReader.visitor.follow(linkReader.visitor.get(`/gedeeld/${readKey}`))
  const link = found(/\/delen\/([\w-]{16})\/intrekken/, (await measurer.visitor.get(`${base}/delen`)).text)
  const worksheet = made(await measurer.visitor.post(`${base}/werkblad`, filed((await measurer.visitor.get(`${base}/werkblad.ods`)).bytes, 'werkblad.ods')))
  return { measurement, readKey, ownKey: [...measurer.visitor.cookies.values()][0]?.split('.')[0] ?? '', link, worksheet }
}

/** A round that the board does with its schools, half-way; one of its lists is of the board, one of the school. */
async function roundsOf(app: TestApp, { owner, schoolContributor, guest }: Roles, { board, school }: { board: string; school: string }): Promise<Record<string, string>> {
  const begin = { title: HOSTILE, startsOn: '2026-03-02', endsOn: '2026-03-30', scope: 'both', schools: school, anonymity: 'named', byLink: 'yes' }
  const campaign = made(await owner.visitor.post(`/organisaties/${board}/rondes/nieuw`, begin))
  const { parts } = await app.services.campaigns.verbs.see(owner.actor, campaign)
  const of = (scope: 'board' | 'school') => parts.find((part) => part.scope === scope)?.roundId ?? ''
  const [boardRound, schoolRound] = [of('board'), of('school')]
  await owner.visitor.post(`/metingen/${boardRound}/4.3`, { version: '0', answer: '3', arrangedBy: 'board', note: HOSTILE })
  await owner.visitor.post(`/organisaties/${board}/rondes/${campaign}/mensen`, { emails: 'gast@school.example', round: schoolRound, function: 'teacher' })
  const guestKey = (await letterTo(app.db, 'gast@school.example')).link.split('/').at(-1) ?? ''
  await guest.visitor.follow(guest.visitor.get(`/deelnemen/${guestKey}`))
  await guest.visitor.post(`/metingen/${schoolRound}/kijk/5.1`, { version: '0', answer: '1', reason: HOSTILE })
  await schoolContributor.visitor.post(`/metingen/${schoolRound}/kijk/5.1`, { version: '0', answer: '4', reason: HOSTILE })
  const participant = await app.db.one<{ id: string }>(sql`select id from campaigns.participant where campaign_id = ${campaign} and person_id is null`)
  const [finished] = await app.db.rows<{ id: string }>(sql`select id from assessments.round where organisation_id = ${board} and finished_at is not null limit 1`)
  return { campaign, boardRound, schoolRound, guestKey, participant: participant?.id ?? '', finishedRound: finished?.id ?? '' }
}

/** The plan with all that hangs on it, evidence with a file, and good practices: waiting and published. */
async function workOf(app: TestApp, owner: SignedIn, board: string): Promise<Record<string, string>> {
  const plan = `/organisaties/${board}/plan`
  const action = made(await owner.visitor.post(`${plan}/nieuw`, { title: HOSTILE, why: HOSTILE, conditionId: '4.3', owner: HOSTILE }))
  await owner.visitor.post(`${plan}/${action}/opmerkingen`, { text: HOSTILE })
  await owner.visitor.post(`${plan}/${action}/bijlagen`, filed(pdf(), `${HOSTILE}.pdf`))
  const page = (await owner.visitor.get(`${plan}/${action}`)).text
  await owner.visitor.post(`${plan}/jaarkalender/nieuw`, { title: HOSTILE, why: HOSTILE, due: 'day', day: '3', month: '9' })
  const feed = await owner.visitor.post(`${plan}/agenda`, { scope: 'all' })
  const planWorksheet = made(await owner.visitor.post(`${plan}/werkblad`, filed((await owner.visitor.get(`${plan}/plan.ods`)).bytes, 'plan.ods')))
  const evidence = filed(pdf(), 'beleid.pdf', { id: newId(), title: HOSTILE, description: HOSTILE, link: '', conditions: '4.3', remindBefore: '30' })
  const piece = made(await owner.visitor.post(`/organisaties/${board}/bewijs/nieuw`, evidence))
  const told = {
    title: HOSTILE,
    conditionId: '4.3',
    level: '3',
    situation: HOSTILE,
    approach: HOSTILE,
    result: HOSTILE,
    contactFunction: HOSTILE,
    contactMail: 'ibp@school.example',
  }
  const write = async (doing: Record<string, string>) => made(await owner.visitor.post(`/organisaties/${board}/praktijken/nieuw`, { ...told, ...doing }))
  const [draft, waiting, published] = [await write({}), await write({ do: 'submit' }), await write({ do: 'submit' })]
  await app.db.rows(sql`update practices.practice set state = 'published', published_at = ${app.clock.now()} where id = ${published}`)
  return {
    action,
    comment: found(/\/opmerkingen\/([\w-]{16})\//, page),
    attachment: found(/\/bijlagen\/([\w-]{16})/, page),
    task: found(/\/jaarkalender\/([\w-]{16})/, (await owner.visitor.get(`${plan}/jaarkalender`)).text),
    feedFile: found(/\/kalender\/([\w-]{32}\.ics)/, feed.text),
    planWorksheet,
    piece,
    draft,
    waiting,
    published,
  }
}

async function networkOf(owner: SignedIn, board: string): Promise<Record<string, string>> {
  const network = made(await owner.visitor.post(`/organisaties/${board}/netwerken/nieuw`, { id: newId(), name: `${HOSTILE} netwerk`, about: HOSTILE, contact: HOSTILE }))
  const base = `/netwerken/${network}`
  await owner.visitor.post(`${base}/vragen`, { organisationId: board, kind: 'ask', conditionId: '4.3', text: HOSTILE })
  await owner.visitor.post(`${base}/acties`, { organisationId: board, title: HOSTILE, why: HOSTILE, conditionId: '' })
  const page = (await owner.visitor.get(base)).text
  return {
    network,
    networkKey: found(/\/meedoen\/([\w-]{32})/, page),
    message: found(/\/vragen\/([\w-]{16})\//, page),
    jointAction: found(/\/acties\/([\w-]{16})\//, page),
  }
}

/** A form with a file. */
function filed(bytes: Uint8Array<ArrayBuffer> | Uint8Array, name: string, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  form.append('file', new File([new Uint8Array(bytes)], name))
  return form
}

/** A token of this person for the API, as `koers_…`. */
export async function tokenOf(app: TestApp, personId: string): Promise<string> {
  const token = `koers_${newKey()}`
  const now = app.clock.now()
  const later = new Date(now.getTime() + A_YEAR)
  await app.db.rows(sql`
    insert into people.session (hash, id, person_id, kind, created_at, seen_at, expires_at)
    values (${hashOf(token)}, ${newId()}, ${personId}, 'token', ${now}, ${later}, ${later})`)
  return token
}
