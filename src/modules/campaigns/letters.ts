import type { Db } from '#platform/db'
import { longDate } from '#platform/i18n'
import type { Mail } from '#platform/mail'
import type { Notice, Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import type { Campaign, Part } from './campaign.ts'
import type { Participant } from './participant.ts'
import { partsOf } from './store.ts'
import { nl } from './text.nl.ts'

type Seated = { personId: string | null; roundId: string }
type By = string | undefined
type Needs = { mail: Mail; notifications: Notifications; organisations: Organisations; publicUrl: string }

/**
 * What people hear of a campaign. Who has an account is told as they chose; a guest, of whom nothing else is known, gets a letter in
 * Dutch. What is kept of a personal link is its hash, so a reminder to a guest speaks of the first letter. `by` is who does it: they know.
 */
export function createLetters({ mail, notifications, organisations, publicUrl }: Needs) {
  const text = nl.letters
  const day = (campaign: Campaign) => longDate(campaign.endsOn, 'nl')

  /** One notice for each round, to those of its people who still belong there: to its organisation, or to what stands above that. */
  async function tell(tx: Db, parts: readonly Part[], people: readonly Seated[], noticeFor: (part: Part) => Notice): Promise<void> {
    const own = parts.map((part) => part.organisationId)
    const above = await organisations.above(own, tx)
    const members = await organisations.membersOf([...new Set([...own, ...[...above.values()].flat()])], tx)
    for (const part of parts) {
      const around = new Set([part.organisationId, ...(above.get(part.organisationId) ?? [])])
      const present = new Set(members.filter((member) => around.has(member.organisationId)).map((member) => member.personId))
      const personIds = people.flatMap(({ personId, roundId }) => (roundId === part.roundId && personId !== null && present.has(personId) ? [personId] : []))
      await notifications.notify(tx, { ...noticeFor(part), personIds })
    }
  }
  const except = <T extends Seated>(people: readonly T[], by: By) => people.filter(({ personId }) => by === undefined || personId !== by)
  const base = (about: string) => ({ about, personIds: [] })

  return {
    async invited(tx: Db, campaign: Campaign, parts: readonly Part[], people: readonly Seated[], by: By): Promise<void> {
      await tell(tx, parts, except(people, by), ({ roundId, name }) => ({
        ...base(`/metingen/${roundId}/kijk`),
        kind: 'round-invited',
        params: { organisation: name, round: campaign.title, day: campaign.endsOn },
      }))
    },

    async guest(tx: Db, campaign: Campaign, { email, key }: { email: string; key: string }): Promise<void> {
      await mail.queue(tx, { to: email, about: 'campaign.guest', ...text.guest(campaign.title, day(campaign), `${publicUrl}/deelnemen/${key}`) })
    },

    async reminded(tx: Db, campaign: Campaign, waiting: readonly Participant[], by: By): Promise<void> {
      await tell(tx, await partsOf(tx, campaign.id), except(waiting, by), ({ roundId, name }) => ({
        ...base(`/metingen/${roundId}/kijk`),
        kind: 'round-reminder',
        params: { organisation: name, round: campaign.title, day: campaign.endsOn },
      }))
      for (const { personId, email } of waiting)
        if (personId === null && email) await mail.queue(tx, { to: email, about: 'campaign.reminded', ...text.guestReminded(campaign.title, day(campaign)) })
    },

    /** To the owners of the board that it waits for their decision; to everyone else who took part that it ended. */
    async closed(tx: Db, campaign: Campaign, parts: readonly Part[], people: readonly Seated[], by: By): Promise<void> {
      const owners = (await organisations.membersOf([campaign.boardId], tx)).filter((member) => member.right === 'owner').map((member) => member.personId)
      const others = except(people, by).filter(({ personId }) => personId === null || !owners.includes(personId))
      await tell(tx, parts, others, ({ roundId, name }) => ({ ...base(`/metingen/${roundId}/kijk`), kind: 'round-closed', params: { organisation: name, round: campaign.title } }))
      const board = await organisations.byId(campaign.boardId, tx)
      if (!board) return
      await notifications.notify(tx, {
        kind: 'round-to-adopt',
        params: { organisation: board.name, round: campaign.title },
        about: `/organisaties/${campaign.boardId}/rondes/${campaign.id}`,
        personIds: owners.filter((id) => id !== by),
      })
    },

    async adopted(tx: Db, campaign: Campaign, parts: readonly Part[], people: readonly Seated[], by: By): Promise<void> {
      await tell(tx, parts, except(people, by), ({ roundId, name }) => ({
        ...base(`/metingen/${roundId}`),
        kind: 'round-adopted',
        params: { organisation: name, round: campaign.title },
      }))
    },

    async conversationBegan(tx: Db, campaign: Campaign, part: Part, people: readonly Seated[], by: By): Promise<void> {
      await tell(tx, [part], except(people, by), ({ roundId, name }) => ({
        ...base(`/metingen/${roundId}/kijk/gesprek`),
        kind: 'conversation-began',
        params: { organisation: name, round: campaign.title },
      }))
    },
  }
}

export type Letters = ReturnType<typeof createLetters>
