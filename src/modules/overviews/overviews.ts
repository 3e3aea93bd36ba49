import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Assessments } from '#modules/assessments'
import type { Evidence } from '#modules/evidence'
import type { Instrument, Instruments } from '#modules/instruments'
import type { Organisation, Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import { coursesOf, questionsOf, type Course } from './course.ts'
import { maySee } from './policy.ts'
import type { Pictured } from './stand.ts'

/** A board with its schools, or one school by itself. */
export type Family = { organisation: Organisation; schools: readonly Organisation[] }
export type Growth = Family & {
  instrument: Instrument
  own: Course
  below: readonly Course[]
  /** By organisation: the conditions with a piece of evidence that holds today, that of the board above included. */
  evidence: ReadonlyMap<string, ReadonlySet<string>>
}

type Needs = { instruments: Instruments; organisations: Organisations; assessments: Assessments; evidence: Evidence; plans: Plans }

/** The verbs of looking back and looking over. Each asks the policy; what the actor may not know of does not exist (404). */
export function createOverviews({ instruments, organisations, assessments, evidence }: Needs) {
  const edition = (hash: string) => instruments.edition(hash)

  async function familyOf(actor: Actor, organisationId: string): Promise<Family> {
    const found = maySee(actor.standing.get(organisationId)?.right) ? await organisations.withChildren(organisationId) : undefined
    if (!found) throw notFound('There is no such organisation, or you do not belong to it.')
    return { organisation: found.organisation, schools: found.organisation.kind === 'board' ? found.children : [] }
  }

  async function coursesAt({ organisation, schools }: Family, rounds: readonly Pictured[]): Promise<Pick<Growth, 'instrument' | 'own' | 'below'>> {
    const instrument = await questionsOf(rounds, edition, instruments.current)
    const [own = { organisation, rounds: [] }, ...below] = await coursesOf([organisation, ...schools], rounds, edition, instrument)
    return { instrument, own, below }
  }

  return {
    /** All rounds of a board and its schools, or of one school, in three statements. */
    async growth(actor: Actor, organisationId: string): Promise<Growth> {
      const family = await familyOf(actor, organisationId)
      const { organisation, schools } = family
      const ids = [organisation.id, ...schools.map((school) => school.id)]
      const above = new Map<string, readonly string[]>(schools.map((school) => [school.id, [organisation.id]]))
      above.set(organisation.id, organisation.parentId === null ? [] : [organisation.parentId])
      const [{ rounds }, underpinned] = await Promise.all([assessments.picture(actor, ids, 'all'), evidence.underpinned(ids, above)])
      return { ...family, ...(await coursesAt(family, rounds)), evidence: underpinned }
    },
  }
}

export type Overviews = ReturnType<typeof createOverviews>
