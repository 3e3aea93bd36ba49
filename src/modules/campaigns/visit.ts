import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Organisation, Organisations } from '#modules/organisations'

/** The board or school of an address, for who belongs to it; for anyone else it does not exist. */
export type Visit = (actor: Actor, id: string) => Promise<Organisation>

export const visitOf =
  (organisations: Organisations): Visit =>
  async (actor, id) => {
    const organisation = actor.standing.has(id) ? await organisations.byId(id) : undefined
    if (!organisation) throw notFound('There is no such organisation, or you do not belong to it.')
    return organisation
  }
