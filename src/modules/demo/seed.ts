import { DAY, HOUR, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { isArrangedAbove, newRound, type Answer, type Answers, type Assessments, type Round } from '#modules/assessments'
import type { Campaigns } from '#modules/campaigns'
import type { Evidence } from '#modules/evidence'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import { boardRounds } from './board-round.ts'
import { isOwn, schoolRounds } from './school-round.ts'
import { seedTogether, type Placed } from './seed-together.ts'
import { endOf, startOf } from './session.ts'
import { recordSeeding, waitForTurn } from './store.ts'
import type { Story, StorySchool } from './story.ts'

export type Needs = {
  db: Db
  clock: Clock
  instruments: Instruments
  organisations: Pick<Organisations, 'createDemo'>
  assessments: Pick<Assessments, 'seedExample' | 'example'>
  campaigns: Pick<Campaigns, 'seedExample'>
  plans: Pick<Plans, 'seedExample'>
  evidence: Pick<Evidence, 'seedExample'>
}
type Told = { id: string; name: string; scope: Round['scope']; school?: StorySchool; rounds: readonly Answers[] }

/** Makes the board, its schools, all their rounds and what they do together in one transaction: all of it, or nothing. */
export async function seed(needs: Needs, story: Story): Promise<{ status: 'seeded'; rounds: number } | { status: 'already-there' }> {
  const { db, clock, instruments, organisations, assessments } = needs
  const instrument = instruments.current
  const board = boardRounds(story, instrument)
  const now = clock.now()

  return db.tx(async (tx) => {
    await waitForTurn(tx)
    if (await assessments.example(tx)) return { status: 'already-there' }
    const made = await organisations.createDemo({ ...story.board, schools: story.schools.map(({ name, place, pupils }) => ({ name, place, pupils })) }, tx)
    const told: Told[] = [
      { id: made.board, name: story.board.name, scope: 'board', rounds: board },
      ...story.schools.map((school, at): Told => ({
        id: made.schools[at] ?? '',
        name: school.name,
        scope: 'school',
        school,
        rounds: schoolRounds({ school, story, instrument, board }),
      })),
    ]
    // The board comes first, for its schools inherit from its rounds.
    const above: string[] = []
    const placed: Placed[] = []
    for (const one of told) placed.push(await seedRounds(one, above, tx))
    await seedTogether(needs, { story, instrument, placed, now }, tx)
    await recordSeeding(tx, { at: now, boardId: made.board })
    return { status: 'seeded', rounds: told.length * (story.rounds.length + 1) }
  })

  /** One call per round, for each points at the one before it; its answers go in as one statement. The last is the one under way. */
  async function seedRounds({ id, name, scope, school, rounds }: Told, above: string[], tx: Db): Promise<Placed> {
    const about = {
      ...newRound,
      organisationId: id,
      editionHash: instrument.edition.hash,
      editionVersion: instrument.edition.version,
      name,
      scope,
      sector: story.board.sector,
      registerId: null,
    }
    const ofBoard = (index: number) => (scope === 'board' ? null : (above[index] ?? null))
    let previousId: string | null = null
    for (const [index, round] of story.rounds.entries()) {
      const answers = [...(rounds[index]?.values() ?? [])].filter((answer) => !school || !isInherited(answer, board[index], school, round.id))
      previousId = await assessments.seedExample(
        {
          ...about,
          number: index + 1,
          previousId,
          boardRoundId: ofBoard(index),
          role: scope === 'board' ? round.role : 'SL',
          startedAt: startOf(round),
          finishedAt: endOf(round),
          adoption: adoptionOf(story, round.id),
        },
        answers,
        tx,
      )
      if (scope === 'board') above.push(previousId)
    }
    const last = rounds.at(-1) ?? new Map()
    const begun = new Date(now.getTime() - story.together.round.begunDaysAgo * DAY)
    const open = { ...about, number: story.rounds.length + 1, previousId, boardRoundId: ofBoard(story.rounds.length), role: 'B' as const, startedAt: begun }
    const roundId = await assessments.seedExample(open, underWay(last, scope === 'board' ? story : undefined, now), tx)
    if (scope === 'board') above.push(roundId)
    return { organisationId: id, roundId, name, scope, last }
  }
}

/** What the board answered and the school did not write itself comes from the board when the round is finished. */
const isInherited = ({ conditionId }: Answer, board: Answers | undefined, school: StorySchool, roundId: string) => {
  const above = board?.get(conditionId)
  return above !== undefined && isArrangedAbove(above) && !isOwn(school, roundId, conditionId)
}

function adoptionOf({ together }: Story, roundId: string): Round['adoption'] {
  const decision = together.adopted[roundId]
  return decision ? { ...decision, at: new Date(`${decision.on}T14:00:00Z`), personId: null, contentHash: '' } : null
}

/** The round that has just begun: the last answers, taken over and not looked at yet, but for what the room settled. */
function underWay(last: Answers, story: Story | undefined, now: Date): Answer[] {
  const settled = new Map(story?.together.settled.map((one) => [one.condition, one]))
  return [...last.values()].map((answer) => {
    const joint = settled.get(answer.conditionId)
    if (!joint) return { ...answer, carried: true }
    return {
      ...answer,
      carried: false,
      judgement: joint.answer ? { kind: 'level', level: joint.answer } : { kind: 'unknown' },
      note: joint.reason,
      answeredBy: 'B',
      answeredAt: new Date(now.getTime() - HOUR),
    }
  })
}
