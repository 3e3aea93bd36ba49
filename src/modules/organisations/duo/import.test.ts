import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { OpenDb } from '#platform/db'
import { sql } from '#platform/sql'
import { testDatabase } from '../../../../tests/support/database.ts'
import { labelOf } from '../organisation.ts'
import { createOrganisations, type Organisations } from '../organisations.ts'
import { duoFolder } from './fixture.ts'
import type { FileReport, ImportReport } from './report.ts'

let db: OpenDb
let organisations: Organisations
const moment = new Date('2026-03-01T12:00:00Z')

beforeEach(async () => {
  db = await testDatabase()
  organisations = createOrganisations({ db, clock: { now: () => moment } })
})

const schoolHeader =
  'naam,type,denominatie,internetadres,straat,huisnummer,huisletter,huisnummertoevoeging,postcode,plaats,gemeente,provincie,brin_nummer,vestigingscode,onderwijsgebied,leerlingen,lon,lat'
const poHeader = 'brin,vestiging,soort_po,naam,postcode,plaats,gemeentenummer,gemeente,provincie,denominatie,bevoegd_gezag,leerlingen_ondergrens'

type School = Partial<Record<'name' | 'type' | 'website' | 'street' | 'number' | 'letter' | 'postcode' | 'place' | 'code' | 'pupils', string>>
const school = ({
  name = 'De Regenboog',
  type = 'basisschool',
  website = '',
  street = 'Laan',
  number = '1',
  letter = '',
  postcode = '3511AA',
  place = 'Utrecht',
  code = '12AB00',
  pupils = '190',
}: School = {}) =>
  `${name},${type},Openbaar,${website},${street},${number},${letter},,${postcode},${place},${place.toUpperCase()},Utrecht,${code.slice(0, 4)},${code},,${pupils},5.1,52.1`
const po = ({ code = '12AB00', type = 'Bo', name = 'OBS Regenboog', board = '41785', atLeast = '150', place = 'UTRECHT' } = {}) =>
  `${code.slice(0, 4)},${code.slice(4)},${type},${name},3511AA,${place},0344,Utrecht,Utrecht,Openbaar,${board},${atLeast}`
const several = (count: number, change: School = {}) =>
  Array.from({ length: count }, (_, index) => school({ code: `${String(10 + index).padStart(2, '0')}ZZ00`, name: `School ${index}`, ...change }))

const schoolsFile = (...rows: string[]) => ({ 'duo-scholen-20241122.csv': [schoolHeader, ...rows, ''].join('\n') })
const poFile = (...rows: string[]) => ({ 'duo-po-vestigingen-bestuur-20241001.csv': [poHeader, ...rows, ''].join('\n') })

async function importing(files: Record<string, string | Uint8Array>): Promise<ImportReport> {
  const report = await organisations.importDuo(duoFolder(files))
  for (const file of report.files) expect(file.new + file.changed + file.unchanged + file.rejected.length + file.rejectedUnlisted).toBe(file.rows)
  return report
}
const only = async (files: Record<string, string | Uint8Array>) => (await importing(files)).files[0] as FileReport
const one = async (code: string) => (await organisations.search(code, { limit: 1 }))[0]

