import { testApp } from '../app.ts'
import { aBoard } from './board.ts'
import { asBrought } from './visitor.ts'
import { LONG, mistaken, type State } from './state.ts'

/** The plan of a board: its actions in every view, standing tasks, feed and spreadsheet. */
export async function plans(): Promise<State[]> {
  const app = await testApp()
  const { board, school, owner, leader } = await aBoard(app)
  const plan = `/organisaties/${board}/plan`
  const make = async (fields: Record<string, string | string[]>) => (await owner.visitor.post(`${plan}/nieuw`, fields)).location ?? ''
  const action = await make({
    title: LONG,
    why: 'Na het incident',
    conditionId: '4.3',
    fromLevel: '1',
    desiredLevel: '3',
    ownerId: owner.id,
    term: '2026-06-01',
    effort: '12',
    schoolIds: [school],
  })
  await make({ title: 'Zonder iets' })
  await owner.visitor.post(`${action}/opmerkingen`, { text: 'De leverancier komt in mei.' })
  await owner.visitor.post(`${action}/status`, { version: '1', to: 'busy' })
  const taken = await owner.visitor.get(`${plan}/jaarkalender`)
  const suggestion = /action="([^"]*\/overnemen\/[^"]+)"/.exec(taken.text)?.[1] ?? ''
  await owner.visitor.post(suggestion, {})
  const task = /href="([^"]*\/jaarkalender\/[\w-]{16})/.exec((await owner.visitor.get(`${plan}/jaarkalender`)).text)?.[1] ?? ''
  const round = await app.db.tx((tx) => app.services.assessments.verbs.startAt(tx, owner.actor, board, { name: 'De Wegwijzer', scope: 'board', sector: 'po' }, null))
  await owner.visitor.post(`/metingen/${round.id}/4.3`, { version: '0', answer: '2', wish: 'yes', desiredLevel: '3' })
  const brought = (await owner.visitor.post(`${plan}/werkblad`, await asBrought(owner.visitor, `${plan}/plan.ods`))).location ?? ''
  const as = [owner.cookie]
  return [
    { name: 'plan, empty', path: `/organisaties/${school}/plan?status=done`, as: [leader.cookie], advanced: /past bij dit filter|nog niets in dit plan/ },
    { name: 'plan', path: plan, as, advanced: /Zonder iets/ },
    { name: 'plan, board', path: `${plan}/bord`, as, advanced: /Vervallen/ },
    { name: 'plan, calendar', path: `${plan}/kalender`, as, advanced: /twaalf maanden vooruit/ },
    { name: 'plan, year', path: `${plan}/jaarkalender`, as, advanced: /nog te doen|te laat/ },
    { name: 'plan, change a task', path: task, as, advanced: /Wat moet er elk jaar gebeuren/ },
    { name: 'plan, from a round', path: `${plan}/uit-ronde/${round.id}`, as, advanced: /4\.3/ },
    { name: 'plan, new task', path: `${plan}/jaarkalender/nieuw`, as, advanced: /Wat moet er elk jaar gebeuren/ },
    { name: 'new action', path: `${plan}/nieuw`, as, advanced: /Wat gaat u doen/ },
    { name: 'new action, error', path: `${plan}/nieuw`, as, go: mistaken('Actie maken'), advanced: /Fout: / },
    { name: 'action', path: action, as, advanced: /De leverancier komt in mei/ },
    { name: 'action, change', path: `${action}/wijzigen`, as, advanced: /Actie wijzigen/ },
    { name: 'action, remove', path: `${action}/verwijderen`, as, advanced: /Dit kunt u niet terugdraaien/ },
    { name: 'plan, feed', path: `${plan}/agenda`, as, advanced: /geheime link/ },
    { name: 'plan, spreadsheet', path: `${plan}/werkblad`, as, advanced: /Aangepast plan terugbrengen/ },
    { name: 'plan, brought back', path: brought, as, advanced: /Wat is er veranderd/ },
    { name: 'home with an action', path: '/mijn', as, advanced: /Uw acties/ },
  ]
}
