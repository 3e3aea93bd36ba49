import { auditEntry } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Live } from '#platform/live'
import { emptyStatement, isFilledIn, type Answer, type Assessments, type Overview, type Statement } from '#modules/assessments'
import type { Condition, Instrument, Instruments } from '#modules/instruments'
import type { Campaign, Part } from '../campaign.ts'
import type { Campaigns } from '../campaigns.ts'
import type { Letters } from '../letters.ts'
import type { Participant } from '../participant.ts'
import { mayLeadPart } from '../policy.ts'
import { byDifference, differenceOf, type Difference } from '../views/difference.ts'
import { shownViews, type ShownViews, type View } from '../views/view.ts'
import type { Views } from '../views/views.ts'
import type { Settlement, SettlementForm } from './conversation.ts'
import { lockPart, setStage, settle, settlementsOf, stageOf, type Unsettled } from './store.ts'

/** One condition on the agenda: how far the views lie apart, and what came of it so far. */
export type AgendaItem = { condition: Condition; difference: Difference; views: ShownViews; settlement: Settlement | undefined; answer: Answer | undefined }
/** `leads`: who looks along changes nothing. */
export type Agenda = { campaign: Campaign; part: Part; overview: Overview; items: AgendaItem[]; unanswered: Condition[]; leads: boolean }
export type Table = AgendaItem & {
  campaign: Campaign
  part: Part
  overview: Overview
  participants: Participant[]
  leads: boolean
  /** Hidden until someone says: show. */
  revealed: boolean
  /** The conditions before and after this one on the agenda. */
  previous: Condition | undefined
  next: Condition | undefined
}
export type Settling =
  | { status: 'settled' }
  | { status: 'changed-meanwhile'; current: Answer | undefined; settlement: Settlement | undefined }
  | { status: 'finished' }
  | { status: 'arranged-above' }

/** What "eerst uitzoeken" becomes: an action in the plan. Given by who wires the services. */
export type FindOut = (tx: Db, actor: Actor, action: { organisationId: string; roundId: string; conditionId: string; title: string; why: string }) => Promise<void>

type Needs = { db: Db; clock: Clock; live: Live; campaigns: Campaigns; views: Views; assessments: Assessments; instruments: Instruments; findOut: FindOut; letters: Letters }

export const topicOf = (roundId: string) => `conversation/${roundId}`

