import { sql } from '#platform/sql'
import { testApp } from '../app.ts'
import { aBoard } from './board.ts'
import { LONG, mistaken, nobody, type State } from './state.ts'

const told = {
  title: 'Alle overeenkomsten in één register',
  conditionId: '4.3',
  level: '3',
  situation: 'Elke school sloot zelf verwerkersovereenkomsten af.',
  approach: 'Eén medewerker maakte een lijst van leveranciers.\n\nDaarna liepen wij die met de scholen na.',
  result: 'Van elke leverancier is de overeenkomst te vinden.',
  contactFunction: 'IBP-verantwoordelijke',
  contactMail: 'informatiebeveiliging.en.privacy@zuidoosthoek.example',
  do: 'submit',
}

/** Good practices: none yet, being written, being read by an administrator, published. */
export async function practices(): Promise<State[]> {
  const app = await testApp()
  const { board, owner, leader } = await aBoard(app)
  await app.db.rows(sql`update people.person set administrator = true where id = ${owner.id}`)
  const list = `/organisaties/${board}/praktijken`
  const write = async (fields: Record<string, string>) => (await owner.visitor.post(`${list}/nieuw`, { ...told, ...fields })).location ?? ''
  const published = (await write({})).slice(-16)
  await owner.visitor.post(`/beheer/praktijken/${published}/publiceren`, { version: '2' })
  const waiting = await write({ title: LONG })
  const sent = await write({ title: 'Nog niet klaar', do: '' })
  const as = [owner.cookie]
  return [
    { name: 'practices', path: '/praktijken', as: nobody, advanced: /1 goede praktijk/ },
    { name: 'practices, nothing found', path: '/praktijken?q=xyzzy', as: nobody, advanced: /Niets gevonden/ },
    { name: 'practice', path: `/praktijken/${published}`, as: nobody, advanced: /Meld u aan om te zien wie u hierover kunt vragen/ },
    { name: 'practice, signed in', path: `/praktijken/${published}`, as: [leader.cookie], advanced: /zuidoosthoek\.example/ },
    { name: 'own practices', path: list, as, advanced: /Ter beoordeling/ },
    { name: 'own practice, waiting', path: waiting, as, advanced: /ligt ter beoordeling/ },
    { name: 'own practice, change', path: `${sent}/wijzigen`, as, advanced: /Wat hebt u gedaan/ },
    { name: 'new practice', path: `${list}/nieuw`, as, advanced: /Wat hebt u gedaan/ },
    { name: 'new practice, error', path: `${list}/nieuw`, as, go: mistaken('Insturen ter beoordeling'), advanced: /Fout: / },
    { name: 'practices to review', path: '/beheer/praktijken', as, advanced: /1 praktijk wacht/ },
    { name: 'practice to review', path: `/beheer/praktijken/${waiting.slice(-16)}`, as, advanced: /Of stuur haar terug/ },
    { name: 'practice to review, error', path: `/beheer/praktijken/${waiting.slice(-16)}`, as, go: mistaken('Terugsturen'), advanced: /Schrijf wat er anders moet/ },
  ]
}
