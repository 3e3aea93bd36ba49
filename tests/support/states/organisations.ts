import { duoFolder } from '../../../src/modules/organisations/duo/fixture.ts'
import { testApp } from '../app.ts'
import { letterTo } from '../mailbox.ts'
import { aBoard } from './board.ts'
import { mistaken, nobody, type State } from './state.ts'

const register = 'BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;PLAATSNAAM\n41786;Stichting De Wegwijzer;UTRECHT\n'

/** Finding one's organisation, its page and its people. */
export async function organisations(): Promise<State[]> {
  const app = await testApp()
  const { board, owner, leader, school } = await aBoard(app)
  await app.services.organisations.verbs.importDuo(duoFolder({ 'bevoegde-gezagen.csv': register }))
  const nowhere = await app.signedIn({ name: 'Noor Nieuw' })
  const people = `/organisaties/${board}/mensen`
  const founder = await app.signedIn({ name: 'Fenna Oprichter' })
  const invited = { addresses: 'ida@school.example', functions: 'teacher', right: 'contributor', places: board }
  await owner.visitor.get(`/organisaties/${board}/mensen/uitnodigen`)
  await owner.visitor.submit(invited)
  const ida = await app.signedIn({ name: 'Ida Jansen', email: 'ida@school.example' })
  const { link } = await letterTo(app.db, 'ida@school.example')
  const made =
    (await founder.visitor.post('/organisaties/nieuw', { kind: 'board', name: 'Stichting In Oprichting', place: 'Zandwijk', sector: 'po', functions: 'board-member' })).location ??
    ''
  const member = /href="([^"]*\/mensen\/[\w-]{16,36})"/.exec((await owner.visitor.get(people)).text)?.[1] ?? ''
  const [registered] = await app.services.organisations.verbs.search('Wegwijzer')
  const as = [owner.cookie]
  return [
    { name: 'organisations, none', path: '/organisaties', as: [nowhere.cookie], advanced: /U hoort nog bij geen bestuur of school/ },
    { name: 'organisations, nothing found', path: '/organisaties?zoek=xyzzy', as: [nowhere.cookie], advanced: /Niets gevonden/ },
    { name: 'organisations, found', path: '/organisaties?zoek=Wegwijzer', as: [nowhere.cookie], advanced: /1 gevonden\. Kies/ },
    { name: 'organisations', path: '/organisaties', as, advanced: /Waar u bij hoort/ },
    { name: 'own organisation, new', path: '/organisaties/nieuw', as: [nowhere.cookie], advanced: /Een bestuur of school toevoegen/ },
    { name: 'own organisation, schools', path: made, as: [founder.cookie], advanced: /Stichting In Oprichting/ },
    { name: 'join an organisation', path: `/organisaties/${registered?.id}/aansluiten`, as: [nowhere.cookie], advanced: /Wegwijzer/ },
    { name: 'one person', path: member, as, advanced: /Olga|Lies|Ties/ },
    { name: 'organisation of a board', path: `/organisaties/${board}`, as, advanced: /Begin met uw eerste ronde|Er is nog niets gemeten/ },
    { name: 'organisation of a school', path: `/organisaties/${school}`, as: [leader.cookie], advanced: /Begin met uw eerste ronde|Er is nog niets gemeten/ },
    { name: 'people', path: people, as, advanced: /ida@school\.example/ },
    { name: 'invite', path: `${people}/uitnodigen`, as, advanced: /Wat mogen zij/ },
    { name: 'invite, error', path: `${people}/uitnodigen`, as, go: mistaken('Uitnodigingen versturen'), advanced: /Fout: / },
    { name: 'invitation, not signed in', path: link, as: nobody, advanced: /Aanmelden en verdergaan/ },
    { name: 'invitation', path: link, as: [ida.cookie], advanced: /Uitnodiging aannemen/ },
    { name: 'invitation of someone else', path: link, as: [nowhere.cookie], advanced: /voor een ander e-mailadres/ },
    { name: 'invitation, unknown', path: `/uitnodiging/${'x'.repeat(32)}`, as: nobody, advanced: /bestaat niet|werkt niet/ },
  ]
}
