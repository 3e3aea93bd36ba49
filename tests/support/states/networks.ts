import { testApp } from '../app.ts'
import { aBoard } from './board.ts'
import { mistaken, type State } from './state.ts'

/** A network of two boards: one made it, the other joined and shares what it wants to work on. */
export async function networks(): Promise<State[]> {
  const app = await testApp()
  const { board, owner } = await aBoard(app)
  const { board: other } = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Stichting Oost', place: 'Ede', sector: 'po', schools: [] }, tx))
  const neighbour = await app.signedIn({ name: 'Bo Buur', at: [{ organisationId: other, right: 'owner' }] })
  const list = `/organisaties/${board}/netwerken`
  const made = await owner.visitor.post(`${list}/nieuw`, { id: '', name: 'Coöperatie Oost', about: 'Samen verder', contact: 'secretaris@oost.example' })
  const network = made.location?.slice(-16) ?? ''
  const link = /\/netwerken\/[\w-]{16}\/meedoen\/[\w-]{32}/.exec((await owner.visitor.get(`/netwerken/${network}`)).text)?.[0] ?? ''
  const invitation = { name: 'network, asked to join', path: link, as: [neighbour.cookie], advanced: /Coöperatie Oost/ }
  await owner.visitor.post(`/netwerken/${network}/vragen`, { text: 'Wie heeft een goed inwerkplan?', conditionId: '3.2' })
  await owner.visitor.post(`${list}/${network}/delen`, { kinds: ['wishes', 'levels'] })
  const as = [owner.cookie]
  return [
    { name: 'networks', path: list, as, advanced: /Coöperatie Oost/ },
    { name: 'networks, none', path: `/organisaties/${other}/netwerken`, as: [neighbour.cookie], advanced: /netwerk/ },
    { name: 'new network', path: `${list}/nieuw`, as, advanced: /netwerk/ },
    { name: 'new network, error', path: `${list}/nieuw`, as, go: mistaken(/etwerk/), advanced: /Fout: / },
    { name: 'network', path: `/netwerken/${network}`, as, advanced: /Nog geen bestuur deelt|wil werken aan/ },
    { name: 'network, own share', path: `${list}/${network}`, as, advanced: /gedeeld sinds/ },
    { name: 'network, one board', path: `/netwerken/${network}/besturen/${board}`, as, advanced: /gedeeld sinds/ },
    invitation,
  ]
}
