import type { Ctx } from '#platform/http'

/** A handler for who is signed in; others sign in first and come back to `page`. */
export const signedIn =
  (page: string, handle: (c: Ctx) => Promise<Response>) =>
  (c: Ctx): Response | Promise<Response> =>
    c.var.actor.person ? handle(c) : c.redirect(`/aanmelden?naar=${encodeURIComponent(page)}`, 303)
