import { expect, test } from 'vitest'
import type { SignedIn } from '../../../tests/support/app.ts'
import { boardApp, made } from './test-plan.ts'

const PDF = '%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n'

function attach(who: SignedIn, address: string, name: string, contents: string) {
  const form = new FormData()
  form.set('file', new File([contents], name))
  return who.visitor.post(`${address}/bijlagen`, form)
}
const linkIn = (text: string) => /href="([^"]*\/bijlagen\/[\w-]{16})"/.exec(text)?.[1] ?? ''

test('an attachment is a download for who may read the action, and for nobody else', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const address = await made(plan, editor, {})
  expect((await attach(editor, address, 'offerte.pdf', PDF)).status).toBe(303)
  const link = linkIn((await editor.visitor.get(address)).text)
  const file = await (await plan.as('reader')).visitor.get(link)
  expect([file.status, file.text]).toEqual([200, PDF])
  expect(file.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect((await (await plan.as('reader', plan.schools[0])).visitor.get(link)).status).toBe(404)
  expect((await plan.app.visitor().get(link)).status).toBe(404)
  // The id of a file opens it below its own action only.
  const other = await made(plan, editor, { title: 'Andere actie' })
  expect((await editor.visitor.get(`${other}/bijlagen/${link.split('/').at(-1)}`)).status).toBe(404)
})

test('who may not change the action adds and removes nothing; nothing and too much are refused on the page', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const address = await made(plan, editor, {})
  expect((await attach(await plan.as('contributor'), address, 'a.pdf', PDF)).status).toBe(404)
  expect((await attach(editor, address, 'leeg.pdf', '')).status).toBe(422)
  for (let count = 0; count < 10; count++) await attach(editor, address, `bijlage-${count}.pdf`, PDF)
  const eleventh = await attach(editor, address, 'elf.pdf', PDF)
  expect([eleventh.status, eleventh.text.includes('al 10 bijlagen')]).toEqual([422, true])
  const link = linkIn((await editor.visitor.get(address)).text)
  expect((await (await plan.as('contributor')).visitor.post(`${link}/verwijderen`, {})).status).toBe(404)
  expect((await editor.visitor.post(`${link}/verwijderen`, {})).status).toBe(303)
  expect((await editor.visitor.get(link)).status).toBe(404)
})
