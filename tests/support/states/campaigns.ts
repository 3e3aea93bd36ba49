import { testApp } from '../app.ts'
import { letterTo } from '../mailbox.ts'
import { aBoard } from './board.ts'
import { mistaken, nobody, type State } from './state.ts'

const reason = 'Ik zie nog gedeelde accounts op de computers in de bibliotheek, en niemand weet wie daarover gaat.'

/** A round of a board: for who leads it, who answers, and around the table. */
export async function campaigns(): Promise<State[]> {
  const app = await testApp()
  const { board, school, owner, leader, teacher } = await aBoard(app)
  const list = `/organisaties/${board}/rondes`
  const begin = { title: 'Voorjaarsronde', startsOn: '2026-03-02', endsOn: '2026-03-30', scope: 'both', schools: school, anonymity: 'named', byLink: 'yes' }
  const path = (await owner.visitor.post(`${list}/nieuw`, begin)).location ?? ''
  const { parts } = await app.services.campaigns.verbs.see(owner.actor, path.split('/').at(-1) ?? '')
  const round = `/metingen/${parts.find((part) => part.organisationId === school)?.roundId}`
  const view = (who: typeof leader, condition: string, answer: string, why = '') => who.visitor.post(`${round}/kijk/${condition}`, { version: '0', answer, reason: why })
  await view(leader, '4.3', '3', 'Alles staat aan.')
  await view(teacher, '4.3', '1', reason)
  await view(leader, '4.4', '3')
  await view(teacher, '4.4', '2', reason)
  await view(leader, '2.1', '2')
  await view(teacher, '2.1', '2')
  await leader.visitor.post(`${round}/gesprek/4.4/tonen`, { shown: 'yes' })
  await owner.visitor.post(`${path}/mensen`, { emails: 'gast@school.example', round: round.split('/')[2], function: 'teacher' })
  const { link } = await letterTo(app.db, 'gast@school.example')
  const guest = app.visitor()
  await guest.follow(guest.get(link))
  const byLink = [...guest.cookies].map(([name, value]) => ({ name, value }))
  const [as, asLeader, asTeacher] = [[owner.cookie], [leader.cookie], [teacher.cookie]]
  return [
    { name: 'rounds', path: list, as, advanced: /Voorjaarsronde/ },
    { name: 'new round', path: `${list}/nieuw`, as, advanced: /Wat zien anderen bij een antwoord/ },
    { name: 'new round, error', path: `${list}/nieuw`, as, go: mistaken('Ronde beginnen en mensen uitnodigen'), advanced: /Fout: / },
    { name: 'campaign', path, as, advanced: /Wie doet mee en hoe ver is het/ },
    { name: 'divide', path: `${path}/verdelen`, as, advanced: /Kies per verantwoordelijkheid wie u het vraagt/ },
    { name: 'people of a round', path: `${path}/mensen`, as, advanced: /Met een persoonlijke link/ },
    { name: 'change a round', path: `${path}/aanpassen`, as, advanced: /Ronde aanpassen/ },
    { name: 'close', path: `${path}/sluiten`, as, advanced: /Na het sluiten kan niemand meer antwoorden/ },
    { name: 'adopt all', path: `${path}/vaststellen`, as, advanced: /Wie heeft besloten/ },
    { name: 'adopt all, error', path: `${path}/vaststellen`, as, go: mistaken(/vaststellen/i, (page) => page.getByLabel('Wie heeft besloten?').fill('')), advanced: /Fout: / },
    { name: 'home, asked', path: '/mijn', as: asTeacher, advanced: /Uw antwoorden zijn gevraagd/ },
    { name: 'organisation with a round', path: `/organisaties/${board}`, as, advanced: /Rondes die nu lopen/ },
    { name: 'own answers', path: `${round}/kijk`, as: asTeacher, advanced: /3 van 59 beantwoord/ },
    { name: 'own answers, by link', path: `${round}/kijk`, as: byLink, advanced: /U antwoordt voor/ },
    { name: 'own link, wrong', path: `/deelnemen/${'x'.repeat(32)}`, as: nobody, advanced: /Deze link werkt niet/ },
    { name: 'own answer', path: `${round}/kijk/4.3`, as: asTeacher, advanced: /Hoe ziet u het/ },
    {
      name: 'own answer, error',
      path: `${round}/kijk/4.5`,
      as: asTeacher,
      go: mistaken(/^Opslaan en naar/, (page) => page.getByRole('radio', { name: /Niet van toepassing/ }).check()),
      advanced: /Fout: /,
    },
    { name: 'conversation', path: `${round}/gesprek`, as: asLeader, advanced: /Het grootste verschil|Groot verschil/ },
    { name: 'conversation, hidden', path: `${round}/gesprek/4.3`, as: asLeader, advanced: /nog verborgen/ },
    { name: 'conversation, shown', path: `${round}/gesprek/4.4`, as: asLeader, advanced: /gedeelde accounts/ },
    { name: 'conversation, error', path: `${round}/gesprek/4.4`, as: asLeader, go: mistaken(/^Vastleggen/), advanced: /Fout: / },
    { name: 'conversation, followed', path: `${round}/kijk/gesprek`, as: asTeacher, advanced: /4\.4/ },
  ]
}
