import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '#platform/clock'
import type { Db } from '#platform/db'
import { createMail } from '#platform/mail'
import { testDatabase } from '../../../tests/support/database.ts'
import { createNotifications } from '../notifications/notifications.ts'
import { createPeople } from '../people/people.ts'
import { organisationApi } from './api.ts'
import { organisationCli } from './cli.ts'
import { duoFolder } from './duo/fixture.ts'
import { createInvitations } from './invitations/invitations.ts'
import { createMemberships } from './memberships/memberships.ts'
import { labelOf } from './organisation.ts'
import { createOrganisations, type Organisations } from './organisations.ts'

const schools = `naam,type,denominatie,internetadres,straat,huisnummer,huisletter,huisnummertoevoeging,postcode,plaats,gemeente,provincie,brin_nummer,vestigingscode,onderwijsgebied,leerlingen,lon,lat
De Regenboog,basisschool,Openbaar,,Laan,1,,,3511AA,Utrecht,UTRECHT,Utrecht,12AB,12AB00,,190,5.1,52.1
De Regenboog,basisschool,Openbaar,,Weg,2,,,1011AA,Amsterdam,AMSTERDAM,Noord-Holland,12AC,12AC00,,210,4.9,52.3
St. Jozefschool,basisschool,Rooms-Katholiek,,Plein,3,,,2011AA,'s-Gravenhage,S GRAVENHAGE,Zuid-Holland,12AD,12AD00,,95,4.3,52.1
Het Mozaïek,SO,Openbaar,,Dijk,4,,,3511AB,Utrecht,UTRECHT,Utrecht,12AE,12AE00,,,5.1,52.1
`
const boards = `BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;PLAATSNAAM
41785;Stichting Regenboogscholen;UTRECHT
`

let db: Db
let organisations: Organisations

beforeAll(async () => {
  db = await testDatabase()
  organisations = createOrganisations({ db, clock: systemClock })
  await organisations.importDuo(duoFolder({ 'duo-scholen-20241122.csv': schools, 'bevoegde-gezagen.csv': boards }))
})

const found = async (query: string, options?: Parameters<Organisations['search']>[1]) => (await organisations.search(query, options)).map(labelOf)

describe('search', () => {
  test('finds by the beginning of every word, in any order', async () => {
    expect(await found('utr regenb', { kinds: ['school'] })).toEqual(['De Regenboog · Utrecht · 12AB'])
  })
  test('gives boards before schools before locations, namesakes by place', async () => {
    expect(await found('regenboog')).toEqual([
      'Stichting Regenboogscholen · bestuur 41785',
      'De Regenboog · Amsterdam · 12AC',
      'De Regenboog · Utrecht · 12AB',
      'De Regenboog · Amsterdam · 12AC00',
      'De Regenboog · Utrecht · 12AB00',
    ])
  })
  test('puts the exact code first: BRIN4, BRIN6 or board number, with or without spaces', async () => {
    expect((await found('12ab'))[0]).toBe('De Regenboog · Utrecht · 12AB')
    expect(await found('12 ac 00')).toContain('De Regenboog · Amsterdam · 12AC00')
    expect(await found('41785')).toEqual(['Stichting Regenboogscholen · bestuur 41785'])
  })
  test('knows accents, saints and the names people use', async () => {
    const jozef = ["St. Jozefschool · 's-Gravenhage · 12AD"]
    for (const typed of ['sint jozef', 'ST. JOZEF', 'st jozef', 'jozef den haag', `jozef 's-gravenhage`]) expect(await found(typed, { kinds: ['school'] })).toEqual(jozef)
    for (const typed of ['mozaiek', 'MOZAÏEK', 'mozaïek']) expect(await found(typed, { kinds: ['school'] })).toEqual(['Het Mozaïek · Utrecht · 12AE'])
  })
  test('gives as many as asked, and never more than twenty', async () => {
    expect(await found('regenboog', { limit: 2 })).toHaveLength(2)
    expect(await found('regenboog', { limit: 1_000_000 })).toHaveLength(5)
    expect(await found('regenboog', { limit: -3 })).toHaveLength(1)
  })
  test('never fails on what is typed', async () => {
    for (const typed of ['%', '_', '\\', `'`, `' or 1=1 --`, ':* & |', '!regen', '<->', '\u0000', '\uD800ab', '”“', 'a'.repeat(10_000), 'ab '.repeat(60)])
      expect(await found(typed)).toBeInstanceOf(Array)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 250 }), async (typed) => void (await organisations.search(typed))),
      { numRuns: 100 },
    )
  })
})

