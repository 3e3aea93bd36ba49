import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import { credentialOf, dropSession } from '#platform/identity'
import type { SignIn } from '../sign-in.ts'

export const signOutPages = (signIn: SignIn, secure: boolean) =>
  new Hono<HttpEnv>().post('/afmelden', async (c) => {
    const session = credentialOf(c, secure)
    if (session !== undefined) await signIn.signOut(session)
    dropSession(c, secure)
    return c.redirect('/', 303)
  })
