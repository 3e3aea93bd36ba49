import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Assessments } from '#modules/assessments'
import type { Evidence } from '#modules/evidence'
import type { Instrument, Instruments } from '#modules/instruments'
import type { Organisation, Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import { coursesOf, questionsOf, type Course } from './course.ts'
import { deviatingConditions, toldOtherwise, type DeviatingCondition } from './deviation.ts'
import { movedConditions, spanOf, type Finished, type MovedCondition } from './moved.ts'
import { maySee } from './policy.ts'
import type { Pictured } from './stand.ts'

/** A board with its schools, or one school by itself. */
export type Family = { organisation: Organisation; schools: readonly Organisation[] }
export type Growth = Family & { instrument: Instrument; own: Course; below: readonly Course[] }
/** `evidence`, by organisation: the conditions with a piece of evidence that holds today, that of the board above included. */
export type Now = Growth & { evidence: ReadonlyMap<string, ReadonlySet<string>> }

/** `compared`: there are two finished rounds of something. `without`: actions that were finished, at a condition that did not move. */
export type Moved = Growth & { compared: boolean; conditions: readonly MovedCondition[]; without: readonly Finished[] }
export type Deviations = Family & { instrument: Instrument; conditions: readonly DeviatingCondition[] }

type Needs = { instruments: Instruments; organisations: Organisations; assessments: Assessments; evidence: Evidence; plans: Plans }

/** The verbs of looking back and looking over. Each asks the policy; what the actor may not know of does not exist (404). */
export function createOverviews({ instruments, organisations, assessments, evidence, plans }: Needs) {
  const edition = (hash: string) => instruments.edition(hash)

  async function familyOf(actor: Actor, organisationId: string): Promise<Family> {
    const found = maySee(actor.standing.get(organisationId)?.right) ? await organisations.withChildren(organisationId) : undefined
    if (!found) throw notFound('There is no such organisation, or you do not belong to it.')
    return { organisation: found.organisation, schools: found.organisation.kind === 'board' ? found.children : [] }
  }

  async function coursesAt({ organisation, schools }: Family, rounds: readonly Pictured[]): Promise<Omit<Growth, keyof Family>> {
    const instrument = await questionsOf(rounds, edition, instruments.current)
    const [own = { organisation, rounds: [] }, ...below] = await coursesOf([organisation, ...schools], rounds, edition, instrument)
    return { instrument, own, below }
  }

  const picturedAt = async (actor: Actor, { organisation, schools }: Family, which: 'now' | 'all' = 'all') =>
    (await assessments.picture(actor, [organisation.id, ...schools.map((school) => school.id)], which)).rounds

  return {
    /** All rounds of a board and its schools, or of one school, in two statements. */
    async growth(actor: Actor, organisationId: string): Promise<Growth> {
      const family = await familyOf(actor, organisationId)
      return { ...family, ...(await coursesAt(family, await picturedAt(actor, family))) }
    },

    /** What counts now of a board and each of its schools, or all rounds of one school, and what is underpinned today: in three statements. */
    async now(actor: Actor, organisationId: string): Promise<Now> {
      const family = await familyOf(actor, organisationId)
      const { organisation, schools } = family
      const above = new Map<string, readonly string[]>(schools.map((school) => [school.id, [organisation.id]]))
      above.set(organisation.id, organisation.parentId === null ? [] : [organisation.parentId])
      const [rounds, underpinned] = await Promise.all([picturedAt(actor, family, organisation.kind === 'board' ? 'now' : 'all'), evidence.underpinned([...above.keys()], above)])
      return { ...family, ...(await coursesAt(family, rounds)), evidence: underpinned }
    },

    /** What moved between the last two finished rounds of each, beside the actions that were finished meanwhile. */
    async moved(actor: Actor, organisationId: string): Promise<Moved> {
      const family = await familyOf(actor, organisationId)
      const courses = await coursesAt(family, await picturedAt(actor, family))
      const { own, below, instrument } = courses
      const span = spanOf([own, ...below], instrument)
      const finished = span
        ? await plans.finishedBetween(
            [own, ...below].map((course) => course.organisation.id),
            span.from,
            span.to,
          )
        : []
      return { ...family, ...courses, compared: span !== undefined, ...movedConditions(own, below, finished, instrument) }
    },

    /** Which schools said *bij ons anders* and why, and which differ from their board without a reason; of a school what it said itself. */
    async deviations(actor: Actor, organisationId: string): Promise<Deviations> {
      const family = await familyOf(actor, organisationId)
      const rounds = await picturedAt(actor, family)
      const { organisation, schools } = family
      const told = toldOtherwise(rounds, organisation.kind === 'board' ? organisation.id : undefined)
      const withReason = [...new Set(told.flatMap(({ cell, school }) => (cell.deviates ? [school.round.id] : [])))]
      const reasons = withReason.length === 0 ? new Map<string, never>() : await assessments.answersOfRounds(actor, withReason)
      const instrument = await questionsOf(rounds, edition, instruments.current)
      return { ...family, instrument, conditions: deviatingConditions(told, new Map([organisation, ...schools].map((one) => [one.id, one])), reasons, instrument) }
    },
  }
}

export type Overviews = ReturnType<typeof createOverviews>
