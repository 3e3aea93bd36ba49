import { parse } from 'csv-parse/sync'
import { expect, test, vi } from 'vitest'
import { sql } from '#platform/sql'
import { readOds } from '#protocols/ods'
import { lookInto } from '../src/modules/reports/pdf-text.ts'
import { testApp, type SignedIn, type TestApp } from './support/app.ts'
import { lettersTo } from './support/mailbox.ts'
import type { Answer, Visitor } from './support/visitor.ts'

/** One line that tries everything at once: HTML, an attribute, a formula, Typst, Markdown, a template, a header. */
const LINE = `=1+1"'><xss xss=1 onload=alert(1)>#eval("1")](javascript:xss)\${7*7}{{7*7}}%0d%0aX-Xss:1`
const LINES = [LINE, '@SUM(1)', '#read("/etc/passwd")', 'BEGIN:VEVENT', 'SUMMARY:xss', '</textarea></script><xss>', '<!--', ']]>&xss;', '\\u003cxss', '. xss'].join('\r\n')

type Stage = { app: TestApp; owner: SignedIn; board: string; said: object[]; round: string }

/** Everything that someone can type, typed by someone who means harm, through the forms. */
async function stage(): Promise<Stage> {
  const said: object[] = []
  const hear = (fields: object, message: string) => void said.push({ ...fields, message })
  const app = await testApp({ clock: '2026-03-02T09:00:00.000Z', log: { info: hear, warn: hear, error: hear } })
  const owner = await app.signedIn({ name: LINE, email: 'owner@school.example' })
  const { visitor } = owner
  const went = async (path: string, fields: Parameters<Visitor['post']>[1]): Promise<string> => {
    const { status, location, text } = await visitor.post(path, fields)
    if (status !== 303 && status !== 200) throw new Error(`${path}: ${status} ${text.replaceAll(/<[^>]+>/g, ' ').slice(0, 1500)}`)
    return location ?? ''
  }
  await went('/organisaties/nieuw', { kind: 'board', name: LINE.slice(0, 100), place: LINE.slice(0, 40), sector: 'po', functions: 'board-member' })
  const { id: board } = (await app.db.one<{ id: string }>(sql`select id from organisations.organisation where origin = 'own'`)) ?? { id: '' }
  const at = `/organisaties/${board}`
  await went(`${at}/scholen`, { kind: 'school', name: LINE.slice(0, 100), place: 'Ede', sector: 'po' }).catch(() => '')
  const action = await went(`${at}/plan/nieuw`, { title: LINE, why: LINES, owner: LINE.slice(0, 60), term: '2026-08-31', conditionId: '4.3' })
  await went(`${action}/opmerkingen`, { text: LINES })
  await went(`${at}/plan/jaarkalender/nieuw`, { title: LINE, owner: LINE.slice(0, 60), when: 'day', day: '11', month: '3' })
  const evidence = new FormData()
  const fields = { id: '', title: LINE, description: LINES, link: 'https://evil.example/?a="><xss>&b=1', conditions: '4.3', remindBefore: '30' }
  for (const [name, value] of Object.entries(fields)) evidence.append(name, value)
  await went(`${at}/bewijs/nieuw`, evidence)
  await went(`${at}/netwerken/nieuw`, { id: '', name: LINE.slice(0, 100), about: LINES, contact: LINE.slice(0, 100) })
  await went(`${at}/praktijken/nieuw`, {
    title: LINE.slice(0, 100),
    conditionId: '4.3',
    level: '3',
    situation: LINES,
    approach: LINES,
    result: LINES,
    contactFunction: LINE.slice(0, 60),
    contactMail: 'a@school.example',
    do: 'submit',
  })
  await went('/mijn/account/api-sleutels', { name: LINE.slice(0, 60), days: '30' })
  await went(`${at}/mensen/uitnodigen`, { addresses: 'genodigd@school.example', functions: 'teacher', right: 'reader' })
  const campaign = await went(`${at}/rondes/nieuw`, { title: LINE.slice(0, 80), startsOn: '2026-03-02', endsOn: '2026-03-30', scope: 'board', anonymity: 'named' })
  const { parts } = await app.services.campaigns.verbs.see(owner.actor, campaign.split('/').at(-1) ?? '').catch(() => ({ parts: [] }))
  const round = `/metingen/${parts[0]?.roundId ?? (await app.db.one<{ id: string }>(sql`select id from assessments.round`))?.id}`
  await went(`${round}/kijk/4.3`, { version: '0', answer: '2', reason: LINES })
  await went(`${round}/4.3`, {
    version: '0',
    answer: '2',
    note: LINES,
    evidence: LINES,
    evidenceLink: 'https://evil.example/?"><xss>',
    wish: 'yes',
    owner: LINE.slice(0, 60),
    term: '2026-12-31',
  })
  await went(`${round}/9.1`, { version: '0', answer: 'not-applicable', reason: LINES })
  return { app, owner, board, said, round }
}

/** Every page and file that can be reached from here by links, each kind of address once. */
async function reached({ visitor }: SignedIn, from: readonly string[]): Promise<Answer[]> {
  const kindOf = (path: string) => path.replace(/\?.*/, '').replaceAll(/\/[\w-]{16,36}(?=\/|$)|\/\d+\.\d+|\d+|(?<=\/cijfers)\/[\w-]+/g, '/*')
  const seen = new Set<string>()
  const waiting = [...from]
  const answers: Answer[] = []
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path)
    if (seen.has(kind)) continue
    seen.add(kind)
    const answer = await visitor.get(path)
    answers.push(answer)
    if (answer.location?.startsWith('/')) waiting.push(answer.location)
    for (const [, to = ''] of answer.text.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)) if (!/^\/(assets|api|taal)\//.test(to)) waiting.push(to.replaceAll('&amp;', '&'))
  }
  return answers
}