/** The conversation about differences: the agenda, one condition at a time, and what the room settles. */
export function createConversations({ db, clock, live, campaigns, views, assessments, instruments, findOut, letters }: Needs) {
  async function agendaOf(actor: Actor, roundId: string): Promise<Agenda & { participants: Participant[] }> {
    const { campaign, part, participants, nameOf } = await campaigns.watchPart(actor, roundId)
    const leads = mayLeadPart(actor, part)
    const overview = await (leads ? assessments.overview(actor, roundId) : assessments.look(actor, roundId))
    const [byCondition, settlements] = [await views.ofRound(roundId), await settlementsOf(db, roundId)]
    const items = overview.instrument.conditions
      .flatMap((condition): AgendaItem[] => {
        const said = byCondition.get(condition.id) ?? []
        if (said.length === 0) return []
        return [itemOf(condition, said, settlements.get(condition.id), overview.answers.get(condition.id), campaign, nameOf)]
      })
      .toSorted((one, other) => byDifference(one.difference, other.difference))
    const unanswered = overview.instrument.conditions.filter((condition) => !byCondition.has(condition.id))
    return { campaign, part, overview, items, unanswered, participants, leads }
  }

  const instrumentOf = async (roundId: string): Promise<Instrument> => instruments.edition(await assessments.editionOf(roundId))
  const audit = (tx: Db, actor: Actor, verb: string, part: Part, conditionId: string) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject: `${part.roundId}/${conditionId}`, organisationId: part.organisationId }))

  return {
    agenda: agendaOf,

    async table(actor: Actor, roundId: string, conditionId: string): Promise<Table> {
      const { items, unanswered, ...rest } = await agendaOf(actor, roundId)
      const at = items.findIndex((item) => item.condition.id === conditionId)
      const condition = rest.overview.instrument.condition(conditionId)
      if (!condition) throw notFound('This condition does not exist.')
      const item = items[at] ?? {
        condition,
        difference: differenceOf([]),
        views: { status: 'shown', views: [] },
        settlement: undefined,
        answer: rest.overview.answers.get(conditionId),
      }
      const stage = await stageOf(db, roundId)
      const revealed = (stage?.conditionId === conditionId && stage.revealed) || item.settlement !== undefined || rest.campaign.closedAt !== null || !rest.leads
      const following = [...items.map((one) => one.condition), ...unanswered]
      const place = following.findIndex((one) => one.id === conditionId)
      return { ...item, ...rest, revealed, previous: following[place - 1], next: following[place + 1] }
    },

    /** Puts this condition on the screen of everyone who looks along, with the answers hidden or shown. */
    async show(actor: Actor, roundId: string, conditionId: string, revealed: boolean): Promise<void> {
      const { campaign, part, participants } = await campaigns.leadPart(actor, roundId)
      if (!(await instrumentOf(roundId)).condition(conditionId)) throw notFound('This condition does not exist.')
      await db.tx(async (tx) => {
        if (await setStage(tx, roundId, { conditionId, revealed }, clock.now())) await letters.conversationBegan(tx, campaign, part, participants, actor.person?.id)
        await live.announce(tx, topicOf(roundId))
        if (revealed) await audit(tx, actor, 'conversation.revealed', part, conditionId)
      })
    },

    instrumentOf,

    /** What people who take part see on their own screen: what is being talked about, and the answers once they are shown. */
    async follow(actor: Actor, roundId: string): Promise<{ conditionId: string; revealed: boolean; views: ShownViews | undefined } | undefined> {
      const { campaign } = await campaigns.seat(actor, roundId)
      const stage = await stageOf(db, roundId)
      if (!stage) return undefined
      const said = stage.revealed ? ((await views.ofRound(roundId, stage.conditionId)).get(stage.conditionId) ?? []) : []
      // On one's own screen no names, whatever was promised: the room hears who says what.
      return { ...stage, views: stage.revealed ? shownViews(said, campaign.anonymity === 'named' ? 'function' : campaign.anonymity, () => '') : undefined }
    },

    /** The joint answer of the room, or that it must be found out first, which becomes an action. */
    async settle(actor: Actor, roundId: string, conditionId: string, form: SettlementForm): Promise<Settling> {
      const { part } = await campaigns.leadPart(actor, roundId)
      const view = await assessments.viewCondition(actor, roundId, conditionId)
      if (view.round.finishedAt) return { status: 'finished' }
      const settlement: Unsettled = {
        conditionId,
        outcome: form.outcome,
        reason: form.reason,
        agreedBy: form.agreedBy,
        dissent: form.dissent,
        settledBy: actor.person?.id ?? null,
        settledAt: clock.now(),
      }
      const own = view.answer?.inheritedFrom === null ? view.answer : undefined
      const statement: Statement = {
        ...(own ?? { ...emptyStatement, wish: view.answer?.wish ?? null }),
        judgement: form.outcome === 'agreed' ? form.judgement : { kind: 'unknown' },
        note: noteWith(own?.note ?? '', form.reason),
      }
      const deviation = view.ofBoard ? form.reason : (own?.deviation ?? '')
      // The joint answer, what was said about it and the action are one: all of it or nothing.
      return db.tx(async (tx) => {
        await lockPart(tx, roundId)
        const before = (await settlementsOf(tx, roundId)).get(conditionId)
        // The answer may say the same while others agreed or saw it otherwise: what the room wrote down is not wiped out unseen.
        if (before && before.version !== form.settled && !sameWords(before, settlement)) return { status: 'changed-meanwhile', current: view.answer, settlement: before }
        const saved = await assessments.answer(actor, view, { conditionId, expectedVersion: form.version, statement, deviation }, tx)
        if (saved.status === 'changed-meanwhile') return { ...saved, settlement: before }
        if (saved.status === 'finished' || saved.status === 'arranged-above') return { status: saved.status }
        await settle(tx, roundId, settlement)
        if (form.outcome === 'find-out' && before?.outcome !== 'find-out')
          await findOut(tx, actor, { organisationId: part.organisationId, roundId, conditionId, title: view.condition.title, why: form.reason })
        await audit(tx, actor, 'conversation.settled', part, conditionId)
        await live.announce(tx, topicOf(roundId))
        return { status: 'settled' }
      })
    },

    /** Where all who answered say the same, that becomes the joint answer; what was judged together already is left alone. Returns how many. */
    async settleAgreed(actor: Actor, roundId: string): Promise<number> {
      const agenda = await agendaOf(actor, roundId)
      let count = 0
      for (const { condition, difference, views: shown, answer } of agenda.items) {
        const [first] = shown.status === 'shown' ? shown.views : []
        if (!first || difference.largest > 0 || isFilledIn(answer)) continue
        const { judgement, reason } = first
        const statement: Statement = {
          ...(answer ?? emptyStatement),
          judgement: judgement.kind === 'not-applicable' ? { kind: 'not-applicable', reason: reason.slice(0, 1000) } : judgement,
          note: noteWith(answer?.note ?? '', difference.views === 1 && judgement.kind !== 'not-applicable' ? reason : ''),
        }
        const settled = await db.tx(async (tx) => {
          await lockPart(tx, roundId)
          if ((await settlementsOf(tx, roundId)).has(condition.id)) return false
          const saved = await assessments.answer(actor, agenda.overview, { conditionId: condition.id, expectedVersion: answer?.version ?? 0, statement }, tx)
          if (saved.status !== 'saved') return false
          await settle(tx, roundId, {
            conditionId: condition.id,
            outcome: 'agreed',
            reason: '',
            agreedBy: '',
            dissent: '',
            settledBy: actor.person?.id ?? null,
            settledAt: clock.now(),
          })
          return true
        })
        if (settled) count++
      }
      return count
    },
  }
}

function itemOf(
  condition: Condition,
  said: readonly View[],
  settlement: Settlement | undefined,
  answer: Answer | undefined,
  campaign: Campaign,
  nameOf: (id: string) => string,
): AgendaItem {
  const views = shownViews(said, campaign.anonymity, nameOf)
  return {
    condition,
    // What is too few to show has no place on the agenda that tells how far it lies apart.
    difference: views.status === 'shown' ? differenceOf(said.map((view) => view.judgement)) : { ...differenceOf([]), views: said.length },
    views,
    settlement,
    answer,
  }
}

const sameWords = (one: Unsettled, other: Unsettled) =>
  one.outcome === other.outcome && one.reason === other.reason && one.agreedBy === other.agreedBy && one.dissent === other.dissent

const NOTE_LIMIT = 4000
/** The reason of the room joins what was noted before, once. */
const noteWith = (note: string, reason: string) =>
  reason === '' || note.includes(reason)
    ? note
    : [note, reason]
        .filter((part) => part !== '')
        .join('\n\n')
        .slice(0, NOTE_LIMIT)

export type Conversations = ReturnType<typeof createConversations>
