import { expect, test } from 'vitest'
import { testApp, type SignedIn, type TestApp } from './support/app.ts'
import { statementsDuring } from './support/counting.ts'

/** A board with so many schools and a joint round over all of them, with one view and one answer in each. */
async function boardWith(app: TestApp, schools: number) {
  const made = await app.db.tx((tx) =>
    app.services.organisations.verbs.createDemo(
      { name: 'Stichting De Wegwijzer', place: 'Ede', sector: 'po', schools: Array.from({ length: schools }, (_, nr) => ({ name: `School ${nr}`, place: 'Ede', pupils: 100 })) },
      tx,
    ),
  )
  const owner = await app.signedIn({ at: [{ organisationId: made.board, right: 'owner', functions: ['board-member'] }] })
  for (const organisationId of made.schools.slice(0, 10)) await app.signedIn({ at: [{ organisationId, right: 'editor', functions: ['school-leader'] }] })
  const { location = '' } = await owner.visitor.post(`/organisaties/${made.board}/rondes/nieuw`, {
    title: 'Voorjaarsronde',
    startsOn: '2026-03-02',
    endsOn: '2026-03-30',
    scope: 'both',
    schools: made.schools,
    anonymity: 'named',
  })
  const { parts } = await app.services.campaigns.verbs.see(owner.actor, location.split('/').at(-1) ?? '')
  const round = (scope: 'board' | 'school') => parts.find((part) => part.scope === scope)?.roundId ?? ''
  const of = { board: round('board'), school: round('school') }
  for (const [at, id] of [
    ['4.3', of.board],
    ['5.1', of.school],
  ] as const) {
    await owner.visitor.post(`/metingen/${id}/kijk/${at}`, { version: '0', answer: '2' })
    await owner.visitor.post(`/metingen/${id}/${at}`, { version: '0', answer: '2', arrangedBy: 'board' })
  }
  return { owner, board: made.board, school: made.schools[0] ?? '', campaign: location, of }
}

/** Once for what is loaded on first use; counted is what comes after. */
async function statements(who: SignedIn, path: string): Promise<number> {
  expect([path, (await who.visitor.get(path)).status]).toEqual([path, 200])
  return statementsDuring(() => who.visitor.get(path))
}

/** For someone who is signed in, on a database that has no other work; who it is and what waits for them is counted too. */
const AT_MOST = {
  question: 4,
  'question of a school below a board': 4,
  'task list': 3,
  'task list of a school below a board': 3,
  'own views': 9,
  'own view': 6,
  'joint round': 10,
  'agenda of the conversation': 8,
  'one condition of the conversation': 9,
  plan: 7,
  people: 10,
  comparison: 4,
  'where the board stands': 6,
} as const

const pages = ({ board, campaign, of }: Awaited<ReturnType<typeof boardWith>>): Record<keyof typeof AT_MOST, string> => ({
  question: `/metingen/${of.board}/4.3`,
  'question of a school below a board': `/metingen/${of.school}/4.3`,
  'task list': `/metingen/${of.board}`,
  'task list of a school below a board': `/metingen/${of.school}`,
  'own views': `/metingen/${of.board}/kijk`,
  'own view': `/metingen/${of.board}/kijk/4.3`,
  'joint round': campaign,
  'agenda of the conversation': `/metingen/${of.school}/gesprek`,
  'one condition of the conversation': `/metingen/${of.school}/gesprek/5.1`,
  plan: `/organisaties/${board}/plan`,
  people: `/organisaties/${board}/mensen`,
  comparison: `/organisaties/${board}/vergelijken`,
  'where the board stands': `/organisaties/${board}`,
})

test('a page sends as many statements with thirty schools and sixty actions as with three and three, and never more than meant', { timeout: 60_000 }, async () => {
  const counts: Record<string, number>[] = []
  for (const [schools, actions] of [
    [3, 3],
    [30, 60],
  ] as const) {
    const app = await testApp()
    const made = await boardWith(app, schools)
    for (let nr = 0; nr < actions; nr++) expect((await made.owner.visitor.post(`/organisaties/${made.board}/plan/nieuw`, { title: `Actie ${nr}` })).status).toBe(303)
    const found: Record<string, number> = {}
    for (const [name, path] of Object.entries(pages(made))) found[name] = await statements(made.owner, path)
    counts.push(found)
  }
  expect(counts[1]).toEqual(counts[0])
  expect(Object.entries(counts[0] ?? {}).filter(([name, count]) => count === 0 || count > AT_MOST[name as keyof typeof AT_MOST])).toEqual([])
})
