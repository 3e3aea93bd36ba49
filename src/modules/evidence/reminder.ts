import { dayOf, MINUTE } from '#platform/clock'
import type { Db } from '#platform/db'
import { longDate } from '#platform/i18n'
import type { JobKind } from '#platform/jobs'
import type { Mail } from '#platform/mail'
import { atLeast } from '#platform/rights'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { nl } from './text.nl.ts'
import { takeDue, type Due } from './store.ts'

type Needs = { mail: Mail; people: People; organisations: Organisations; publicUrl: string }

/** Looks often and tells once: seven in the morning is a moment of the Dutch clock, which a job that returns after a day would lose in summer. */
const LOOK_EVERY = 5 * MINUTE

export const reminderJob = (needs: Needs): JobKind => ({
  name: 'evidence.remind',
  every: LOOK_EVERY,
  async run({ db, at }) {
    const due = await takeDue(db, at, dayOf(at))
    if (due.length > 0) await remind(db, due, needs)
  },
})

/** One letter for each piece: to its owner when that is a person, else to who brought its newest revision; nobody who has left hears of it. */
async function remind(tx: Db, due: readonly Due[], { mail, people, organisations, publicUrl }: Needs): Promise<void> {
  const accounts = await people.byIds([...new Set(due.flatMap(({ ownerPerson, addedBy }) => [ownerPerson, addedBy]).filter((id) => id !== null))], tx)
  const belongs = new Map(await Promise.all([...accounts.keys()].map(async (id) => [id, await organisations.standingOf(id, tx)] as const)))
  for (const piece of due) {
    const to = [piece.ownerPerson, piece.addedBy].find((id) => id !== null && atLeast(belongs.get(id)?.get(piece.organisationId)?.right, 'contributor'))
    const account = to && accounts.get(to)
    if (!account) continue
    const link = `${publicUrl}/organisaties/${piece.organisationId}/bewijs/${piece.id}`
    const { subject, text } = nl.letter({ title: piece.title, day: longDate(piece.validUntil, 'nl'), expired: piece.expired, link })
    await mail.queue(tx, { to: account.email, subject, text, about: 'evidence-reminder' })
  }
}
