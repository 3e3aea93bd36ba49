import { requireAdministrator } from '#platform/administrator'
import type { Ctx } from '#platform/http'

/** A handler for administrators only; who has not given the second factor goes there first and comes back to `page`. */
export const forAdministrators =
  (page: string, handle: (c: Ctx) => Promise<Response>) =>
  (c: Ctx): Response | Promise<Response> => {
    const detour = requireAdministrator(c.var.actor, page)
    return detour === undefined ? handle(c) : c.redirect(detour, 303)
  }