describe('what is made of the rows', () => {
  test('a location, its school and its board, from both registers together', async () => {
    const report = await importing({ ...schoolsFile(school({ website: 'www.regenboog.nl', letter: 'a' })), ...poFile(po()) })
    expect(report.totals).toEqual({ boards: 1, schools: 1, locations: 1 })
    const [location, parent, board] = [await one('12AB00'), await one('12AB'), await one('41785')]
    expect(location).toMatchObject({
      kind: 'location',
      name: 'De Regenboog',
      sector: 'po',
      street: 'Laan',
      houseNumber: '1a',
      postcode: '3511AA',
      place: 'Utrecht',
      municipality: 'Utrecht',
      website: 'https://www.regenboog.nl',
      pupils: 190,
      pupilsAtLeast: false,
      boardNumber: '41785',
      source: 'school-locations',
      sourceDate: '2024-11-22',
    })
    expect(parent).toMatchObject({ kind: 'school', name: 'De Regenboog', brin4: '12AB', boardNumber: '41785', pupils: 190 })
    expect(board).toMatchObject({ kind: 'board', name: 'Bestuur 41785', nameKnown: false, place: 'Utrecht', sector: 'po', pupils: 190 })
    expect(location?.parentId).toBe(parent?.id)
    expect(parent?.parentId).toBe(board?.id)
  })
  test('the order of the files makes no difference', async () => {
    const codes = ['12AB00', '12AB', '41785']
    const picture = async () => Promise.all(codes.map(async (code) => ({ ...(await one(code)), id: '', parentId: '' })))
    await importing(schoolsFile(school()))
    await importing(poFile(po()))
    const first = await picture()
    await beforeAgain()
    await importing(poFile(po()))
    await importing(schoolsFile(school()))
    expect(await picture()).toEqual(first)
  })
  test('the main location names the school, pupils are added up, and a lower bound stays one', async () => {
    await importing(poFile(po({ code: '12AB01', name: 'Dependance', atLeast: '20' }), po({ name: 'Hoofdgebouw', atLeast: '100' })))
    expect(await one('12AB')).toMatchObject({ name: 'Hoofdgebouw', pupils: 120, pupilsAtLeast: true })
  })
  test('so and vso at one location are one location with the pupils of both', async () => {
    const file = await only(poFile(po({ type: 'So', atLeast: '11' }), po({ code: '12AC00' }), po({ type: 'Vso', atLeast: '30' })))
    expect(file).toMatchObject({ rows: 3, new: 2, unchanged: 1, repeated: 1, rejected: [] })
    expect(await one('12AB00')).toMatchObject({ sector: 'so', pupils: 41, pupilsAtLeast: true })
  })
  test('a board is where most of its pupils are, and has a sector only when its schools share it', async () => {
    await importing(poFile(po({ atLeast: '10' }), po({ code: '12AC00', place: 'ZEIST', atLeast: '300' }), po({ code: '12AD00', type: 'So' })))
    expect(await one('41785')).toMatchObject({ place: 'Zeist', sector: null })
  })
  test('a board gets its name from another file, and a file without names does not take it away', async () => {
    await importing(poFile(po()))
    await importing({
      '05. bevoegde gezagen basisonderwijs.csv':
        'BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM\n41785;Stichting Kleur;Plein;1-2;3512 AB;BUNNIK\n',
    })
    await importing(poFile(po({ atLeast: '160' })))
    const board = await one('41785')
    expect(board).toMatchObject({ name: 'Stichting Kleur', nameKnown: true, place: 'Bunnik', houseNumber: '1-2', pupils: 160 })
    expect(board && labelOf(board)).toBe('Stichting Kleur · bestuur 41785')
  })
  test('a type that is not known costs the sector, not the school', async () => {
    const file = await only(schoolsFile(school({ type: 'Iederwijs' })))
    expect(file).toMatchObject({ new: 1, remarks: ['school type Iederwijs is not known: stored without sector (1 row)'] })
    expect(await one('12AB00')).toMatchObject({ sector: null })
  })
})

async function beforeAgain() {
  db = await testDatabase()
  organisations = createOrganisations({ db, clock: { now: () => moment } })
}

