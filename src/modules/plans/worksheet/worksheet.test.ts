import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { readOds, writeOds, type Sheet } from '#protocols/ods'
import type { SignedIn } from '../../../../tests/support/app.ts'
import { boardApp, made, type BoardApp } from '../test-plan.ts'
import { headers, type Cells } from './cells.ts'

const day = new Date('2026-03-02T09:00:00Z')

/** The file as a person brings it back: cells changed by title and heading, rows added. */
async function edited(plan: BoardApp, who: SignedIn, changes: Record<string, Partial<Cells>>, added: Partial<Cells>[] = [], keepBase = true): Promise<Uint8Array> {
  const read = readOds((await who.visitor.get(`${plan.path}/plan.ods`)).bytes)
  if (!read.ok) throw new Error(read.problem)
  const [sheet, , base] = read.book.sheets
  const head = sheet!.rows[0]!
  const rows = sheet!.rows.slice(1).filter((row) => row[0] !== undefined && row[0] !== '')
  const column = (field: string) => head.indexOf(headers[field as keyof Cells])
  const withCells = (row: readonly string[], cells: Partial<Cells>) => head.map((_, at) => Object.entries(cells).find(([field]) => column(field) === at)?.[1] ?? row[at] ?? '')
  const all = [head, ...rows.map((row) => withCells(row, changes[row[1] ?? ''] ?? {})), ...added.map((cells) => withCells([], cells))]
  const asSheet = (name: string, table: readonly (readonly string[])[]): Sheet => ({ name, columns: [{ width: '4cm' }], rows: table.map((row) => row.map((text) => ({ text }))) })
  return writeOds({ title: 'x', language: 'nl-NL', created: day, sheets: [asSheet('Plan', all), ...(keepBase ? [asSheet('Basis', base!.rows)] : [])] })
}

async function brought(plan: BoardApp, who: SignedIn, bytes: Uint8Array) {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'plan.ods'))
  return who.visitor.post(`${plan.path}/werkblad`, form)
}

test('a plan goes out as a spreadsheet and as CSV, without formulas', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor', plan.board, 'Esra Editor')
  await made(plan, editor, { title: '=HYPERLINK("https://x.example")', ownerId: editor.id, effort: '8', schoolIds: [plan.schools[0]!] })
  const reader = await plan.as('reader')
  const csv = await reader.visitor.get(`${plan.path}/plan.csv`)
  const [row] = parse<Record<string, string>>(csv.text, { bom: true, delimiter: ';', columns: true })
  expect(row).toMatchObject({ Actie: `'=HYPERLINK("https://x.example")`, 'Wie trekt dit': 'Esra Editor', Uren: '8', Scholen: 'De Regenboog', Status: 'Te doen' })
  const ods = readOds((await reader.visitor.get(`${plan.path}/plan.ods`)).bytes)
  expect(ods.ok && ods.book.sheets[0]?.rows[1]).toContain('=HYPERLINK("https://x.example")')
})

test('changed cells and new rows are shown and taken over as chosen, once', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor', plan.board, 'Esra Editor')
  await made(plan, editor, { title: 'Wifi meten', schoolIds: [plan.schools[0]!] })
  await made(plan, editor, { title: 'Ongemoeid', why: 'blijft' })
  const bytes = await edited(
    plan,
    editor,
    { 'Wifi meten': { term: '31-12-2026', status: 'bezig', owner: 'esra  editor', conditionId: '6,1', cost: '1.250', schools: 'Het Kompas' } },
    [{ title: 'Nieuw uit het blad', status: 'Klaar', result: 'Al gedaan', desiredLevel: '3' }],
  )
  const upload = await brought(plan, editor, bytes)
  expect(upload.status).toBe(303)
  const page = await editor.visitor.follow(upload)
  expect(page.text).toContain('6 cellen verschillen. 1 regel is nieuw.')
  expect(page.text).not.toContain('Ongemoeid')
  const form = { action: page.path }
  const first = await editor.visitor.submit({})
  expect(first.location).toBe(plan.path)
  expect((await editor.visitor.post(form.action, { take: 'new:4' })).status).toBe(303)
  const list = await editor.visitor.get(`${plan.path}?status=all`)
  expect(list.text).toContain('3 acties')
  const address = new RegExp(`${plan.path}/([\\w-]{16})"[^>]*><bdi>Wifi`).exec(list.text)?.[1]
  const action = await editor.visitor.get(`${plan.path}/${address}`)
  for (const words of ['31 december 2026', 'Bezig', 'Esra Editor', '6.1 Internet en wifi', '1.250', 'Het Kompas']) expect(action.text).toContain(words)
  expect(action.text).not.toContain('<bdi>De Regenboog</bdi>')
})

