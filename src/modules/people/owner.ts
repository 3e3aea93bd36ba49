import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Person } from '#platform/rights'
import { requirePerson } from '#platform/signed-in'
import * as store from './store.ts'

/** Someone at their own account, in a browser. A program with their token may do much in their name, but not change how they sign in. */
export type Owner = Person & { readonly inBrowser: true }

/** @throws {WayIn} when nobody is signed in; {Refusal} not-found for a token. */
export async function ownerOf(db: Db, actor: Actor): Promise<Owner> {
  const person = requirePerson(actor)
  if (!(await store.isBrowserSession(db, person.sessionId))) throw notFound('An account is managed in a browser, not with a token.')
  return { ...person, inBrowser: true }
}
