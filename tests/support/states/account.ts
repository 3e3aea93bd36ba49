import { DAY, SECOND } from '#platform/clock'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../app.ts'
import { authenticator } from '../authenticator.ts'
import { letterTo } from '../mailbox.ts'
import { mistaken, nobody, type State } from './state.ts'

const step = '/mijn/account/tweede-stap'

/** Someone who set up an app, came in by mail again and is asked for a code: the cookie of that moment. */
async function halfWay(app: TestApp, email: string) {
  const { visitor } = await app.signedIn({ name: 'Vera Voorzichtig', email })
  await visitor.post(step, {})
  const phone = authenticator(app, (await visitor.get(`${step}/app`)).text)
  await visitor.post(`${step}/app`, { code: phone.code() })
  const browser = app.visitor()
  await browser.post('/aanmelden', { email })
  await browser.post('/aanmelden/code', { code: (await letterTo(app.db, email)).code })
  return { name: 'koers-sessie', value: browser.cookies.get('koers-sessie') ?? '' }
}

/** Signing in, one's account and what one is told. */
export async function account(): Promise<State[]> {
  const app = await testApp()
  const sanne = await app.signedIn({ name: 'Sanne de Vries' })
  const as = [sanne.cookie]
  const fresh = await app.signedIn({ name: 'Nieuw' })
  const nameless = await app.signedIn({ name: '', email: 'naamloos@school.example' })
  const keeper = await app.signedIn({ name: 'Kees', strong: true })
  await app.db.rows(sql`update people.person set administrator = true where id = ${keeper.id}`)
  await sanne.visitor.post('/mijn/account/api-sleutels', { name: 'dashboard van het bestuur', days: '90' })
  // What happened at one moment stands in any order.
  app.clock.advance(SECOND)
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
  const careful = await halfWay(app, 'vera@school.example')
  await app.db.tx((tx) =>
    app.services.notifications.verbs.notify(tx, {
      kind: 'round-opened',
      params: { organisation: 'De Wegwijzer', round: 'ronde 2' },
      about: '/metingen/abc',
      personIds: [fresh.id],
    }),
  )
  const told = await app.db.one<{ unsubscribe: string }>(sql`select unsubscribe from platform.mail where unsubscribe is not null limit 1`)
  const ending = new URL(told?.unsubscribe ?? app.url).pathname
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
    { name: 'name', path: '/aanmelden/naam', as: [nameless.cookie], advanced: /Hoe heet u/ },
    { name: 'second step, asked', path: '/aanmelden/tweede-stap', as: [careful], advanced: /Uw tweede stap/ },
    { name: 'new address', path: '/mijn/account/e-mail', as, advanced: /e-mailadres/ },
    {
      name: 'new address, code',
      path: '/mijn/account/e-mail',
      as,
      go: async (page) => {
        await page.getByLabel(/e-mailadres/i).fill('sanne.nieuw@school.example')
        await page.locator('main form').getByRole('button').click()
        await page.getByLabel('Code').waitFor()
      },
      advanced: /sanne\.nieuw@school\.example/,
    },
    { name: 'own details', path: '/mijn/account/gegevens', as, advanced: /Naam/ },
    { name: 'terms of keeping', path: '/beheer/bewaartermijnen', as: [keeper.cookie], advanced: /ewaartermijnen/ },
    { name: 'account, erased', path: '/account-verwijderd', as: nobody, advanced: /verwijderd/ },
    { name: 'no more letters', path: ending, as: nobody, advanced: /Stop deze mail/ },
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
    { name: 'notifications, none', path: '/mijn/meldingen', as: [keeper.cookie], advanced: /Er zijn nog geen meldingen/ },
    { name: 'notifications', path: '/mijn/meldingen', as, advanced: /Wachtwoorden opruimen/ },
    { name: 'preferences', path: '/mijn/meldingen/voorkeuren', as, advanced: /Waarover wilt u bericht/ },
  ]
}
