import { longDate } from '#platform/i18n'
import type { Letter } from '#platform/mail'
import type { Account } from '#modules/people'
import { nl } from '../text.nl.ts'

export type Line = { title: string; kind: 'soon' | 'passed'; due: string }

/** What someone reads about the terms of one plan: one letter a day, however many there are. */
export function reminderLetter({ to, organisation, address, lines }: { to: Account; organisation: string; address: string; lines: readonly Line[] }): Letter {
  const t = nl.letter
  const text = [
    t.hello(to.name || to.email),
    `${t.intro(organisation)}\n${lines.map(({ title, kind, due }) => t[kind](title.replaceAll(/\s+/g, ' '), longDate(due, 'nl'))).join('\n')}`,
    `${t.open}\n${address}`,
    t.why,
  ].join('\n\n')
  return { to: to.email, subject: t.subject(lines.length, organisation), text, about: 'plan-reminder' }
}
