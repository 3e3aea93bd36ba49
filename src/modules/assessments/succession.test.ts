import { describe, expect, test } from 'vitest'
import { testApp } from '../../../tests/support/app.ts'
import { nextVersion, publish, realInstrument } from '../../../tests/support/content.ts'
import { begun, later, overTheBreak } from '../../../tests/support/over-the-break.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'

const all = {
  '1.1': { answer: '2', note: 'Visie van vorig jaar.' },
  '1.2': { answer: '3' },
  '4.2': { answer: '3', needs: realInstrument.condition('4.2')!.needs.map((need) => need.id), evidence: 'Autorisatiematrix' },
  '4.4': { answer: '2', note: 'Nota van 4.4', arrangedBy: 'board', evidenceLink: 'https://school.nl/een', wish: 'yes', desiredLevel: '3', owner: 'ict', term: '2027-08-01' },
  '4.5': { answer: '3', note: 'Nota van 4.5', arrangedBy: 'school', evidenceLink: 'https://school.nl/twee', wish: 'yes', desiredLevel: '4', owner: 'bestuur', term: '2027-06-01' },
  '5.6': { answer: '1', note: 'Dit is straks weg.' },
}

const fieldIn = (page: string, name: string) =>
  new RegExp(`<(?:input|textarea)[^>]*name="${name}"[^>]*?(?:value="([^"]*)"|>([^<]*)<)`)
    .exec(page)
    ?.slice(1)
    .find((value) => value !== undefined)
const chosen = (page: string) => /name="answer" value="([^"]*)"[^>]*checked/.exec(page)?.[1]
const question = async (owner: Visitor, path: string) => (await owner.get(path)).text

