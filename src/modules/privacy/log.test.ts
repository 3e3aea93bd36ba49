import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sealEntries } from '#platform/audit-chain'
import { auditEntry } from '#platform/audit'
import { root } from '#platform/root'
import { testApp, type TestApp } from '../../../tests/support/app.ts'
import { auditCli } from './cli.ts'
import { verbs } from './verb.ts'

async function board(app: TestApp) {
  const made = await app.db.tx((tx) =>
    app.services.organisations.verbs.createDemo(
      { name: 'Stichting Kompas', place: 'Utrecht', sector: 'po', schools: [{ name: 'De Regenboog', place: 'Utrecht', pupils: 200 }] },
      tx,
    ),
  )
  return { id: made.board, school: made.schools[0] ?? '' }
}

const line = (app: TestApp, organisationId: string, actor: string, verb = 'evidence.added') =>
  app.db.rows(auditEntry({ at: app.clock.now(), actor, verb, subject: 'geheim-onderwerp', organisationId }))

test('an owner reads who did what at the board and its schools, newest first; nobody else knows that there is a log', async () => {
  const app = await testApp()
  const { id, school } = await board(app)
  const other = await board(app)
  const anne = await app.signedIn({ name: '=HYPERLINK("x") <b>Anne</b>', at: [{ organisationId: id, right: 'owner' }] })
  await line(app, id, `person:${anne.id}`, 'round.adopted')
  await line(app, school, 'a0b1c2', 'answer.saved')
  await line(app, id, 'person:00000000-0000-4000-8000-000000000000', 'verb.of-a-later-version')
  await line(app, other.id, 'person:x', 'campaign.closed')
  const path = `/organisaties/${id}/logboek`
  const { status, text } = await anne.visitor.get(path)
  expect(status).toBe(200)
  expect(text).toContain('stelde een ronde vast')
  expect(text).not.toContain('<b>Anne')
  expect(text).toMatch(/iemand die is verwijderd[^]*iemand met een link[^]*bewaarde een antwoord[^]*De Regenboog[^]*HYPERLINK/)
  expect(text).not.toContain('sloot een ronde')
  expect((await anne.visitor.get(`${path}?soort=measuring&van=2020-01-01&tot=2020-01-02`)).text).toContain('geen regels')
  const csv = (await anne.visitor.get(`${path}/logboek.csv?soort=measuring`)).text
  expect(csv).toContain(`"'=HYPERLINK`)
  expect(csv).not.toContain('verb.of-a-later-version')
  expect((await anne.visitor.get(`${path}/logboek.ods`)).bytes.subarray(0, 2)).toEqual(new TextEncoder().encode('PK'))
  const editor = await app.signedIn({ name: 'Bram', at: [{ organisationId: id, right: 'editor' }] })
  const ofSchool = await app.signedIn({ name: 'Cas', at: [{ organisationId: school, right: 'owner' }] })
  for (const at of [path, `${path}/logboek.ods`, `${path}/logboek.csv`])
    for (const { visitor } of [editor, ofSchool, { visitor: app.visitor() }]) expect((await visitor.get(at)).status).toBe(404)
  expect((await ofSchool.visitor.get(`/organisaties/${school}/logboek`)).text).not.toContain('stelde een ronde vast')
})

test('pages go on where the one before ended, whatever is added meanwhile', async () => {
  const app = await testApp()
  const { id } = await board(app)
  const anne = await app.signedIn({ name: 'Anne', at: [{ organisationId: id, right: 'owner' }] })
  for (let number = 0; number < 60; number++) await line(app, id, `person:${anne.id}`)
  const first = await anne.visitor.get(`/organisaties/${id}/logboek`)
  const older = /href="([^"]*voor=\d+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  await line(app, id, `person:${anne.id}`)
  expect((await anne.visitor.get(older)).text.match(/voegde bewijs toe/g)).toHaveLength(10)
  expect((await anne.visitor.get(`/organisaties/${id}/logboek?voor=onzin&soort=x&van=gisteren`)).status).toBe(200)
})

test('the verb says that the chain is whole, and ends with 1 when it is not or has lost a hash that was written down', async () => {
  const app = await testApp()
  const { id } = await board(app)
  await line(app, id, 'person:x')
  await app.db.tx((tx) => sealEntries(tx))
  const said: string[] = []
  const run = (...args: string[]) => auditCli(app.db, app.services.assessments.verbs).run(args, (words) => said.push(words))
  expect(await run('verify')).toBe(0)
  expect(said.join('\n')).toMatch(/The chain is whole: \d+ entries/)
  expect(await run('verify', '--hash', 'f'.repeat(64))).toBe(1)
  expect(await run('verify', '--hash', 'nonsense')).toBe(2)
  expect(await run()).toBe(2)
  await app.db.script(
    `alter table audit.entry disable trigger append_only; update audit.entry set actor = 'person:y' where verb = 'evidence.added'; alter table audit.entry enable trigger append_only`,
  )
  expect(await run('verify')).toBe(1)
  expect(said.join('\n')).toMatch(/BROKEN at number \d+: the entry of this line is not as it was sealed/)
})

test('every verb that the code writes in the log has a kind and words, and there are no others', () => {
  const folder = join(root, 'src/modules')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('privacy/verb'))
  const written = new Set<string>()
  for (const file of files) {
    const code = readFileSync(join(folder, file), 'utf8')
    for (const { index } of code.matchAll(/\b(?:audit|auditAll|record)\(\s*tx,/g)) {
      const call = callAt(code, index)
      const found = [...call.matchAll(/'([a-z]+(?:[.-][a-z-]+)+)'/g)]
      // A file that always writes the same verb names it in its own `audit`.
      if (!/\bverb: '/.test(code)) expect(found.length, `${file}: a verb that is no literal: ${call}`).toBeGreaterThan(0)
      for (const [, verb = ''] of found) written.add(verb)
    }
    for (const [, one, other] of code.matchAll(/\bverb: '([^']+)'|\bauditAll\(\s*tx,\s*actor,\s*'([^']+)'/g)) written.add(one ?? other ?? '')
  }
  expect([...written].toSorted()).toEqual(Object.values(verbs).flat().toSorted())
})

/** From its name to the bracket that closes it. */
function callAt(code: string, from: number): string {
  let depth = 0
  for (let at = from; at < code.length; at++) {
    if (code[at] === '(') depth++
    if (code[at] === ')' && --depth === 0) return code.slice(from, at + 1)
  }
  return code.slice(from)
}