describe('a trial organisation', () => {
  test('is made, described and removed in the transaction of its measurement, and is nobody else’s to find', async () => {
    const { id } = await db.tx((tx) => organisations.createTrial({ name: 'Regenboog op proef', scope: 'board', sector: null }, tx))
    await db.tx((tx) => organisations.describeTrial(id, { name: 'School op proef', scope: 'school', sector: 'vo' }, tx))
    expect(await organisations.byId(id)).toMatchObject({ origin: 'visitor', kind: 'school', name: 'School op proef', sector: 'vo' })
    expect(await found('proef')).toEqual([])
    await db.tx((tx) => organisations.removeTrial(id, tx))
    await db.tx((tx) => organisations.removeTrial(id, tx))
    expect(await organisations.byId(id)).toBeUndefined()
  })
  test('is not made when the transaction around it fails', async () => {
    let id = ''
    const failing = db.tx(async (tx) => {
      id = (await organisations.createTrial({ name: 'Half', scope: 'board', sector: 'po' }, tx)).id
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await organisations.byId(id)).toBeUndefined()
  })
  test('does not give a way to change or remove an organisation of the register', async () => {
    const [school] = await organisations.search('12ab', { kinds: ['school'] })
    const id = school?.id ?? ''
    await expect(organisations.describeTrial(id, { name: 'X', scope: 'school', sector: 'po' }, db)).rejects.toMatchObject({ code: 'not-found' })
    await organisations.removeTrial(id, db)
    expect(await organisations.byId(id)).toMatchObject({ name: 'De Regenboog' })
  })
})

test('a demonstration board has its schools, and stays out of the search', async () => {
  const demo = await db.tx((tx) =>
    organisations.createDemo(
      {
        name: 'Stichting Voorbeeld',
        place: 'Zandwijk',
        sector: 'po',
        schools: [
          { name: 'De Vlieger', place: 'Zandwijk', pupils: 120 },
          { name: 'Het Anker', place: 'Meerdorp', pupils: 80, sector: 'so' },
        ],
      },
      tx,
    ),
  )
  expect(await organisations.byId(demo.board)).toMatchObject({ origin: 'demo', kind: 'board', name: 'Stichting Voorbeeld', pupils: 200 })
  expect(await organisations.byId(demo.schools[1] ?? '')).toMatchObject({ name: 'Het Anker', parentId: demo.board, sector: 'so', pupils: 80 })
  expect(await found('voorbeeld')).toEqual([])
})

test('an id that is none, or is nobody’s, gives nothing', async () => {
  expect(await organisations.byId('1 or 1=1')).toBeUndefined()
  expect(await organisations.byId(randomUUID())).toBeUndefined()
})

test('the API answers as its own schema says', async () => {
  const clock = systemClock
  const people = createPeople({ db, clock })
  const mail = createMail({ clock })
  const notifications = createNotifications({ db, clock, mail, people, secret: 'of a test', publicUrl: '' })
  const [operation] = organisationApi({
    organisations,
    memberships: createMemberships({ db, clock, people, notifications }),
    invitations: createInvitations({ db, clock, mail, people, publicUrl: '' }),
  })
  const query = operation?.query?.parse({ q: '12AB' })
  const answer = await operation?.handle(undefined as never, { query } as never)
  expect(operation?.success.schema?.parse((answer as { body: unknown }).body)).toMatchObject({
    items: [{ code: '12AB', kind: 'school', label: 'De Regenboog · Utrecht · 12AB' }, { code: '12AB00' }],
  })
})

test('the command line gives JSON and nothing else on standard output, and says what is wrong beside it', async () => {
  const told: string[] = []
  const out: string[] = []
  const [imports, searches] = organisationCli(organisations, (text) => told.push(text))
  expect(await imports?.run(['duo', duoFolder({ 'duo-scholen-20241122.csv': schools }), '--json'], (line) => out.push(line))).toBe(0)
  expect(JSON.parse(out.join('\n'))).toMatchObject({ files: [{ rows: 4, unchanged: 4 }], totals: { boards: 1, schools: 4, locations: 4 } })
  expect(told.join('')).toContain('4 of 4 rows')
  expect(await imports?.run(['duo', '/nowhere'], () => {})).toBe(1)
  expect(await imports?.run(['duo', duoFolder({ 'notes.csv': 'a,b\n1,2\n' })], () => {})).toBe(1)
  expect(await imports?.run([], () => {})).toBe(2)
  out.length = 0
  expect(await searches?.run(['search', 'regenboog', 'utrecht'], (line) => out.push(line))).toBe(0)
  expect(out.join('\n')).toContain('De Regenboog · Utrecht · 12AB00')
})
