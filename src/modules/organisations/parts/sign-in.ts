import type { Ctx } from '#platform/http'

/** The way in, and back to this page. It is the same for what exists and what does not. */
export const signInFirst = (c: Ctx) => c.redirect(`/aanmelden?naar=${encodeURIComponent(c.req.path)}`, 303)
