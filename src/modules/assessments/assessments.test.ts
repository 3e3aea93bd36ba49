import { describe, expect, test } from 'vitest'
import { testApp } from '../../../tests/support/app.ts'

const ANSWERED = { answer: '2', note: 'Staf wel, leraren nog niet.' }

async function started(app: Awaited<ReturnType<typeof testApp>>) {
  const owner = app.visitor()
  const profile = await owner.follow(owner.post('/metingen', {}))
  const path = profile.path.replace('/profiel', '')
  const ownLink = async () => /\/verder\/[\w-]{32}/.exec((await owner.get(`${path}/link`)).text)?.[0] ?? ''
  return { owner, path, ownLink }
}

describe('a measurement without an account', () => {
  test('one post starts it, and its link opens it on another device', async () => {
    const app = await testApp()
    const { path, ownLink } = await started(app)
    const other = app.visitor()
    expect((await other.get(path)).status).toBe(404)
    expect((await other.follow(other.get(await ownLink()))).path).toBe(path)
    expect((await other.get(`${path}/4.3`)).status).toBe(200)
  })

  test('without its link every address of it does not exist, for reading and for writing', async () => {
    const app = await testApp()
    const { path } = await started(app)
    const stranger = app.visitor()
    for (const page of [
      '',
      '/profiel',
      '/4',
      '/4.3',
      '/controleren',
      '/afgerond',
      '/delen',
      '/verwijderen',
      '/link',
      '/werkblad',
      '/werkblad.ods',
      '/rapport',
      '/rapport.pdf',
      '/groei',
    ])
      expect([page, (await stranger.get(path + page)).status]).toEqual([page, 404])
    for (const page of ['/profiel', '/4.3', '/afronden', '/nieuwe-ronde', '/delen', '/verwijderen'])
      expect([page, (await stranger.post(path + page, ANSWERED)).status]).toEqual([page, 404])
  })

  test('a forged, half or withdrawn link says so and opens nothing', async () => {
    const app = await testApp()
    const visitor = app.visitor()
    for (const key of ['x'.repeat(32), 'short', "' or 1=1 --"]) expect((await visitor.get(`/verder/${encodeURIComponent(key)}`)).status).toBe(404)
    expect((await visitor.post('/verder', { link: 'https://elders.nl/verder/' })).status).toBe(404)
  })

  test('its owner deletes it with everything in it', async () => {
    const app = await testApp()
    const { owner, path, ownLink } = await started(app)
    const link = await ownLink()
    await owner.post(`${path}/4.3`, { ...ANSWERED, version: '0' })
    expect((await owner.post(`${path}/verwijderen`, {})).status).toBe(422)
    expect((await owner.post(`${path}/verwijderen`, { confirm: 'yes' })).status).toBe(303)
    expect((await owner.get(path)).status).toBe(404)
    expect((await owner.get(link)).status).toBe(404)
  })
})

