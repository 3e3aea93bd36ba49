import { sql } from '#platform/sql'
import type { SignedIn, TestApp } from './app.ts'
import { docx, pdf } from './files.ts'

export type WholeBoard = {
  board: string
  schools: [string, string]
  owner: SignedIn
  leader: SignedIn
  teachers: SignedIn[]
  /** The joint rounds, oldest first: closed and adopted with names, and open without. */
  campaigns: [adopted: string, open: string]
  rounds: { adoptedOfBoard: string; adoptedOfSchool: string; openOfBoard: string; openOfSchool: string }
  action: string
  piece: string
}

/** What a person does here succeeds, or the board is not whole. */
async function post(who: SignedIn, path: string, fields: Parameters<SignedIn['visitor']['post']>[1]): Promise<string> {
  const { location, status, text } = await who.visitor.post(path, fields)
  if (location === undefined) throw new Error(`${path} answered ${status}: ${text.replaceAll(/<[^>]+>/g, ' ').slice(0, 2000)}`)
  return location
}

const form = (fields: Record<string, string>, file?: File) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  if (file) data.append('file', file)
  return data
}

/**
 * A board of the register that has used everything: two schools, a joint round that was talked about, closed and adopted and then
 * corrected, one that is open and anonymous, a plan with comments and attachments, evidence with revisions, a good practice. All of it
 * by the pages, as people do it. `mark` stands in everything that is typed, so that one board's words can be told from another's.
 */
export async function wholeBoard(app: TestApp, { mark, code }: { mark: string; code: string }): Promise<WholeBoard> {
  const [board, one, two] = await registered(app, mark, code)
  const owner = await app.signedIn({ name: `Olga ${mark}`, strong: true, at: [{ organisationId: board, right: 'owner', functions: ['board-member'] }] })
  const leader = await app.signedIn({ name: `Lies ${mark}`, at: [{ organisationId: one, right: 'editor', functions: ['school-leader'] }] })
  const teachers: SignedIn[] = []
  for (const nr of [1, 2, 3]) teachers.push(await app.signedIn({ name: `Leraar${nr} ${mark}`, at: [{ organisationId: one, right: 'contributor', functions: ['teacher'] }] }))

  const adopted = await campaign(owner, board, [one, two], { title: `Voorjaar ${mark}`, anonymity: 'named' })
  const spring = await roundsOf(app, owner, adopted, board, one)
  await post(owner, `/metingen/${spring.board}/4.3`, {
    version: '0',
    answer: '3',
    arrangedBy: 'board',
    note: `Eén inlog ${mark}`,
    wish: 'yes',
    desiredLevel: '4',
    owner: `ICT ${mark}`,
  })
  await post(leader, `/metingen/${spring.school}/4.4`, { version: '0', answer: '2', note: `Eigen netwerk ${mark}`, evidence: 'Rapport' })
  for (const [nr, who] of [leader, ...teachers].entries())
    await post(who, `/metingen/${spring.school}/kijk/5.1`, { version: '0', answer: String(1 + nr), reason: `Gezien ${nr} ${mark}` })
  await post(leader, `/metingen/${spring.school}/gesprek/5.1/tonen`, { shown: 'yes' })
  await post(leader, `/metingen/${spring.school}/gesprek/5.1`, { outcome: 'agreed', answer: '2', version: '0', settled: '0', reason: `Afgesproken ${mark}`, agreedBy: 'de school' })
  await post(owner, `${pathOf(board, adopted)}/sluiten`, {})
  await post(owner, `${pathOf(board, adopted)}/vaststellen`, { on: '2026-03-01', by: `Het college ${mark}` })

  const open = await campaign(owner, board, [one], { title: `Najaar ${mark}`, anonymity: 'anonymous', byLink: 'yes' })
  const autumn = await roundsOf(app, owner, open, board, one)
  for (const [nr, who] of teachers.entries()) await post(who, `/metingen/${autumn.school}/kijk/4.3`, { version: '0', answer: '2', reason: `Naamloos ${nr} ${mark}` })
  await post(leader, `/metingen/${autumn.school}/kijk/4.4`, { version: '0', answer: '1', reason: `Te weinig om te tonen ${mark}` })
  await post(owner, `${pathOf(board, open)}/mensen`, { emails: `gast.${code}@school.example`, round: autumn.school, function: 'teacher' })
  await post(owner, `/metingen/${autumn.board}/6.1`, { version: '0', answer: '1', note: `Nog bezig ${mark}` })

  const plan = `/organisaties/${board}/plan`
  const fields = {
    title: `Tweestapsverificatie ${mark}`,
    why: `Na het incident ${mark}`,
    conditionId: '4.3',
    fromLevel: '1',
    desiredLevel: '3',
    ownerId: leader.id,
    schoolIds: one,
    term: '2026-06-01',
  }
  const action = (await post(owner, `${plan}/nieuw`, fields)).slice(-16)
  await post(owner, `${plan}/${action}/opmerkingen`, { text: `De leverancier komt in mei ${mark}` })
  await post(owner, `${plan}/${action}/status`, { version: '1', to: 'busy' })
  await post(owner, `${plan}/${action}/bijlagen`, form({}, new File([pdf(`Offerte ${mark}`)], `Offerte ${mark}.pdf`)))
  await post(owner, `${plan}/jaarkalender/nieuw`, { title: `Herstel oefenen ${mark}`, ownerId: owner.id, when: 'day', day: '1', month: '3' })
  await app.db.rows(
    sql`insert into plans.occurrence (task_id, year, done_at, done_by) select id, 2026, ${app.clock.now()}, ${owner.id} from plans.standing_task where title = ${`Herstel oefenen ${mark}`}`,
  )

  const evidence = `/organisaties/${board}/bewijs`
  const piece = (
    await post(
      owner,
      `${evidence}/nieuw`,
      form(
        { id: '', title: `Beleid ${mark}`, link: '', conditions: '4.3', remindBefore: '30', validUntil: '2026-12-31', owner: `person:${owner.id}` },
        new File([pdf(`Beleid ${mark}`)], 'Beleid 2026.pdf'),
      ),
    )
  ).slice(-16)
  await post(owner, `${evidence}/${piece}/versies`, form({ version: '1', link: '' }, new File([docx()], 'Beleid 2027.docx')))
  await post(
    leader,
    `/organisaties/${one}/bewijs/nieuw`,
    form({ id: '', title: `Afspraken ${mark}`, link: 'https://intranet.example/afspraken', conditions: '5.1', remindBefore: '30' }),
  )

  await post(owner, `/organisaties/${board}/praktijken/nieuw`, {
    title: `Eén register ${mark}`,
    conditionId: '4.3',
    level: '3',
    situation: `Elke school deed het zelf ${mark}`,
    approach: 'Eén lijst.',
    result: 'Alles is te vinden.',
    contactFunction: 'IBP',
    contactMail: 'ibp@school.example',
    do: 'submit',
  })
  return {
    board,
    schools: [one, two],
    owner,
    leader,
    teachers,
    campaigns: [adopted, open],
    rounds: { adoptedOfBoard: spring.board, adoptedOfSchool: spring.school, openOfBoard: autumn.board, openOfSchool: autumn.school },
    action,
    piece,
  }
}