describe('the next round after a new version', () => {
  test('what stayed the same is carried as ever, without a word about the question', async () => {
    const { owner, path } = await overTheBreak(all)
    const page = await question(owner, `${path}/1.2`)
    expect([chosen(page), page.includes('Klopt dit nog?'), page.includes('/verschillen')]).toEqual(['3', true, false])
  })

  test('a changed question keeps its answer and asks to look again', async () => {
    const { owner, path } = await overTheBreak(all)
    const page = await question(owner, `${path}/1.1`)
    expect(chosen(page)).toBe('2')
    expect(page).toContain('Visie van vorig jaar.')
    expect(page).toContain('Daarna is de vraag veranderd')
    expect(page).toContain(`href="${path}/verschillen/1.1">De vraag is veranderd`)
    await owner.submit({})
    expect(await question(owner, `${path}/1.1`)).not.toContain('Daarna is de vraag veranderd')
  })

  test('each part of a split question begins with the old answer, with the needs that it still has', async () => {
    const { owner, path } = await overTheBreak(all)
    const needs = (page: string) => [...page.matchAll(/name="needs" value="([^"]+)"[^>]*checked/g)].map((found) => found[1])
    const [first, second] = [await question(owner, `${path}/4.7`), await question(owner, `${path}/4.8`)]
    for (const page of [first, second]) {
      expect([chosen(page), fieldIn(page, 'evidence')]).toEqual(['3', 'Autorisatiematrix'])
      expect(page).toContain('een vraag die nu gesplitst is')
    }
    expect([needs(first), needs(second)]).toEqual([all['4.2'].needs, all['4.2'].needs.slice(-1)])
    expect((await owner.get(`${path}/4.2`)).status).toBe(404)
  })

  test('merged questions with different answers stay open, and the note says what each was', async () => {
    const { owner, path } = await overTheBreak(all)
    const page = await question(owner, `${path}/4.9`)
    expect(chosen(page)).toBeUndefined()
    expect(page).toContain('Daarom staat hier nog geen antwoord')
    const note = fieldIn(page, 'note')
    for (const part of ['4.4', '2 Opzetten', '4.5', '3 Ingericht', 'Nota van 4.4', 'Nota van 4.5', 'https://school.nl/twee', 'bestuur', 'school']) expect(note).toContain(part)
    expect([fieldIn(page, 'evidenceLink'), fieldIn(page, 'owner'), fieldIn(page, 'term')]).toEqual(['https://school.nl/een', 'ict, bestuur', '2027-06-01'])
    expect((await owner.submit({ answer: '3' })).status).toBe(303)
  })

  test('merged questions with one answer keep it', async () => {
    const { owner, path } = await overTheBreak({ '4.4': { answer: '2', note: 'Hetzelfde' }, '4.5': { answer: '2', note: 'Hetzelfde' } })
    const page = await question(owner, `${path}/4.9`)
    expect([chosen(page), fieldIn(page, 'note')]).toEqual(['2', 'Hetzelfde'])
    expect(page).toContain('vragen die nu samen één vraag zijn')
  })

  test('the longest notes are both there, within what a note may hold, and can be saved again', async () => {
    const { owner, path } = await overTheBreak({
      '4.4': { answer: '1', note: 'a'.repeat(4000), evidence: '😀'.repeat(500) },
      '4.5': { answer: 'not-applicable', reason: 'r'.repeat(1000), note: 'b'.repeat(4000), evidence: 'é'.repeat(1000) },
    })
    const note = fieldIn(await question(owner, `${path}/4.9`), 'note') ?? ''
    expect(note.length).toBeLessThanOrEqual(4000)
    for (const letter of ['a', 'b']) expect(note).toContain(letter.repeat(1700))
    expect((await owner.submit({ answer: '1' })).status).toBe(303)
  })

  test('what is gone is not carried, and is still there in the round it was answered in', async () => {
    const { owner, path, earlier } = await overTheBreak(all)
    expect((await owner.get(`${path}/5.6`)).status).toBe(404)
    expect(await question(owner, `${earlier}/5.6`)).toContain('Dit is straks weg.')
    expect((await owner.get(`${path}/verschillen/5.6`)).text).toContain('Dit is straks weg.')
    expect((await owner.get(`${earlier}/rapport`)).text).toContain('id="v5.6"')
  })

  test('it counts what is taken over, and nothing as filled in', async () => {
    const { owner, path } = await overTheBreak(all)
    const list = await question(owner, path)
    expect(list).toContain('0 van 59 ingevuld, 5 overgenomen uit de vorige ronde')
    expect(list).toContain('De vragenlijst is vernieuwd (versie 2027.1)')
  })

  test('what was not looked at keeps its reason in the round after', async () => {
    const { app, owner, path } = await overTheBreak(all)
    await owner.post(`${path}/1.3`, { version: '0', answer: '1' })
    await owner.post(`${path}/afronden`, {})
    const third = (await owner.post(`${path}/nieuwe-ronde`, {})).location ?? ''
    const page = await question(owner, `${third}/1.1`)
    expect([chosen(page), page.includes('Daarna is de vraag veranderd')]).toEqual(['2', true])
    expect((await owner.get(`${third}/verschillen`)).text).toContain('De vragen zijn dezelfde als in de vorige ronde.')
    expect((await app.visitor().get(`${third}/verschillen`)).status).toBe(404)
  })

  test('a round that skipped a version is carried over both', async () => {
    const app = await testApp()
    const { owner, path, say } = await begun(app)
    await say('4.2', { answer: '4' })
    await owner.post(`${path}/afronden`, {})
    await publish(app, nextVersion(later, '2028.1', [{ relation: 'changed', id: '4.8', what: 'Nu per kwartaal.' }]))
    const next = (await owner.post(`${path}/nieuwe-ronde`, {})).location ?? ''
    const page = (await owner.get(`${next}/verschillen/4.8`)).text
    for (const sentence of ['Rechten geven en rechten nalopen zijn nu twee vragen.', 'Nu per kwartaal.']) expect(page).toContain(sentence)
    expect(chosen(await question(owner, `${next}/4.8`))).toBe('4')
  })
})

