import { notFound } from './errors.ts'
import type { Actor } from './http.ts'

/**
 * For everyone else the pages of an administrator do not exist. An administrator whose session had no second factor gives it first.
 * @returns where to go for that, or undefined when the session is strong.
 */
export function requireAdministrator(actor: Actor, path: string): string | undefined {
  if (!actor.person?.administrator) throw notFound('There is nothing here.')
  return actor.person.strong ? undefined : `/mijn/account/tweede-stap?naar=${encodeURIComponent(path)}`
}