describe('the files', () => {
  const older =
    'PROVINCIE;BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENAAM;INTERNETADRES;POSTCODE CORRESPONDENTIEADRES\r\nUtrecht;41785;Stichting Kleur;12AB;12AB00;Het Mozaïek;Laan;1 A;3511 AA;UTRECHT;UTRECHT;www.mozaiek.nl;3500 BB\r\n'
  const newer = older.replace('BRIN NUMMER', 'INSTELLINGSCODE').replace('VESTIGINGSNUMMER', 'VESTIGINGSCODE').replaceAll(';', ',').replaceAll('BEVOEGD GEZAG', 'BEVOEGD_GEZAG')
  test.each([
    ['the older header, with ; and CRLF', older],
    ['the newer header, with , and underscores', newer],
    ['tabs', older.replaceAll(';', '\t')],
    ['a BOM', `\uFEFF${older}`],
    ['Latin-1', Buffer.from(older, 'latin1')],
    ['quotes around everything', older.replaceAll(/[^;\r\n]+/g, '"$&"')],
  ])('are read with %s', async (_, content) => {
    expect(await only({ '03. alle vestigingen basisonderwijs.csv': content })).toMatchObject({ register: 'official-locations-po', rows: 1, new: 1, rejected: [], remarks: [] })
    expect(await one('12AB00')).toMatchObject({ name: 'Het Mozaïek', sector: 'po', houseNumber: '1 A', postcode: '3511AA', place: 'Utrecht', website: 'https://www.mozaiek.nl' })
    expect(await one('41785')).toMatchObject({ name: 'Stichting Kleur', nameKnown: true })
  })
  test('that name schools without locations are read too', async () => {
    await importing({ 'instellingen-mbo.csv': 'BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;INSTELLINGSNAAM;PLAATSNAAM\n40001;25AB;ROC Voorbeeld;ZWOLLE\n' })
    expect(await one('25AB')).toMatchObject({ kind: 'school', name: 'ROC Voorbeeld', sector: 'mbo', place: 'Zwolle' })
    expect(await one('40001')).toMatchObject({ place: 'Zwolle', sector: 'mbo' })
  })
  test('that are no register are reported and stop nothing', async () => {
    const report = await importing({
      ...schoolsFile(school()),
      'empty.csv': '',
      'notes.csv': 'a,b\n1,2\n',
      'photo.csv': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      'readme.txt': 'x',
    })
    expect(report.files.map((file) => [file.file, file.register, file.new])).toEqual([
      ['duo-scholen-20241122.csv', 'school-locations', 1],
      ['empty.csv', null, 0],
      ['notes.csv', null, 0],
      ['photo.csv', null, 0],
    ])
    expect(report.files.every((file) => file.register !== null || file.remarks.length === 1)).toBe(true)
  })
  test('of an older date are left alone, in the folder and after a newer import', async () => {
    const old = { 'duo-scholen-20231122.csv': [schoolHeader, school({ name: 'Oude naam' })].join('\n') }
    expect((await importing({ ...old, ...schoolsFile(school()) })).files.map((file) => file.rows)).toEqual([0, 1])
    expect((await only(old)).remarks).toEqual([expect.stringContaining('left alone')])
    expect(await one('12AB00')).toMatchObject({ name: 'De Regenboog' })
  })
  test('of one register without a date count as one', async () => {
    const parts = {
      'noord.csv': [schoolHeader, school(), school({ code: '12AC00' })].join('\n'),
      'zuid.csv': [schoolHeader, school({ code: '12AD00' }), school({ name: 'Anders' })].join('\n'),
    }
    const report = await importing(parts)
    expect(report.files.map((file) => file.new)).toEqual([2, 1])
    expect(report.files[1]?.rejected).toEqual([{ line: 3, key: '12AB00', reason: 'contradicts an earlier row of the same organisation', earlier: 'noord.csv:2' }])
    expect((await importing(parts)).files.map((file) => [file.unchanged, file.gone])).toEqual([
      [2, 0],
      [1, 0],
    ])
  })
})

