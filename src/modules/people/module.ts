import { Hono } from 'hono'
import { DAY } from '#platform/clock'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import { createAccount } from './account.ts'
import { createAdministration } from './administration.ts'
import { peopleCli } from './cli.ts'
import { createEntrance, type OnSignedIn } from './entrance.ts'
import { createKeeper } from './keeper.ts'
import { createOidc } from './oidc.ts'
import { accountPages } from './pages/account.tsx'
import { codePages } from './pages/code.tsx'
import { detailsPages } from './pages/details.tsx'
import { linkPages } from './pages/link.tsx'
import { namePages } from './pages/name.tsx'
import { newAddressPages } from './pages/new-address.tsx'
import { passkeyNamePages } from './pages/passkey-name.tsx'
import { passkeyPages } from './pages/passkeys.tsx'
import { providerLinkPages } from './pages/provider-links.tsx'
import { providerPages } from './pages/providers.tsx'
import { secondStepPages } from './pages/second-step.tsx'
import { setUpStepPages } from './pages/set-up-step.tsx'
import { signInPages } from './pages/sign-in.tsx'
import { signOutPages } from './pages/sign-out.ts'
import { tokenPages } from './pages/tokens.tsx'
import { createPasskeys } from './passkeys.ts'
import { createPeople, type People } from './people.ts'
import { createProviderLinks } from './provider-links.ts'
import { createProviders } from './providers.ts'
import { createSecondStep } from './second-step.ts'
import { createSignIn } from './sign-in.ts'
import type { OnSecurity, TellChange } from './security.ts'
import { removeEnded } from './store.ts'
import { createTokens } from './tokens.ts'

/** `onSignedIn` and `onSecurity` are filled by the composition root, with what other services do when someone signs in or a way into an account changes. */
export const module: Module<'people', { onSignedIn: readonly OnSignedIn[]; onSecurity: readonly OnSecurity[] }, People> = {
  name: 'people',
  about: 'Accounts: who someone is, how they sign in, and where they are signed in',
  needs: [],
  migrations: true,
  create({ db, clock, config, mail, secret }, { onSignedIn, onSecurity }) {
    const { publicUrl } = config
    const secure = publicUrl.startsWith('https://')
    const people = createPeople({ db, clock })
    const tellAll: OnSecurity = async (tx, personId, notice) => {
      for (const on of onSecurity) await on(tx, personId, notice)
    }
    const enter = createEntrance({ clock, people, onSignedIn, tell: tellAll })
    const tell: TellChange = async (tx, to, what) => tellAll(tx, to.id, { kind: 'sign-in-changed', params: { what } })
    const signIn = createSignIn({ db, clock, mail, secret, publicUrl, people, enter, tell })
    const account = createAccount({ db, clock, mail, secret, tell: tellAll })
    const tokens = createTokens({ db, clock, tell: tellAll })
    const secondStep = createSecondStep({ db, clock, secret, enter, tell })
    const oidc = createOidc(config.oidc, publicUrl)
    const providers = createProviders({ db, clock, secret, oidc, people, enter, tell })
    const links = createProviderLinks({ db, clock, oidc, leave: providers.leave, tell })
    const passkeys = createPasskeys({ db, clock, publicUrl, enter, tell, providersOf: links.letIn })
    const pages = new Hono<HttpEnv>()
      .route('/', signInPages(signIn, providers, secure))
      .route('/', providerPages(providers, signIn, secure))
      .route('/', codePages(signIn, secure))
      .route('/', linkPages(signIn, secure))
      .route('/', namePages(signIn))
      .route('/', signOutPages(signIn, secure))
      .route('/', secondStepPages(secondStep, secure))
      .route('/', accountPages(account, links, secure))
      .route('/', providerLinkPages(account, links, secure))
      .route('/', passkeyNamePages(account, passkeys))
      .route('/', detailsPages(account))
      .route('/', newAddressPages(account))
      .route('/', setUpStepPages(account, secondStep, secure))
      .route('/', passkeyPages(account, passkeys, secure))
      .route('/', tokenPages(account, tokens))
    return {
      verbs: people,
      pages,
      cli: peopleCli(createAdministration({ db, clock, tell })),
      keeper: createKeeper({ db, clock }),
      jobs: [{ name: 'people.remove-ended', every: DAY, run: ({ db: tx, at }) => removeEnded(tx, at) }],
    }
  },
}