test('a cell that was changed here too is a conflict that asks for a choice; untouched cells are left alone', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const address = await made(plan, editor, { title: 'Wifi meten', why: 'eerst' })
  const bytes = await edited(plan, editor, { 'Wifi meten': { why: 'uit het blad' } })
  await editor.visitor.get(`${address}/wijzigen`)
  await editor.visitor.submit({ why: 'intussen', term: '2026-12-31' })
  const page = await editor.visitor.follow(await brought(plan, editor, bytes))
  expect(page.text).toContain('1 cel verschilt.')
  expect(page.text).toContain('ook hier gewijzigd')
  await editor.visitor.submit({})
  expect((await editor.visitor.get(address)).text).toContain('intussen')
  await editor.visitor.follow(await brought(plan, editor, bytes))
  const id = address.split('/').at(-1)
  await editor.visitor.submit({ [`choose-${id}:why`]: 'file' })
  const action = await editor.visitor.get(address)
  expect(action.text).toContain('uit het blad')
  expect(action.text).toContain('31 december 2026')
})

test('without the hidden sheet every difference is a person’s choice', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  await made(plan, editor, { title: 'Wifi meten', why: 'eerst' })
  const page = await editor.visitor.follow(await brought(plan, editor, await edited(plan, editor, { 'Wifi meten': { why: 'anders' } }, [], false)))
  expect(page.text).toContain('ook hier gewijzigd')
})

test('what changes between looking and choosing is left for another look', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const address = await made(plan, editor, { title: 'Wifi meten' })
  const compared = await editor.visitor.follow(await brought(plan, editor, await edited(plan, editor, { 'Wifi meten': { why: 'uit het blad' } }, [{ title: 'Nieuw' }])))
  const id = address.split('/').at(-1)
  await (await plan.as('editor')).visitor.post(`${address}/wijzigen`, { version: '1', title: 'Wifi meten', term: '2026-12-31' })
  const again = await editor.visitor.post(compared.path, { take: [`${id}:why`, 'new:3'], [`version-${id}`]: '1' })
  expect(again.status).toBe(409)
  expect(again.text).toContain('Overgenomen: 0 cellen en 1 nieuwe actie.')
  expect(again.text).not.toContain('Nieuwe regels')
})

test.each<[Partial<Cells>, string]>([
  [{ status: 'bijna' }, 'Kies een status uit de lijst.'],
  [{ term: 'morgen' }, 'Vul een datum in'],
  [{ conditionId: '77.7' }, 'Kies een voorwaarde uit de lijst.'],
  [{ schools: 'Onbekende school' }, 'Kies een school uit de lijst.'],
  [{ title: '' }, 'Vul in wat u gaat doen.'],
  [{ why: 'x'.repeat(2001) }, 'maximaal 2000 tekens'],
  [{ cost: '12,50' }, 'Vul een heel getal in'],
])('%o is named and cannot be taken over', async (cells, words) => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const address = await made(plan, editor, { title: 'Wifi meten' })
  const page = await editor.visitor.follow(await brought(plan, editor, await edited(plan, editor, { 'Wifi meten': cells })))
  expect(page.text).toContain(words)
  expect(page.text).toContain('Deze waarde past hier niet.')
  await editor.visitor.post(page.path, { take: Object.keys(cells).map((field) => `${address.split('/').at(-1)}:${field}`), [`version-${address.split('/').at(-1)}`]: '1' })
  expect((await editor.visitor.get(address)).text).toContain('Te doen')
})

test('a file of another organisation, another kind or with an unknown action is refused by name', async () => {
  const plan = await boardApp()
  const owner = await plan.as('owner')
  await made(plan, owner, { title: 'Wifi meten' })
  const bytes = await edited(plan, owner, { 'Wifi meten': { why: 'anders' } })
  const school = { ...plan, path: `/organisaties/${plan.schools[0]}/plan` }
  expect((await brought(school, owner, bytes)).text).toContain('hoort bij een andere organisatie')
  expect((await brought(plan, owner, new TextEncoder().encode('Nr;Actie'))).text).toContain('geen spreadsheet in de vorm die Koers leest')
  expect((await brought(plan, owner, new Uint8Array())).text).toContain('Kies eerst een bestand.')
  const [action = ''] = /[\w-]{16}(?="[^>]*><bdi>Wifi)/.exec((await owner.visitor.get(plan.path)).text) ?? []
  await owner.visitor.post(`${plan.path}/${action}/verwijderen`, { confirm: 'yes' })
  expect((await owner.visitor.follow(await brought(plan, owner, bytes))).text).toContain('staat niet (meer) in het plan')
  const contributor = await plan.as('contributor')
  expect((await brought(plan, contributor, bytes)).status).toBe(404)
})
