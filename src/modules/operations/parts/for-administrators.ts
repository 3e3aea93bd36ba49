import type { Ctx } from '#platform/http'
import { requireAdministrator } from '#platform/signed-in'

/** A handler for administrators only; who has not given the second factor goes there first and comes back. */
export const forAdministrators =
  (handle: (c: Ctx) => Promise<Response>) =>
  (c: Ctx): Response | Promise<Response> => {
    requireAdministrator(c.var.actor)
    return handle(c)
  }
