import { testApp } from '../app.ts'
import { aBoard } from './board.ts'
import { LONG, mistaken, type State } from './state.ts'

/** Evidence of a board, valid and expired. */
export async function evidence(): Promise<State[]> {
  const app = await testApp()
  const { board, school, owner, leader } = await aBoard(app)
  const list = `/organisaties/${board}/bewijs`
  const add = async (fields: Record<string, string>) => {
    const form = new FormData()
    const given = { id: '', title: LONG, link: 'https://intranet.example/beleid/informatiebeveiliging/2026/vastgesteld.pdf', conditions: '4.3', remindBefore: '30', ...fields }
    for (const [name, value] of Object.entries(given)) form.append(name, value)
    return (await owner.visitor.post(`${list}/nieuw`, form)).location ?? ''
  }
  const piece = await add({ validUntil: '2026-03-20', description: 'Vastgesteld in mei', owner: `person:${owner.id}` })
  await add({ title: 'Notulen', validUntil: '2025-01-01' })
  const withdrawn = await add({ title: 'Ingetrokken beleid' })
  await owner.visitor.post(`${withdrawn}/intrekken`, {})
  const as = [owner.cookie]
  return [
    { name: 'evidence, none', path: `${list}?voorwaarde=9.1`, as, advanced: /Bij deze keuze hoort geen bewijs/ },
    { name: 'evidence', path: list, as, advanced: /2 bewijzen/ },
    { name: 'evidence of the board, at a school', path: `/organisaties/${school}/bewijs`, as: [leader.cookie], advanced: /van uw bestuur/ },
    { name: 'new evidence', path: `${list}/nieuw`, as, advanced: /Bij welke voorwaarden hoort het/ },
    { name: 'new evidence, error', path: `${list}/nieuw`, as, go: mistaken('Toevoegen en bekijken'), advanced: /Fout: / },
    { name: 'one piece', path: piece, as, advanced: /Vastgesteld in mei/ },
    { name: 'one piece, change', path: `${piece}/wijzigen`, as, advanced: /Bewijs wijzigen/ },
    { name: 'one piece, new version', path: `${piece}/versies`, as, advanced: /ersie/ },
    { name: 'one piece, withdrawn', path: withdrawn, as, advanced: /Toch weer laten meetellen/ },
    { name: 'one piece, withdraw', path: `${piece}/intrekken`, as, advanced: /Bewijs intrekken/ },
  ]
}