describe('answers', () => {
  test('an answer is stored at once and the next question follows', async () => {
    const app = await testApp()
    const { owner, path } = await started(app)
    const answer = await owner.post(`${path}/4.3`, { ...ANSWERED, version: '0' })
    expect([answer.status, answer.location]).toEqual([303, `${path}/4.4`])
    expect((await owner.get(`${path}/4.3`)).text).toContain('Staf wel, leraren nog niet.')
    expect((await owner.get(path)).text).toContain('1 van 59 ingevuld')
  })

  test('the same form sent twice is harmless', async () => {
    const app = await testApp()
    const { owner, path } = await started(app)
    const send = () => owner.post(`${path}/4.3`, { ...ANSWERED, version: '0' })
    const answers = await Promise.all([send(), send(), send()])
    expect(answers.map((one) => one.status)).toEqual([303, 303, 303])
    expect((await owner.get(`${path}/4.3`)).text).toContain('name="version" value="1"')
  })

  test('an answer that was changed in the meantime is shown beside yours, and nothing is overwritten', async () => {
    const app = await testApp()
    const { owner, path, ownLink } = await started(app)
    const colleague = app.visitor()
    await colleague.get(await ownLink())
    await colleague.post(`${path}/4.3`, { answer: '3', note: 'Van de collega', version: '0' })
    const mine = await owner.post(`${path}/4.3`, { answer: '1', note: 'Van mij', version: '0' })
    expect(mine.status).toBe(409)
    expect(mine.text).toContain('Van de collega')
    expect(mine.text).toContain('Van mij')
    expect((await owner.get(`${path}/4.3`)).text).toContain('Van de collega')
  })

  test('choosing mine after a conflict stores mine; a third change in between is a conflict again', async () => {
    const app = await testApp()
    const { owner, path } = await started(app)
    await owner.post(`${path}/4.3`, { answer: '3', version: '0' })
    await owner.post(`${path}/4.3`, { answer: '1', note: 'Van mij', version: '0' })
    await owner.submit({}, `${path}/4.3`)
    expect((await owner.get(`${path}/4.3`)).text).toContain('Van mij')
    expect((await owner.post(`${path}/4.3`, { answer: '4', version: '1' })).status).toBe(409)
  })

  test('a refused answer comes back with everything that was typed, an error for the field, and nothing stored', async () => {
    const app = await testApp()
    const { owner, path } = await started(app)
    const long = 'x'.repeat(4001)
    const refused = await owner.post(`${path}/4.3`, { answer: 'not-applicable', reason: '', note: long, owner: 'schoolleider', wish: 'yes', version: '0' })
    expect(refused.status).toBe(422)
    expect(refused.title).toMatch(/^Fout: /)
    expect(refused.text).toContain(long)
    expect(refused.text).toContain('href="#reason"')
    expect(refused.text).toContain('maximaal 4000 tekens')
    expect((await owner.get(path)).text).toContain('0 van 59 ingevuld')
  })

  test.each([
    ['an unknown level', { answer: '9' }],
    ['a need of another condition', { answer: '1', needs: 'van-een-ander' }],
    ['a control character', { answer: '1', note: 'a\u0007b' }],
    ['a script as link', { answer: '1', evidenceLink: 'javascript:alert(1)' }],
    ['a version that is none', { answer: '1', version: 'twee' }],
    ['a day that does not exist', { answer: '1', wish: 'yes', term: '31-02-2027' }],
  ])('%s is refused with 422 and nothing is stored', async (_, fields) => {
    const app = await testApp()
    const { owner, path } = await started(app)
    expect((await owner.post(`${path}/4.3`, { version: '0', ...fields })).status).toBe(422)
    expect(await app.db.rows({ text: 'select condition_id from assessments.answer', values: [], name: 'test-answers' })).toEqual([])
  })

  test('an unknown condition, a wrong id and a wrong method do not exist', async () => {
    const app = await testApp()
    const { owner, path } = await started(app)
    for (const page of ['/9.9', '/11.1', '/12', '/4.3/x', '/../etc']) expect((await owner.get(path + page)).status).toBe(404)
    expect((await owner.post(`${path}/9.9`, ANSWERED)).status).toBe(404)
  })

  test('an empty form stores nothing and goes on', async () => {
    const app = await testApp()
    const { owner, path } = await started(app)
    expect((await owner.post(`${path}/4.3`, { version: '0' })).status).toBe(303)
    expect((await owner.get(`${path}/4.3`)).text).toContain('name="version" value="0"')
  })

  test('each stored answer leaves one audit line, without what was answered', async () => {
    const app = await testApp()
    const { owner, path } = await started(app)
    await owner.post(`${path}/4.3`, { ...ANSWERED, version: '0' })
    await owner.post(`${path}/4.3`, { ...ANSWERED, version: '0' })
    const lines = await app.db.rows<{ verb: string; actor: string; subject: string }>({
      text: "select verb, actor, subject from audit.entry where verb = 'answer.saved'",
      values: [],
      name: 'test-audit',
    })
    expect(lines).toMatchObject([{ verb: 'answer.saved', subject: `${path.split('/')[2]}/4.3` }])
    expect(JSON.stringify(lines)).not.toContain('Staf')
  })
})

describe('finishing and the next round', () => {
  async function finished() {
    const app = await testApp()
    const one = await started(app)
    await one.owner.post(`${one.path}/4.3`, { ...ANSWERED, version: '0' })
    expect((await one.owner.post(`${one.path}/afronden`, {})).location).toBe(`${one.path}/afgerond`)
    return { app, ...one }
  }

  test('nothing answered is nothing to finish', async () => {
    const { owner, path } = await started(await testApp())
    expect((await owner.post(`${path}/afronden`, {})).status).toBe(422)
  })

  test('a finished round never changes: not by a form, and not in the database', async () => {
    const { app, owner, path } = await finished()
    expect((await owner.post(`${path}/4.3`, { answer: '4', version: '1' })).location).toBe(path)
    expect((await owner.get(`${path}/4.3`)).text).toContain('Staf wel, leraren nog niet.')
    await expect(app.db.script("update assessments.answer set note = 'x'")).rejects.toThrow('never changes')
    await expect(app.db.script('delete from assessments.answer')).rejects.toThrow('never changes')
    await expect(
      app.db.script("insert into assessments.answer (round_id, condition_id, judgement, answered_at) select id, '1.1', 'unknown', now() from assessments.round"),
    ).rejects.toThrow('never changes')
    await expect(app.db.script("update assessments.round set name = 'x'")).rejects.toThrow('never changes')
  })

  test('a bookmarked step of a finished round leads to what it became', async () => {
    const { owner, path } = await finished()
    expect((await owner.get(`${path}/controleren`)).location).toBe(`${path}/rapport`)
    expect((await owner.get(`${path}/profiel`)).location).toBe(path)
    expect((await owner.post(`${path}/afronden`, {})).location).toBe(`${path}/afgerond`)
  })

  test('the next round starts from these answers, which count only once looked at, and shows how old they are', async () => {
    const { app, owner, path } = await finished()
    app.clock.set('2027-03-01T09:00:00Z')
    const next = (await owner.post(`${path}/nieuwe-ronde`, {})).location!
    expect(next).not.toBe(path)
    expect((await owner.get(next)).text).toContain('0 van 59 ingevuld, 1 overgenomen uit de vorige ronde')
    const question = await owner.get(`${next}/4.3`)
    expect(question.text).toContain('2 maart 2026')
    expect(question.text).toContain('Staf wel, leraren nog niet.')
    await owner.submit({})
    expect((await owner.get(next)).text).toContain('1 van 59 ingevuld')
  })

  test('asked twice, the next round is the same round', async () => {
    const { owner, path } = await finished()
    const [one, other] = await Promise.all([owner.post(`${path}/nieuwe-ronde`, {}), owner.post(`${path}/nieuwe-ronde`, {})])
    expect(one.location).toBe(other.location)
  })
})