const pathOf = (board: string, campaign: string) => `/organisaties/${board}/rondes/${campaign}`

async function campaign(owner: SignedIn, board: string, schools: string[], fields: Record<string, string>): Promise<string> {
  const begin = { startsOn: '2026-03-02', endsOn: '2026-03-30', scope: 'both', schools, byLink: '', ...fields }
  return (await post(owner, `/organisaties/${board}/rondes/nieuw`, begin)).slice(-16)
}

async function roundsOf(app: TestApp, owner: SignedIn, campaign: string, board: string, school: string): Promise<{ board: string; school: string }> {
  const { parts } = await app.services.campaigns.verbs.see(owner.actor, campaign)
  const at = (id: string) => parts.find((part) => part.organisationId === id)?.roundId ?? ''
  return { board: at(board), school: at(school) }
}

/** A board with this number and two schools, as the register has them. */
export async function registered(app: Pick<TestApp, 'db'>, mark: string, code: string): Promise<[board: string, one: string, two: string]> {
  const names = [`Stichting ${mark}`, `De Regenboog ${mark}`, `Het Anker ${mark}`]
  const rows = await app.db.rows<{ id: string }>(sql`
    with board as (
      insert into organisations.organisation (id, kind, origin, name, sector, board_number, place) values (gen_random_uuid(), 'board', 'register', ${names[0]}, 'po', ${code}, 'Ede') returning id),
    school as (
      insert into organisations.organisation (id, kind, origin, name, sector, board_number, brin4, parent_id, place)
      select gen_random_uuid(), 'school', 'register', name, 'po', ${code}, brin4, board.id, 'Ede'
      from board, (values (${names[1]}, ${`${code.slice(-2)}AA`}), (${names[2]}, ${`${code.slice(-2)}AB`})) as s (name, brin4) returning id, name)
    select id, 0 as place from board union all select id, case when name = ${names[1]} then 1 else 2 end from school order by place`)
  const [board = '', one = '', two = ''] = rows.map(({ id }) => id)
  return [board, one, two]
}
