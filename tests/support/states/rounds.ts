import { testApp } from '../app.ts'
import { aBoard } from './board.ts'
import { mistaken, type State } from './state.ts'

/** Rounds of an organisation: what the board arranges for a school, adoption and correction. */
export async function rounds(): Promise<State[]> {
  const app = await testApp()
  const { board, school, owner, leader } = await aBoard(app)
  const { startAt } = app.services.assessments.verbs
  const [above, below] = await app.db.tx(async (tx) => {
    const ofBoard = await startAt(tx, owner.actor, board, { name: 'De Wegwijzer', scope: 'board', sector: 'po' }, null)
    return [ofBoard, await startAt(tx, owner.actor, school, { name: 'De Regenboog', scope: 'school', sector: 'po' }, ofBoard.id)]
  })
  const [ofBoard, ofSchool] = [`/metingen/${above.id}`, `/metingen/${below.id}`]
  await owner.visitor.post(`${ofBoard}/4.3`, { version: '0', answer: '3', arrangedBy: 'board', note: 'Eén inlog voor alle scholen.' })
  await owner.visitor.post(`${ofBoard}/4.4`, { version: '0', answer: '2', arrangedBy: 'board' })
  await leader.visitor.get(`${ofSchool}/4.4`)
  await leader.visitor.submit({ answer: '1', deviation: 'Wij zitten in een gebouw met een eigen netwerk.' })
  await owner.visitor.post(`${ofBoard}/afronden`, {})
  const next = (await owner.visitor.post(`${ofBoard}/nieuwe-ronde`, {})).location ?? ''
  await owner.visitor.get(`${next}/4.3`)
  await owner.visitor.submit({ answer: '3' })
  await owner.visitor.post(`${next}/afronden`, {})
  await owner.visitor.post(`${next}/vaststellen`, { on: '2026-03-01', by: 'het college van bestuur' })
  const [as, asLeader] = [[owner.cookie], [leader.cookie]]
  return [
    { name: 'question, arranged by the board', path: `${ofSchool}/4.3`, as: asLeader, advanced: /Uw bestuur heeft dit voor alle scholen beantwoord: 3 Ingericht/ },
    {
      name: 'question, different without a reason',
      path: `${ofSchool}/4.3`,
      as: asLeader,
      go: mistaken(/^Opslaan en naar/, (page) => page.getByRole('radio', { name: /Verkennen/ }).check()),
      advanced: /Vul in waarom het bij u anders is/,
    },
    { name: 'question, different', path: `${ofSchool}/4.4`, as: asLeader, advanced: /eigen netwerk/ },
    { name: 'task list of a school', path: ofSchool, as: asLeader, advanced: /2 van 59 ingevuld/ },
    { name: 'adopt', path: `${ofBoard}/vaststellen`, as, advanced: /Met vaststellen zegt het bestuur/ },
    {
      name: 'adopt, error',
      path: `${ofBoard}/vaststellen`,
      as,
      go: mistaken('Ronde vaststellen', (page) => page.getByLabel('Wie heeft besloten?').fill('')),
      advanced: /Fout: /,
    },
    { name: 'finished', path: `${ofBoard}/afgerond`, as, advanced: /afgerond/ },
    { name: 'adopted', path: `${next}/vaststellen`, as, advanced: /het college van bestuur/ },
    { name: 'correct', path: `${next}/corrigeren`, as, advanced: /Schrijf op waarom u corrigeert/ },
    { name: 'report of a board', path: `${next}/rapport`, as, advanced: /Deze ronde is vastgesteld/ },
    { name: 'growth of a board', path: `/organisaties/${board}/groei`, as, advanced: /Het verloop/ },
    { name: 'grid of a board', path: `/organisaties/${board}/groei/raster`, as, advanced: /Het raster/ },
    { name: 'grid of a board as a table', path: `/organisaties/${board}/groei/raster/tabel`, as, advanced: /4\.3/ },
    { name: 'growth, what moved', path: `/organisaties/${board}/groei/bewogen`, as, advanced: /Wat bewoog en wat er is gedaan/ },
    { name: 'growth as a table', path: `/organisaties/${board}/groei/tabel`, as, advanced: /Het verloop als tabel/ },
    { name: 'deviations', path: `/organisaties/${board}/afwijkingen`, as, advanced: /Waar het anders is/ },
    { name: 'log of an organisation', path: `/organisaties/${board}/logboek`, as, advanced: /Olga van der Vennen/ },
    { name: 'take everything along', path: `/organisaties/${board}/meenemen`, as, advanced: /Alles downloaden/ },
    { name: 'growth of a school', path: `/organisaties/${school}/groei`, as: asLeader, advanced: /Groei/ },
    { name: 'organisation that was measured', path: `/organisaties/${board}`, as, advanced: /1 van 59 voorwaarden op niveau 3 of 4/ },
  ]
}
