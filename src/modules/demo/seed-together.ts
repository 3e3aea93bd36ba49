import { DAY, dayOf, HOUR } from '#platform/clock'
import type { Db } from '#platform/db'
import { levelOf, type Answers } from '#modules/assessments'
import type { ExampleSeat, ExampleView } from '#modules/campaigns'
import type { Instrument, Level } from '#modules/instruments'
import { chance } from './chance.ts'
import type { Needs } from './seed.ts'
import type { Story } from './story.ts'
import type { Together } from './together.ts'

/** One of those who take part: the round that is under way there, and what was answered in the round before. */
export type Placed = { organisationId: string; roundId: string; name: string; scope: 'board' | 'school'; last: Answers }

type Seat = Together['board'][number]
type Given = { story: Story; instrument: Instrument; placed: readonly Placed[]; now: Date }

/** How often someone sees it one level lower or higher than their organisation did: most agree on most. */
const LOWER = 0.14
const HIGHER = 0.08

/** The round that is under way, with views, a conversation, actions and evidence. */
export async function seedTogether(
  { campaigns, plans, evidence }: Pick<Needs, 'campaigns' | 'plans' | 'evidence'>,
  { story, instrument, placed, now }: Given,
  tx: Db,
): Promise<void> {
  const { together } = story
  const [board] = placed
  if (!board) return
  const dayAt = (days: number) => dayOf(new Date(now.getTime() + days * DAY))
  const begun = new Date(now.getTime() - together.round.begunDaysAgo * DAY)
  await campaigns.seedExample(tx, {
    boardId: board.organisationId,
    title: together.round.title,
    startsOn: dayOf(begun),
    endsOn: dayAt(together.round.lastsDays - together.round.begunDaysAgo),
    at: begun,
    parts: placed.map((part) => ({
      ...part,
      seats: (part.scope === 'board' ? together.board : together.schools).map((seat) => seatAt(seat, part, { together, instrument, at: new Date(now.getTime() - DAY) })),
      settled:
        part.scope === 'board'
          ? together.settled.map(({ condition, answer: _, ...settled }) => ({ ...settled, conditionId: condition, settledAt: new Date(now.getTime() - HOUR) }))
          : [],
    })),
  })
  await plans.seedExample(
    tx,
    board.organisationId,
    together.actions.map((action) => ({
      title: action.title,
      why: action.why,
      conditionId: action.condition,
      fromLevel: action.from ?? null,
      desiredLevel: action.to ?? null,
      owner: action.owner,
      term: action.term === undefined ? null : dayAt(action.term),
      effort: action.effort ?? null,
      cost: action.cost ?? null,
      schoolIds: placed.flatMap((part) => (action.schools.includes(part.name) ? [part.organisationId] : [])),
      status: action.status,
      result: action.result ?? '',
      finishedAt: action.finished ? new Date(`${action.finished}T12:00:00Z`) : null,
      conversationIn: action.fromConversation ? board.roundId : null,
      at: action.finished ? new Date(`${action.finished}T08:00:00Z`) : now,
    })),
  )
  await evidence.seedExample(
    tx,
    board.organisationId,
    together.evidence.map(({ title, conditions, link, owner, until }) => ({
      title,
      conditions,
      link,
      ownerFunction: owner,
      validUntil: until === null ? null : dayAt(until),
      at: begun,
    })),
  )
}

type About = { together: Together; instrument: Instrument; at: Date }

/** One who takes part: what the content has them say, and for the rest about what their organisation answered last, as far as they have come. */
function seatAt(seat: Seat, part: Placed, { together, instrument, at }: About): ExampleSeat {
  const by = (what: string) => chance(part.name, seat.who, what)
  const told = new Map(part.scope === 'board' ? together.views.map((view) => [view.condition, view.says]) : [])
  const reach = seat.done ? 1 : by('reach') * 0.7
  const views = instrument.conditions.flatMap(({ id }): ExampleView[] => {
    const says = told.get(id)
    if (says) {
      const said = says[seat.who]
      return said ? [{ conditionId: id, judgement: said.answer === 'unknown' ? { kind: 'unknown' } : { kind: 'level', level: said.answer }, reason: said.why ?? '' }] : []
    }
    const level = levelOf(part.last.get(id))
    return level === null || by(`${id} asked`) >= reach ? [] : [{ conditionId: id, judgement: { kind: 'level', level: seen(level, by(`${id} sees`)) }, reason: '' }]
  })
  return { function: seat.function, done: seat.done, views, at }
}

const seen = (level: Level, drawn: number): Level => (drawn < LOWER && level > 1 ? ((level - 1) as Level) : drawn > 1 - HIGHER && level < 4 ? ((level + 1) as Level) : level)
