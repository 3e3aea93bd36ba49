import { DAY } from '#platform/clock'
import type { Db } from '#platform/db'
import type { JobKind } from '#platform/jobs'
import type { Instruments } from '#modules/instruments'
import { commonWishes, type CommonWish, type Said } from './common.ts'
import { networksSharingWishes, toldNow } from './coordination-store.ts'
import type { Member } from './network.ts'
import { membersOf } from './store.ts'
import type { Telling } from './telling.ts'

/** Below three it would name two boards to one another, which the page does already. */
const MANY = 3

/** At least three boards, and half of those that share their wishes. */
export const isSharedByMany = ({ boards }: CommonWish, sharing: number) => boards.length >= MANY && boards.length * 2 >= sharing

type Needs = { instruments: Instruments; saidBy(members: readonly Member[], tx: Db): Promise<Said[]>; telling: Telling }

/** Once a day, because a wish comes with a round that is finished somewhere else; each wish is told to a network once. */
export const sharedWishes = ({ instruments, saidBy, telling }: Needs): JobKind => ({
  name: 'networks.shared-wishes',
  every: DAY,
  async run({ db: tx, at }) {
    const order = instruments.current.conditions.map(({ id }) => id)
    for (const network of await networksSharingWishes(tx, MANY)) {
      const members = await membersOf(tx, network.id)
      const sharing = new Set(members.filter(({ shared }) => shared.wishes !== null).map(({ organisationId }) => organisationId))
      const many = commonWishes(await saidBy(members, tx), sharing, order).filter((wish) => isSharedByMany(wish, sharing.size))
      const fresh = new Set(
        await toldNow(
          tx,
          network.id,
          many.map(({ conditionId }) => conditionId),
          at,
        ),
      )
      for (const { conditionId, boards } of many.filter((wish) => fresh.has(wish.conditionId))) {
        const condition = `${conditionId} ${instruments.current.condition(conditionId)?.title ?? ''}`.trim()
        const params = { network: network.name, condition, count: String(boards.length) }
        await telling.others(tx, undefined, members, undefined, { kind: 'network-wish', params, about: `/netwerken/${network.id}` })
      }
    }
  },
})
