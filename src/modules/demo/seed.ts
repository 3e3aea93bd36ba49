import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { newRound, type Answers, type Assessments, type Round } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import { boardRounds } from './board-round.ts'
import { schoolRounds } from './school-round.ts'
import { endOf, startOf } from './session.ts'
import { recordSeeding, waitForTurn } from './store.ts'
import type { Story } from './story.ts'

type Needs = { db: Db; clock: Clock; instruments: Instruments; organisations: Pick<Organisations, 'createDemo'>; assessments: Pick<Assessments, 'seedExample' | 'example'> }
type Told = { name: string; scope: Round['scope']; rounds: readonly Answers[] }

/** Makes the board, its schools and all their rounds in one transaction: all of it, or nothing. */
export async function seed(
  { db, clock, instruments, organisations, assessments }: Needs,
  story: Story,
): Promise<{ status: 'seeded'; rounds: number } | { status: 'already-there' }> {
  const instrument = instruments.current
  const board = boardRounds(story, instrument)
  const schools = story.schools.map((school): Told => ({ name: school.name, scope: 'school', rounds: schoolRounds({ school, story, instrument, board }) }))

  return db.tx(async (tx) => {
    await waitForTurn(tx)
    if (await assessments.example(tx)) return { status: 'already-there' }
    const made = await organisations.createDemo({ ...story.board, schools: story.schools.map(({ name, place, pupils }) => ({ name, place, pupils })) }, tx)
    const told = [
      { id: made.board, name: story.board.name, scope: 'board' as const, rounds: board },
      ...made.schools.flatMap((id, i) => (schools[i] ? [{ id, ...schools[i] }] : [])),
    ]
    for (const one of told) await seedRounds(one, tx)
    await recordSeeding(tx, { at: clock.now(), boardId: made.board })
    return { status: 'seeded', rounds: told.length * story.rounds.length }
  })

  /** One call per round, for each round points at the one before it; its answers go in as one statement. */
  async function seedRounds({ id, name, scope, rounds }: Told & { id: string }, tx: Db): Promise<void> {
    let previousId: string | null = null
    for (const [index, round] of story.rounds.entries()) {
      const about: Omit<Round, 'id' | 'example'> = {
        ...newRound,
        organisationId: id,
        number: index + 1,
        previousId,
        editionHash: instrument.edition.hash,
        editionVersion: instrument.edition.version,
        name,
        scope,
        sector: story.board.sector,
        role: scope === 'board' ? round.role : 'SL',
        registerId: null,
        startedAt: startOf(round),
        finishedAt: endOf(round),
      }
      previousId = await assessments.seedExample(about, [...(rounds[index]?.values() ?? [])], tx)
    }
  }
}
