import { dayOf, MINUTE } from '#platform/clock'
import type { Db } from '#platform/db'
import type { JobKind } from '#platform/jobs'
import type { Notice, Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import { mayOpen } from './policy.ts'
import { takeDue, type Due } from './store.ts'

type Needs = { notifications: Notifications; organisations: Organisations }

/** Looks often and tells once: half past six is a moment of the Dutch clock, which a job that returns after a day would lose in summer. */
const LOOK_EVERY = 5 * MINUTE

export const reminderJob = (needs: Needs): JobKind => ({
  name: 'evidence.remind',
  every: LOOK_EVERY,
  async run({ db, at }) {
    const due = await takeDue(db, at, dayOf(at))
    if (due.length > 0) await remind(db, due, needs)
  },
})

/** To the owner: the person, or whoever has the function here; else to who brought the newest revision. Nobody who has left hears of it. */
async function remind(tx: Db, due: readonly Due[], { notifications, organisations }: Needs): Promise<void> {
  const members = await organisations.membersOf([...new Set(due.map(({ organisationId }) => organisationId))], tx)
  const addressed = due.map((piece) => {
    const { ownerFunction } = piece
    const inFunction = members.filter((one) => ownerFunction !== null && one.organisationId === piece.organisationId && one.functions.includes(ownerFunction))
    return { piece, owners: piece.ownerPerson === null ? inFunction.map(({ personId }) => personId) : [piece.ownerPerson] }
  })
  const wanted = new Set(addressed.flatMap(({ piece, owners }) => [...owners, piece.addedBy]).filter((id) => id !== null))
  const standing = new Map(await Promise.all([...wanted].map(async (id) => [id, await organisations.standingOf(id, tx)] as const)))
  for (const { piece, owners } of addressed) {
    const worksHere = (id: string) => mayOpen(standing.get(id)?.get(piece.organisationId)?.right)
    const present = owners.filter(worksHere)
    const others = piece.addedBy === null ? [] : [piece.addedBy].filter(worksHere)
    await notifications.notify(tx, { ...noticeOf(piece), personIds: present.length > 0 ? present : others })
  }
}

function noticeOf({ id, organisationId, title, validUntil, expired }: Due): Notice {
  const base = { about: `/organisaties/${organisationId}/bewijs/${id}`, personIds: [] }
  return expired ? { ...base, kind: 'evidence-expired', params: { evidence: title } } : { ...base, kind: 'evidence-expires', params: { evidence: title, day: validUntil } }
}
