import { createWorker } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { sql } from '#platform/sql'
import { registeredBoards } from '../../../src/modules/comparison/fixture.ts'
import { testApp } from '../app.ts'
import { aBoard } from './board.ts'
import { LONG, mistaken, nobody, type State } from './state.ts'

/** For who runs an installation: quiet, and when something went wrong; and the mailbox of a trial. */
export async function administration(): Promise<State[]> {
  const app = await testApp()
  const { board, owner } = await aBoard(app)
  await app.db.rows(sql`update people.person set administrator = true where id = ${owner.id}`)
  const someone = await app.signedIn({ name: 'Iemand' })
  await app.visitor().post('/aanmelden', { email: `${'lange-naam-'.repeat(5)}@school.example` })
  const now = app.clock.now()
  await app.db.rows(sql`
    insert into platform.mail (id, recipient, subject, text, about, state, created_at, next_attempt_at, give_up_at, last_error)
    values ('m', 'anne.van.der.vennen@school.example', 'Uitnodiging', 'tekst', 'invitation', 'uncertain', ${now}, ${now}, ${now}, 'interrupted')`)
  const run = async () => Promise.reject(Object.assign(new Error('full'), { code: '53100' }))
  await app.db.rows(sql`insert into platform.job (kind, key, run_at) values ('walk.fails', 'a', ${now})`)
  await createWorker({ db: app.db, clock: app.clock, log: silentLog, kinds: [{ name: 'walk.fails', run }] }).runDue()
  const as = [owner.cookie]
  const [registered = ''] = await registeredBoards(app.db, { count: 1, schools: 0 })
  await app.signedIn({ name: 'Verkeerde eigenaar', at: [{ organisationId: registered, right: 'owner' }] })
  const [wrong] = await app.services.organisations.verbs.membersOf([registered])
  const details = { name: LONG, about: 'Samen verder.', contact: 'secretaris@oost.example' }
  const network = (await owner.visitor.post(`/organisaties/${board}/netwerken/nieuw`, details)).location ?? ''
  await owner.visitor.post(`${network}/beheren/besturen/${registered}/vragen`, {})
  return [
    { name: 'administration', path: '/beheer', as, advanced: /1 brief vraagt uw aandacht/ },
    { name: 'administration, not there for others', path: '/beheer', as: [someone.cookie], advanced: /Deze pagina bestaat niet/ },
    { name: 'letters', path: '/beheer/post', as, advanced: /Onzeker/ },
    { name: 'jobs', path: '/beheer/taken', as, advanced: /walk\.fails/ },
    { name: 'administration of organisations', path: '/beheer/organisaties', as, advanced: /Organisaties beheren/ },
    { name: 'owners', path: '/beheer/eigenaren', as, advanced: /het adres van de website/ },
    { name: 'end the right of an owner, error', path: `/beheer/eigenaren/${wrong?.id}`, as, go: mistaken('Recht beëindigen'), advanced: /Schrijf in één zin waarom/ },
    { name: 'networks of all', path: '/beheer/netwerken', as, advanced: /Coördinator aanwijzen/ },
    { name: 'network, for who coordinates', path: network, as, advanced: /Netwerk beheren/ },
    { name: 'network, managed', path: `${network}/beheren`, as, advanced: /Netwerk beheren/ },
    { name: 'network, board to ask', path: `${network}/beheren/vragen?zoek=bestuur`, as, advanced: /Zoek een bestuur/ },
    { name: 'second step of everyone', path: `/organisaties/${board}/mensen/tweede-stap`, as, advanced: /Vraag iedereen om een tweede stap/ },
    { name: 'mailbox of a trial', path: '/postbus?adres=lange-naam', as: nobody, advanced: /lange-naam-/ },
    { name: 'mailbox of a trial, nothing', path: '/postbus?adres=xyzzy', as: nobody, advanced: /Er is geen post voor/ },
  ]
}
