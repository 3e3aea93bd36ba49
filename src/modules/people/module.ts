import { Hono } from 'hono'
import { DAY } from '#platform/clock'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import { createEntrance, type OnSignedIn } from './entrance.ts'
import { codePages } from './pages/code.tsx'
import { linkPages } from './pages/link.tsx'
import { namePages } from './pages/name.tsx'
import { signInPages } from './pages/sign-in.tsx'
import { signOutPages } from './pages/sign-out.ts'
import { createPeople, type People } from './people.ts'
import { createSignIn } from './sign-in.ts'
import { removeEnded } from './store.ts'

/** `onSignedIn` is filled by the composition root, with what other services do when someone signs in. */
export const module: Module<'people', { onSignedIn: readonly OnSignedIn[] }, People> = {
  name: 'people',
  about: 'Accounts: who someone is, how they sign in, and where they are signed in',
  needs: [],
  migrations: true,
  create({ db, clock, config, mail, secret }, { onSignedIn }) {
    const { publicUrl } = config
    const secure = publicUrl.startsWith('https://')
    const people = createPeople({ db, clock })
    const enter = createEntrance({ clock, people, onSignedIn })
    const signIn = createSignIn({ db, clock, mail, secret, publicUrl, people, enter })
    const pages = new Hono<HttpEnv>()
      .route('/', signInPages(signIn, secure))
      .route('/', codePages(signIn, secure))
      .route('/', linkPages(signIn, secure))
      .route('/', namePages(signIn))
      .route('/', signOutPages(signIn, secure))
    return { verbs: people, pages, jobs: [{ name: 'people.remove-ended', every: DAY, run: ({ db: tx, at }) => removeEnded(tx, at) }] }
  },
}
