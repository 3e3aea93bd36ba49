import type { Db } from '#platform/db'
import type { Mail } from '#platform/mail'
import { longDate } from '#platform/i18n'
import type { People } from '#modules/people'
import type { Campaign } from './campaign.ts'
import type { Participant } from './participant.ts'
import { nl } from './text.nl.ts'

/** The letters of a campaign. What is kept of a personal link is its hash, so a reminder to a guest speaks of the first letter. */
export function createLetters({ mail, people, publicUrl }: { mail: Mail; people: People; publicUrl: string }) {
  const text = nl.letters
  const day = (campaign: Campaign) => longDate(campaign.endsOn, 'nl')
  return {
    async invited(tx: Db, campaign: Campaign, invited: readonly { personId: string; roundId: string; name: string }[]): Promise<void> {
      const known = await people.byIds(
        invited.map((one) => one.personId),
        tx,
      )
      for (const { personId, roundId, name } of invited) {
        const person = known.get(personId)
        if (person)
          await mail.queue(tx, { to: person.email, about: 'campaign.invited', ...text.invited(campaign.title, name, day(campaign), `${publicUrl}/metingen/${roundId}/kijk`) })
      }
    },
    async guest(tx: Db, campaign: Campaign, { email, key }: { email: string; key: string }): Promise<void> {
      await mail.queue(tx, { to: email, about: 'campaign.guest', ...text.guest(campaign.title, day(campaign), `${publicUrl}/deelnemen/${key}`) })
    },
    async reminded(tx: Db, campaign: Campaign, waiting: readonly Participant[]): Promise<void> {
      const known = await people.byIds(
        waiting.flatMap((one) => (one.personId ? [one.personId] : [])),
        tx,
      )
      for (const participant of waiting) {
        const person = participant.personId ? known.get(participant.personId) : undefined
        if (person)
          await mail.queue(tx, {
            to: person.email,
            about: 'campaign.reminded',
            ...text.reminded(campaign.title, day(campaign), `${publicUrl}/metingen/${participant.roundId}/kijk`),
          })
        else if (participant.email) await mail.queue(tx, { to: participant.email, about: 'campaign.reminded', ...text.guestReminded(campaign.title, day(campaign)) })
      }
    },
  }
}

export type Letters = ReturnType<typeof createLetters>