const withoutValues = (html: string) => html.replaceAll(/="[^"]*"/g, '=""')

test('whatever people type is only text on every page, in every file, letter and log line', { timeout: 120_000 }, async () => {
  const asked = vi.spyOn(globalThis, 'fetch')
  const { app, owner, board, said, round } = await stage()
  const at = `/organisaties/${board}`
  const answers = await reached(owner, [
    '/mijn',
    at,
    `${at}/plan`,
    `${at}/plan/bord`,
    `${at}/bewijs`,
    `${at}/netwerken`,
    `${at}/praktijken`,
    `${at}/mensen`,
    `${at}/log`,
    `${round}/rapport`,
    `${round}/4.3`,
    `${round}/controle`,
    '/mijn/account',
    '/mijn/gegevens',
  ])
  const pages = answers.filter(({ status, headers }) => status === 200 && headers.get('content-type')?.startsWith('text/html'))
  expect(pages.length).toBeGreaterThan(60)
  expect(pages.filter(({ text }) => text.includes('&lt;xss')).length).toBeGreaterThan(20)
  const wrong = pages.filter(
    ({ text }) => /<xss|<!--(?! )/i.test(text) || /<[^>]*\s(?:xss|on\w+)\s*=/i.test(withoutValues(text)) || /(?:href|src|action)="\s*(?:javascript|data|vbscript):/i.test(text),
  )
  expect(wrong.map(({ path }) => path)).toEqual([])
  expect(answers.flatMap(({ headers, path }) => ([...headers.keys()].includes('x-xss') ? [path] : []))).toEqual([])
  expect(answers.filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([])

  const files = new Map(answers.flatMap((answer) => (answer.status === 200 && !pages.includes(answer) ? [[answer.path, answer] as const] : [])))
  for (const path of [
    `${at}/plan/plan.ods`,
    `${at}/plan/plan.csv`,
    `${at}/bewijs/lijst.ods`,
    `${at}/bewijs/lijst.csv`,
    ...['ods', 'csv', 'json', 'pdf'].map((kind) => `${round}/rapport.${kind}`),
  ]) {
    const answer = await owner.visitor.get(path)
    if (answer.status === 200) files.set(path, answer)
  }
  const ofKind = (kind: string) => [...files.values()].filter(({ path }) => path.replace(/\?.*/, '').endsWith(kind))
  for (const kind of ['.ods', '.csv', '.pdf', '.json']) expect([kind, ofKind(kind).length > 0]).toEqual([kind, true])
  for (const { bytes, path } of ofKind('.ods')) {
    const read = readOds(bytes)
    expect([path, read.ok]).toEqual([path, true])
  }
  for (const { text } of ofKind('.csv'))
    expect(
      parse(text, { delimiter: ';', bom: true })
        .flat()
        .filter((cell) => /^[=+@\t\r]|^-\D/.test(cell)),
    ).toEqual([])
  for (const { bytes } of ofKind('.pdf')) expect(lookInto(bytes)).toMatchObject({ hasScript: false, claimsUa1: true })
  for (const { bytes } of ofKind('.pdf')) expect(lookInto(bytes).links.filter((link) => !/^(https?:|mailto:)/.test(link))).toEqual([])
  for (const { headers } of files.values())
    expect(headers.get('content-disposition') ?? '').toMatch(/^$|^(?:attachment|inline); filename="[\w .()-]+"(?:; filename\*=UTF-8''[\w.%!#$&+^`|~-]+)?$/)

  const feed = /\/kalender\/[\w-]{32}\.ics/.exec((await owner.visitor.post(`${at}/plan/agenda`, { scope: 'all' })).text)?.[0] ?? ''
  const calendar = await (await app.fetch(feed)).text()
  expect(
    calendar
      .split('\r\n')
      .filter(
        (line) =>
          !/^ |^(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|NAME|X-WR-CALNAME|REFRESH-INTERVAL|X-PUBLISHED-TTL|UID|DTSTAMP|LAST-MODIFIED|DTSTART|DTEND|SUMMARY|DESCRIPTION|URL|STATUS|TRANSP)[:;]|^$/.test(
            line,
          ),
      ),
  ).toEqual([])
  expect(calendar.match(/^BEGIN:VEVENT\r$/gm)?.length).toBe(calendar.match(/^UID:/gm)?.length)

  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()

  const letters = await lettersTo(app.db)
  expect(letters.length).toBeGreaterThan(0)
  for (const { subject } of letters) expect(subject).not.toMatch(/\p{Cc}/u)
  const logged = said.map((line) => JSON.stringify(line))
  expect(logged.length).toBeGreaterThan(40)
  expect(logged.filter((line) => /xss|evil|passwd|genodigd|\/kalender\/[\w-]{32}/i.test(line))).toEqual([])
})

test.each(['naar\r\nset-cookie: x=1', 'naar\u0000', 'naar\u2028', '\ud800'])('a name of one line with %j in it is refused or becomes one line', async (name) => {
  const app = await testApp()
  const { visitor } = await app.signedIn({ email: 'owner@school.example' })
  const { status } = await visitor.post('/mijn/account/gegevens', { name, language: 'nl' })
  const { name: kept } = (await app.db.one<{ name: string }>(sql`select name from people.person`)) ?? { name: '' }
  expect([status === 422 || status === 303, /[\r\n\0]/.test(kept)]).toEqual([true, false])
})
