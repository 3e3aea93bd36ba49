import { notFound } from './errors.ts'
import type { Actor } from './http.ts'
import type { Person } from './rights.ts'

/** Someone must first sign in, or give their second step: a page leads them there and back, the API says so. */
export class WayIn extends Error {
  readonly code: 'sign-in' | 'second-step'
  constructor(code: WayIn['code']) {
    super(code === 'sign-in' ? 'Sign in first.' : 'Sign in with a second step first. A token counts when it was made in a session with one.')
    this.name = 'WayIn'
    this.code = code
  }
}

/** Who is signed in. @throws {WayIn} when nobody is. */
export function requirePerson({ person }: Actor): Person {
  if (!person) throw new WayIn('sign-in')
  return person
}

/** The same, with a second step in this session. */
export function requireSecondStep(actor: Actor): Person {
  const person = requirePerson(actor)
  if (!person.strong) throw new WayIn('second-step')
  return person
}

/**
 * The administrator of this installation, with a second step in this session. For others the page does not exist.
 * @throws {Refusal} not-found; @throws {WayIn} for an administrator who has not given a second step.
 */
export function requireAdministrator({ person }: Actor): Person {
  if (!person?.administrator) throw notFound('There is nothing here.')
  if (!person.strong) throw new WayIn('second-step')
  return person
}
