import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Assessments } from '#modules/assessments'
import type { Condition, Instrument, Instruments } from '#modules/instruments'
import type { Campaign, Part } from '../campaign.ts'
import type { Campaigns } from '../campaigns.ts'
import { askedOf, type Participant } from '../participant.ts'
import { assignmentsOf } from '../store.ts'
import { saveView, viewsOfParticipant, viewsOfRound } from './store.ts'
import type { View, ViewJudgement } from './view.ts'

/** What one person sees of a campaign: their own answers, and what is asked of them. */
export type MyViews = { campaign: Campaign; part: Part; participant: Participant | undefined; instrument: Instrument; views: ReadonlyMap<string, View>; asked: ReadonlySet<string> }
export type MyView = MyViews & { condition: Condition; view: View | undefined }

export type SavingView =
  | { status: 'saved' }
  | { status: 'closed' }
  /** Another tab or device of the same person was first. */
  | { status: 'changed-meanwhile'; current: View }

type Needs = { db: Db; clock: Clock; campaigns: Campaigns; instruments: Instruments; assessments: Assessments }

/** Everyone's own answer to a condition, beside the answer of the organisation. */
export function createViews({ db, clock, campaigns, instruments, assessments }: Needs) {
  const mine = async (actor: Actor, roundId: string): Promise<MyViews> => {
    const { campaign, part, participant, asFunction } = await campaigns.seat(actor, roundId)
    const instrument = await instruments.edition(await assessments.editionOf(roundId))
    const [views, assignments] = [participant ? await viewsOfParticipant(db, roundId, participant.id) : new Map<string, View>(), await assignmentsOf(db, campaign.id)]
    const asked = askedOf(
      participant ?? { id: '', function: asFunction },
      instrument.conditions.map((condition) => condition.id),
      assignments,
    )
    return { campaign, part, participant, instrument, views, asked: new Set(asked) }
  }
  return {
    mine,

    async mineOf(actor: Actor, roundId: string, conditionId: string): Promise<MyView> {
      const all = await mine(actor, roundId)
      const condition = all.instrument.condition(conditionId)
      if (!condition) throw notFound('This condition does not exist.')
      return { ...all, condition, view: all.views.get(conditionId) }
    },

    /** Stores one view, if the person saw the latest of their own; `expectedVersion` is the version on their screen, 0 for none. */
    async save(actor: Actor, roundId: string, said: { conditionId: string; expectedVersion: number; judgement: ViewJudgement; reason: string }): Promise<SavingView> {
      const seat = await campaigns.seat(actor, roundId)
      if (seat.campaign.closedAt) return { status: 'closed' }
      return db.tx(async (tx) => {
        const participant = await campaigns.join(tx, actor, seat)
        const { conditionId, expectedVersion, judgement, reason } = said
        const view: View = { conditionId, participantId: participant.id, function: participant.function, version: expectedVersion, judgement, reason }
        if ((await saveView(tx, roundId, { ...view, at: clock.now() })) !== undefined) return { status: 'saved' }
        const current = (await viewsOfParticipant(tx, roundId, participant.id)).get(conditionId)
        if (!current) return { status: 'closed' }
        // A double post: it says the same, so nothing is lost and nobody is bothered.
        if (JSON.stringify([current.judgement, current.reason]) === JSON.stringify([judgement, reason])) return { status: 'saved' }
        return { status: 'changed-meanwhile', current }
      })
    },

    ofRound: (roundId: string, conditionId?: string) => viewsOfRound(db, roundId, conditionId),
  }
}

export type Views = ReturnType<typeof createViews>
