import { DAY } from '#platform/clock'
import { sql } from '#platform/sql'
import { testApp } from '../app.ts'
import { letterTo } from '../mailbox.ts'
import { mistaken, nobody, type State } from './state.ts'

/** Signing in, one's account and what one is told. */
export async function account(): Promise<State[]> {
  const app = await testApp()
  const sanne = await app.signedIn({ name: 'Sanne de Vries' })
  const as = [sanne.cookie]
  const fresh = await app.signedIn({ name: 'Nieuw' })
  await sanne.visitor.post('/mijn/account/api-sleutels', { name: 'dashboard van het bestuur', days: '90' })
  await app.db.tx((tx) =>
    app.services.notifications.verbs.notify(tx, {
      kind: 'action-given',
      params: { action: 'Wachtwoorden opruimen', by: 'Sanne' },
      about: '/organisaties/x/plan/1',
      personIds: [sanne.id],
    }),
  )
  await app.db.rows(sql`
    insert into people.passkey (id, credential, person_id, name, public_key, counter, made_at) values ('telefoon-van-san', 'x', ${sanne.id}, 'Telefoon', 'x', 0, ${app.clock.now()})`)
  app.clock.advance(DAY)
  await app.visitor().post('/aanmelden', { email: 'link@school.example' })
  const { link } = await letterTo(app.db, 'link@school.example')
  const asked = async (page: Parameters<NonNullable<State['go']>>[0]) => {
    await page.getByLabel('Uw e-mailadres').fill('code@school.example')
    await page.getByRole('button', { name: 'Stuur mij een code' }).click()
    await page.getByRole('heading', { name: 'Vul uw code in' }).waitFor()
  }
  return [
    { name: 'sign in', path: '/aanmelden', as: nobody, advanced: /U krijgt een e-mail met een code/ },
    {
      name: 'sign in, error',
      path: '/aanmelden',
      as: nobody,
      go: mistaken('Stuur mij een code', (page) => page.getByLabel('Uw e-mailadres').fill('sanne@school')),
      advanced: /Fout: /,
    },
    { name: 'code', path: '/aanmelden', as: nobody, go: asked, advanced: /Vul uw code in/ },
    {
      name: 'code, wrong',
      path: '/aanmelden',
      as: nobody,
      go: mistaken('Aanmelden', async (page) => {
        await asked(page)
        await page.getByLabel('Code').fill('000000')
      }),
      advanced: /Deze code klopt niet/,
    },
    { name: 'link of a letter', path: link, as: nobody, advanced: /Aanmelden met uw link/ },
    { name: 'home of who is signed in', path: '/mijn', as, advanced: /Uw organisaties/ },
    { name: 'account', path: '/mijn/account', as, advanced: /Waar u bent aangemeld/ },
    { name: 'own data', path: '/mijn/gegevens', as, advanced: /Alles downloaden/ },
    { name: 'erase account', path: '/mijn/gegevens/verwijderen', as: [fresh.cookie], advanced: /Wat er blijft, zonder uw naam/ },
    { name: 'second step', path: '/mijn/account/tweede-stap', as, advanced: /Een app instellen/ },
    {
      name: 'second step, app',
      path: '/mijn/account/tweede-stap',
      as,
      go: async (page) => {
        await page.getByRole('button', { name: 'Een app instellen' }).click()
        await page.getByRole('heading', { name: 'Stel uw app in' }).waitFor()
      },
      advanced: /Scan deze code/,
    },
    { name: 'passkeys', path: '/mijn/account/passkeys', as, advanced: /Naam wijzigen/ },
    { name: 'passkey, another name', path: '/mijn/account/passkeys/telefoon-van-san', as, advanced: /Naam van uw passkey wijzigen/ },
    { name: 'linked accounts', path: '/mijn/account/gekoppeld', as, advanced: /U hebt nog geen account gekoppeld/ },
    { name: 'API keys', path: '/mijn/account/api-sleutels', as, advanced: /dashboard van het bestuur/ },
    { name: 'notifications, none', path: '/mijn/meldingen', as: [fresh.cookie], advanced: /Er zijn nog geen meldingen/ },
    { name: 'notifications', path: '/mijn/meldingen', as, advanced: /Wachtwoorden opruimen/ },
    { name: 'preferences', path: '/mijn/meldingen/voorkeuren', as, advanced: /Waarover wilt u bericht/ },
  ]
}