describe('sharing', () => {
  test('a shared link reads one report and nothing else, until it is withdrawn', async () => {
    const app = await testApp()
    const { owner, path } = await started(app)
    await owner.post(`${path}/4.3`, { ...ANSWERED, version: '0' })
    const made = await owner.post(`${path}/delen`, { label: 'raad van toezicht' })
    const link = /\/gedeeld\/[\w-]{32}/.exec(made.text)![0]
    expect((await owner.get(`${path}/delen`)).text).not.toContain(link)

    const reader = app.visitor()
    expect((await reader.get(link)).location).toBe(`${path}/rapport`)
    expect((await reader.get(`${path}/rapport`)).status).toBe(200)
    for (const page of ['', '/4.3', '/controleren', '/delen', '/verwijderen', '/werkblad.ods', '/link']) expect([page, (await reader.get(path + page)).status]).toEqual([page, 404])
    expect((await reader.post(`${path}/4.3`, { answer: '4', version: '1' })).status).toBe(404)

    await owner.get(`${path}/delen`)
    await owner.submit({}, /action="([^"]+intrekken)"/.exec(owner.page.text)![1])
    expect((await reader.get(`${path}/rapport`)).status).toBe(404)
    expect((await app.visitor().get(link)).status).toBe(404)
  })
})

test('reading many shared reports never pushes out the way to one’s own measurement', async () => {
  const app = await testApp()
  const { owner: sharer, path: shared } = await started(app)
  const { owner, path } = await started(app)
  for (let report = 0; report < 30; report++) {
    const made = await sharer.post(`${shared}/delen`, { label: String(report) })
    await owner.get(/\/gedeeld\/[\w-]{32}/.exec(made.text)![0])
  }
  expect((await owner.get(path)).status).toBe(200)
  expect((await owner.get(`${shared}/rapport`)).status).toBe(200)
})

test('a form of very many fields is refused at once, also where there is no such page', async () => {
  const app = await testApp()
  const { owner, path } = await started(app)
  const many = { take: Array.from({ length: 50_000 }, () => 'x') }
  for (const to of [`${path}/4.3`, '/verder', '/bestaat-niet']) expect([413, 404]).toContain((await owner.post(to, many)).status)
})

test('a version that no answer has is refused and stores nothing', async () => {
  const app = await testApp()
  const { owner, path } = await started(app)
  expect((await owner.post(`${path}/4.3`, { ...ANSWERED, version: '7' })).status).toBe(400)
  expect((await owner.get(path)).text).toContain('0 van 59 ingevuld')
})

describe('the spreadsheet', () => {
  const upload = (bytes: Uint8Array, name = 'werkblad.ods') => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(bytes)], name))
    return form
  }

  test('a file that is none comes back as the same page with what to do', async () => {
    const { owner, path } = await started(await testApp())
    const refused = await owner.post(`${path}/werkblad`, upload(new TextEncoder().encode('geen spreadsheet')))
    expect([refused.status, refused.title.startsWith('Fout: ')]).toEqual([422, true])
    expect(refused.text).toContain('Dit is geen spreadsheet in de vorm die Koers leest')
  })

  test('an unchanged file changes nothing', async () => {
    const { owner, path } = await started(await testApp())
    await owner.post(`${path}/4.3`, { ...ANSWERED, version: '0' })
    const file = (await owner.get(`${path}/werkblad.ods`)).bytes
    const differences = await owner.follow(owner.post(`${path}/werkblad`, upload(file)))
    expect(differences.text).toContain('Er is niets over te nemen')
  })
})