describe('a bad row', () => {
  test.each([
    ['no BRIN', school({ code: '' }), 'the BRIN is missing'],
    ['a BRIN that is none', school({ code: 'ABCD00' }), 'the BRIN is not two digits and two letters'],
    ['a location of another school', school().replace('12AB00', '34CD00'), 'the location code belongs to another BRIN'],
    ['no name', school({ name: ' ' }), 'the name is missing'],
    ['a bad postcode', school({ postcode: '0123AB' }), 'the postcode is not like 1234 AB'],
    ['a bad number of pupils', school({ pupils: '-3' }), 'the number of pupils is not a whole number'],
    ['half a number of pupils', school({ pupils: '12.5' }), 'the number of pupils is not a whole number'],
    ['an overlong name', school({ name: 'x'.repeat(201) }), 'the name has more than 200 characters'],
    ['control characters', school({ name: 'De \u0007 Bel' }), 'control characters or unreadable letters in the name'],
    ['a NUL', school({ street: 'Laan\u0000' }), 'control characters or unreadable letters in the street'],
    ['turned writing', school({ name: 'De \u202Egoob' }), 'control characters or unreadable letters in the name'],
    ['too few columns', 'De Regenboog,basisschool', '2 columns where the header has 18'],
    ['too many columns', `${school()},more`, '19 columns where the header has 18'],
    ['an open quote', school({ name: '"De Regenboog' }), 'a quote is not closed, or stands where none can be'],
  ])('with %s is rejected with its line, and stops nothing', async (_, row, reason) => {
    const file = await only(schoolsFile(school({ code: '98ZZ00' }), row, school({ code: '99ZZ00' })))
    expect(file).toMatchObject({ rows: 3, new: 2, rejected: [{ line: 3, reason }] })
    expect(await organisations.search('12AB')).toEqual([])
    expect(await organisations.search('99ZZ00')).toHaveLength(1)
  })
  test('that contradicts an earlier one is rejected, and the earlier one stays', async () => {
    const file = await only(schoolsFile(school(), school(), school({ name: 'Anders' }), school({ number: '9' })))
    expect(file).toMatchObject({ rows: 4, new: 1, unchanged: 1, repeated: 1 })
    expect(file.rejected.map(({ line, earlier }) => [line, earlier])).toEqual([
      [4, 'duo-scholen-20241122.csv:2'],
      [5, 'duo-scholen-20241122.csv:2'],
    ])
    expect(await one('12AB00')).toMatchObject({ name: 'De Regenboog', houseNumber: '1' })
  })
  test('of a known organisation does not make it gone', async () => {
    await importing(schoolsFile(school(), school({ code: '12AC00' })))
    expect(await only(schoolsFile(school({ postcode: 'x' }), school({ code: '12AC00' })))).toMatchObject({ gone: 0, unchanged: 1 })
    expect(await one('12AB00')).toMatchObject({ postcode: '3511AA' })
  })
  test('only loses a website that is none', async () => {
    const file = await only(schoolsFile(school({ website: 'javascript:alert(1)' }), school({ code: '12AC00', website: '0528266192' })))
    expect(file).toMatchObject({ new: 2, remarks: ['website left out: not a web address (2 rows)'] })
    expect(await one('12AB00')).toMatchObject({ website: null })
  })
})

