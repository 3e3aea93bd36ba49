import type { Db } from '#platform/db'
import type { Actor } from '#platform/http'
import type { Right } from '#platform/rights'
import type { Notice, Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import type { Member } from './network.ts'
import { mayDecide, maySpeak } from './policy.ts'

type Told = Notice extends infer One ? (One extends Notice ? Omit<One, 'personIds'> : never) : never
type Needs = { organisations: Organisations; notifications: Notifications }

/** Who hears of what happens in a network: people of the boards themselves, never who did it. */
export function createTelling({ organisations, notifications }: Needs) {
  async function tell(tx: Db, actor: Actor | undefined, boards: readonly string[], allows: (right: Right) => boolean, notice: Told): Promise<void> {
    const people = (await organisations.membersOf(boards, tx)).filter(({ right, personId }) => allows(right) && personId !== actor?.person?.id)
    await notifications.notify(tx, { ...notice, personIds: people.map(({ personId }) => personId) })
  }

  return {
    /** Whoever answers for these boards. */
    owners: (tx: Db, actor: Actor, boards: readonly string[], notice: Told) => tell(tx, actor, boards, mayDecide, notice),

    /** Whoever speaks for a board of the network, but for those of the board that began it. */
    others: (tx: Db, actor: Actor | undefined, members: readonly Member[], by: string | undefined, notice: Told) =>
      tell(
        tx,
        actor,
        members.map(({ organisationId }) => organisationId).filter((id) => id !== by),
        maySpeak,
        notice,
      ),
  }
}

export type Telling = ReturnType<typeof createTelling>
