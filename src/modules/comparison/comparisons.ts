import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { newId } from '#platform/secret'
import type { Assessments } from '#modules/assessments'
import type { Instrument, Instruments, Level } from '#modules/instruments'
import type { Organisation, Organisations } from '#modules/organisations'
import { sizeOf, type Group } from './cohort.ts'
import { distributionsOf, type Distributions } from './distribution.ts'
import { periodOf, periodsDue } from './period.ts'
import { mayDecide, maySee, maySeeOthers } from './policy.ts'
import { publish, type PublishedReport } from './publish.ts'
import { sameWords } from './same-words.ts'
import * as store from './store.ts'

export type View = { organisation: Organisation; mayDecide: boolean } & (
  | { status: 'not-a-board' | 'not-in-register' | 'sector-unknown' }
  | { status: 'not-taking-part'; wouldBe: Group; countsFrom: Date }
  | { status: 'waiting'; participation: store.Participation; publishedFrom: Date }
  | { status: 'comparing'; participation: store.Participation; publishedFrom: Date; instrument: Instrument; published: store.Published; distributions: Distributions }
)
export type Comparing = Extract<View, { status: 'comparing' }>

type Needs = { db: Db; clock: Clock; instruments: Instruments; organisations: Organisations; assessments: Assessments }

export function createComparisons({ db, clock, instruments, organisations, assessments }: Needs) {
  const nothing = () => notFound('There is no such organisation, or you do not belong to it.')
  const rightAt = (actor: Actor, organisationId: string) => actor.standing.get(organisationId)?.right
  const board = async (actor: Actor, id: string) => {
    const organisation = maySee(rightAt(actor, id)) ? await organisations.byId(id) : undefined
    if (!organisation) throw nothing()
    return organisation
  }
  /** The group that a board would be in today. */
  const groupOf = async (id: string) => {
    const size = await organisations.sizeOfBoard(id)
    if (!size) return { status: 'not-in-register' } as const
    if (size.sector === null || size.schools === 0) return { status: 'sector-unknown' } as const
    return { status: 'known', sector: size.sector, schools: size.schools, size: sizeOf(size.schools) } as const
  }
  /** Where the board stands in its own latest finished round, on what still asks the same. */
  const ownLevels = async (organisationId: string, instrument: Instrument): Promise<ReadonlyMap<string, Level>> => {
    for await (const [latest] of assessments.contributions({ organisationIds: [organisationId], from: new Date(0), until: clock.now() })) {
      if (!latest) continue
      const same = sameWords(instrument, await instruments.edition(latest.editionHash))
      return new Map([...latest.levels].filter(([conditionId]) => same(conditionId)))
    }
    return new Map()
  }

  async function view(actor: Actor, id: string): Promise<View> {
    const organisation = await board(actor, id)
    const right = rightAt(actor, id)
    const base = { organisation, mayDecide: mayDecide(right) }
    if (organisation.kind !== 'board') return { ...base, status: 'not-a-board' }
    const participation = await store.participationOf(db, id)
    if (!maySeeOthers(right, participation)) {
      const group = await groupOf(id)
      return group.status === 'known' ? { ...base, status: 'not-taking-part', wouldBe: group, countsFrom: periodOf(clock.now()).until } : { ...base, status: group.status }
    }
    const publishedFrom = periodOf(clock.now()).until
    const published = await store.newestFor(db, participation)
    if (!published) return { ...base, status: 'waiting', participation, publishedFrom }
    const instrument = await instruments.edition(published.edition)
    const distributions = distributionsOf(instrument, published.cells, await ownLevels(id, instrument))
    return { ...base, status: 'comparing', participation, publishedFrom, instrument, published, distributions }
  }

  return {
    view,

    /** What there is to see of others. @throws {Refusal} not-found for who does not take part, or before the first publication. */
    async compare(actor: Actor, id: string): Promise<Comparing> {
      const seen = await view(actor, id)
      if (seen.status !== 'comparing') throw nothing()
      return seen
    },

    /** Takes part from the next publication on. Asked twice, it gives the same. */
    async join(actor: Actor, id: string): Promise<{ status: 'joined' | 'not-in-register' | 'sector-unknown' }> {
      await board(actor, id)
      if (!mayDecide(rightAt(actor, id))) throw nothing()
      const group = await groupOf(id)
      if (group.status !== 'known') return { status: group.status }
      const at = clock.now()
      const { sector, size, schools } = group
      await store.join(db, { id: newId(), organisationId: id, sector, size, schools, joinedAt: at }, { at, actor: actor.pseudonym })
      return { status: 'joined' }
    },

    /** Stops: nothing of others is shown from now on, and no later publication counts this board. What was published stays as it is. */
    async leave(actor: Actor, id: string): Promise<void> {
      await board(actor, id)
      if (!mayDecide(rightAt(actor, id))) throw nothing()
      await db.tx((tx) => store.leave(tx, id, { at: clock.now(), actor: actor.pseudonym }))
    },

    publications: (): Promise<store.Publication[]> => store.publications(db, 50),

    /**
     * Publishes the oldest school year that is over and was not published, if there is one up to `last`; once, whoever asks.
     * In the caller's transaction when there is one.
     */
    async publishNext(options: { last?: string; tx?: Db } = {}): Promise<PublishedReport | undefined> {
      const make = async (tx: Db) => {
        await store.waitForTurn(tx)
        const now = clock.now()
        const firstJoined = await store.firstJoined(tx)
        if (!firstJoined) return undefined
        const [newest] = await store.publications(tx, 1)
        const [period] = periodsDue({ firstJoined, lastPublished: newest?.period, now })
        if (!period || (options.last !== undefined && period.id > options.last)) return undefined
        return publish(tx, { instruments, assessments }, period, now)
      }
      return options.tx ? make(options.tx) : db.tx(make)
    },
  }
}

export type Comparisons = ReturnType<typeof createComparisons>