describe('a running round', () => {
  test('keeps the version it began with, also when its next question is answered after a new one came', async () => {
    const app = await testApp()
    const { owner, path, say } = await begun(app)
    await say('4.2', { answer: '1' })
    await publish(app, later)
    expect((await say('4.4', { answer: '2' })).location).toBe(`${path}/4.5`)
    expect((await owner.get(`${path}/4.7`)).status).toBe(404)
    expect(await question(owner, `${path}/1.1`)).toContain(realInstrument.condition('1.1')!.question)
    await owner.post(`${path}/afronden`, {})
    const report = await question(owner, `${path}/rapport`)
    expect([report.includes('id="v4.2"'), report.includes('id="v4.7"')]).toEqual([true, false])
  })

  test('a round begun after it has the new questions from its first page', async () => {
    const app = await testApp()
    await publish(app, later)
    const { owner, path } = await begun(app)
    expect((await owner.get(`${path}/4.7`)).status).toBe(200)
    expect((await owner.get(`${path}/verschillen`)).status).toBe(404)
  })
})

describe('the page of differences', () => {
  test('counts what happened and leads to each, with the old answer', async () => {
    const { owner, path } = await overTheBreak(all)
    const page = await question(owner, `${path}/verschillen`)
    for (const heading of [
      '1 vraag is veranderd',
      '1 vraag is gesplitst',
      '1 vraag is samengevoegd uit andere',
      '1 vraag is nieuw',
      '1 vraag is vervallen',
      '54 vragen bleven gelijk',
    ])
      expect(page).toContain(heading)
    const links = [...page.matchAll(new RegExp(`href="(${path}/verschillen/[^"]+)"`, 'g'))].map((found) => found[1] ?? '')
    expect(links.map((link) => link.split('/').at(-1))).toEqual(['1.1', '4.2', '4.9', '6.6', '5.6'])
    for (const link of links) expect([link, (await owner.get(link)).status]).toEqual([link, 200])
  })

  test('shows the old wording and the old answer beside the new question', async () => {
    const { owner, path } = await overTheBreak(all)
    const page = await question(owner, `${path}/verschillen/1.1`)
    for (const part of [realInstrument.condition('1.1')!.question, ', en kunstmatige intelligentie?', 'Visie van vorig jaar.', 'De vraag gaat nu ook over'])
      expect(page).toContain(part)
    const merged = await question(owner, `${path}/verschillen/4.9`)
    for (const part of ['Nota van 4.4', 'Nota van 4.5', `href="${path}/4.9"`]) expect(merged).toContain(part)
  })

  test('is there in English', async () => {
    const { owner, path } = await overTheBreak(all)
    owner.cookies.set('taal', 'en')
    expect(await question(owner, `${path}/verschillen`)).toContain('1 question was split')
    expect(await question(owner, `${path}/verschillen/6.6`)).toContain('This was not asked before.')
  })

  test('does not exist for who may not answer, nor for a number that never was', async () => {
    const { app, owner, path } = await overTheBreak(all)
    const reader = app.visitor()
    await reader.get(/\/gedeeld\/[\w-]{32}/.exec((await owner.post(`${path}/delen`, { label: 'raad' })).text)?.[0] ?? '')
    expect((await reader.get(`${path}/groei`)).status).toBe(200)
    for (const who of [app.visitor(), reader]) for (const page of ['/verschillen', '/verschillen/1.1']) expect((await who.get(path + page)).status).toBe(404)
    for (const id of ['9.9', '4.10', '11.1', 'x']) expect([id, (await owner.get(`${path}/verschillen/${id}`)).status]).toEqual([id, 404])
  })
})

test('through the API an answer says what happened to its question, and has no need that it does not ask for', async () => {
  const { app, owner, path } = await overTheBreak(all)
  const key = /\/verder\/([\w-]{32})/.exec((await owner.get(`${path}/link`)).text)?.[1]
  const answer = await app.fetch(`/api/assessments/v1${path.replace('metingen', 'measurements')}/answers/4.8`, { headers: { authorization: `Bearer ${key}` } })
  expect(await answer.json()).toMatchObject({ carried: true, carriedAs: 'split', level: 3, needs: all['4.2'].needs.slice(-1) })
})
