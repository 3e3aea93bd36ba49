import { notFound } from './errors.ts'
import type { Actor } from './http.ts'
import type { Person } from './rights.ts'

/** Where an administrator proves who they are with a second factor. */
export const SECOND_STEP = '/mijn/account/tweede-stap'

/** Whoever manages this installation. For all others its pages do not exist. `strong: false`: send them to `SECOND_STEP` first. */
export function administratorIn(actor: Actor): Person {
  if (!actor.person?.administrator) throw notFound('There is nothing here.')
  return actor.person
}

/** For a verb: nothing is managed with one factor. */
export function requireAdministrator(actor: Actor): Person {
  const person = administratorIn(actor)
  if (!person.strong) throw notFound('There is nothing here without a second factor.')
  return person
}