describe('doing it again', () => {
  test('changes nothing', async () => {
    const files = { ...schoolsFile(...several(5), school(), school({ number: '9' })), ...poFile(po(), po({ type: 'Sbo', code: '12AC00' })) }
    await importing(files)
    const before = await db.rows(sql`select id, xmin::text as version from organisations.organisation order by id limit 100`)
    expect((await importing(files)).files.map((file) => [file.new, file.changed, file.gone])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    expect(await db.rows(sql`select id, xmin::text as version from organisations.organisation order by id limit 100`)).toEqual(before)
  })
  test('with other words changes what they are about, and the search with it', async () => {
    await importing(schoolsFile(school()))
    const id = (await one('12AB00'))?.id
    expect(await only(schoolsFile(school({ name: 'De Vlieger' })))).toMatchObject({ new: 0, changed: 1 })
    expect(await one('12AB00')).toMatchObject({ id, name: 'De Vlieger' })
    expect(await organisations.search('regenboog')).toEqual([])
    expect(await organisations.search('vlieger')).toHaveLength(2)
  })
  test('without a row makes its organisation gone, until it is back', async () => {
    const all = several(4)
    await importing(schoolsFile(...all))
    const [lost] = await organisations.search('10ZZ00')
    const id = lost?.id ?? ''
    expect(await importing(schoolsFile(...all.slice(1)))).toMatchObject({ files: [{ gone: 1, unchanged: 3 }], totals: { schools: 3, locations: 3 } })
    expect(await organisations.search('10ZZ')).toEqual([])
    expect(await organisations.byId(id)).toMatchObject({ goneAt: moment })
    expect(await importing(schoolsFile(...all))).toMatchObject({ files: [{ new: 0, changed: 1, gone: 0 }], totals: { schools: 4, locations: 4 } })
    expect(await organisations.byId(id)).toMatchObject({ goneAt: null })
  })
  test('keeps what another register still lists', async () => {
    await importing({ ...schoolsFile(school(), school({ code: '12AC00' })), ...poFile(po()) })
    expect(await only(schoolsFile(school({ code: '12AC00' })))).toMatchObject({ gone: 1, remarks: ['1 of what is gone from this register is still in another, and stays'] })
    expect(await one('12AB00')).toMatchObject({ goneAt: null })
  })
  test('keeps a board that only a side location belongs to', async () => {
    await importing(poFile(po(), po({ code: '12AB01', board: '50000' })))
    expect(await one('50000')).toMatchObject({ kind: 'board', goneAt: null })
  })
  test('moves a school to another board, and lets a board without schools go', async () => {
    await importing(poFile(po(), po({ code: '12AC00' })))
    await importing(poFile(po({ board: '50000' }), po({ code: '12AC00', board: '50000' })))
    expect(await organisations.search('41785')).toEqual([])
    expect((await one('12AB'))?.parentId).toBe((await one('50000'))?.id)
  })
  test('with a file that was cut off makes nothing gone', async () => {
    const all = several(9)
    await importing(schoolsFile(...all))
    const whole = schoolsFile(...all)['duo-scholen-20241122.csv']
    const file = await only({ 'duo-scholen-20241122.csv': whole.slice(0, whole.length / 3) })
    expect(file.gone).toBe(0)
    expect(file.rejected).toHaveLength(1)
    expect(file.remarks).toEqual([expect.stringContaining('looks cut off')])
    expect((await importing(schoolsFile(...all))).totals.locations).toBe(9)
  })
  test('after breaking off half-way does the rest', async () => {
    const rows = Array.from({ length: 2300 }, (_, index) => school({ code: `${10 + (index % 90)}${String.fromCharCode(65 + Math.floor(index / 90))}A00` }))
    const folder = duoFolder(schoolsFile(...rows))
    const stopping = organisations.importDuo(folder, {
      onProgress: ({ done }) => {
        if (done === 2000) throw new Error('power cut')
      },
    })
    await expect(stopping).rejects.toThrow('power cut')
    expect(await db.one(sql`select count(*) as locations, count(distinct parent_id) as schools from organisations.organisation where kind = 'location'`)).toEqual({
      locations: 2000,
      schools: 2000,
    })
    const report = await organisations.importDuo(folder)
    expect(report).toMatchObject({ files: [{ new: 300, unchanged: 2000 }], totals: { schools: 2300, locations: 2300 } })
  })
})

test('any bytes after a header never fail, and what is stored is whole', async () => {
  const cell = fc.oneof(fc.constantFrom('12AB', '12AB00', '12', 'basisschool', '3511AA', '"', '""', '', '5', 'é'), fc.string({ unit: 'binary', maxLength: 12 }))
  const line = fc.oneof(
    fc.array(cell, { minLength: 16, maxLength: 19 }).map((cells) => cells.join(',')),
    fc.constant(school()),
    fc.record({ name: cell, code: fc.constantFrom('12AB00', '12AC01', '7'), pupils: cell, postcode: cell }).map(school),
  )
  const bytes = fc
    .tuple(fc.array(line, { maxLength: 8 }), fc.uint8Array({ maxLength: 60 }))
    .map(([lines, tail]) => Buffer.concat([Buffer.from([schoolHeader, ...lines, ''].join('\n')), tail]))
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      await importing({ 'x.csv': content })
      const halves = await db.rows(sql`
      select o.code from organisations.organisation o left join organisations.organisation parent on parent.id = o.parent_id
      where o.kind = 'location' and (o.name = '' or o.brin6 !~ '^[0-9]{2}[A-Z]{2}[0-9]{2}$' or parent.brin4 is distinct from o.brin4) limit 10`)
      expect(halves).toEqual([])
    }),
    { numRuns: 40 },
  )
})
