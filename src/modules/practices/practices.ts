import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Right } from '#platform/rights'
import { requireAdministrator } from '#platform/signed-in'
import type { Instruments, Level } from '#modules/instruments'
import type { Notifications } from '#modules/notifications'
import type { Organisations, Sector } from '#modules/organisations'
import type { People } from '#modules/people'
import { isTheirs, mayChange, maySee, maySeeContact, mayWithdraw, mayWrite, type Access } from './policy.ts'
import { asPracticeLevel, isChangeable, missingIn, type Fields, type Listed, type Practice } from './practice.ts'
import * as store from './store.ts'

export type Place = { id: string; name: string; right: Right }
export type OwnView = { place: Place; practice: Practice; mayChange: boolean; mayWithdraw: boolean }
export type PublicView = Listed & { contact: { function: string; mail: string } | 'sign-in' | 'gone' }
export type PublicList = { items: Listed[]; total: number; page: number; pages: number }
export type Offered = Pick<Listed, 'id' | 'title' | 'organisationName'>

/** `changed-meanwhile`: someone else was first. `not-now`: it is with the reader, or published, or no longer so. */
export type Changed = { status: 'changed' } | { status: 'changed-meanwhile'; current: Practice } | { status: 'not-now'; current: Practice }
export type Submitted = Changed | { status: 'incomplete'; missing: ReturnType<typeof missingIn> }

export const PER_PAGE = 20
/** Beside a question there is room to be helped, not to browse. */
const OFFERED_AT_MOST = 3
const REVIEW_AT_ONCE = 50

type Needs = { db: Db; clock: Clock; instruments: Instruments; organisations: Organisations; people: People; notifications: Notifications }
const nothing = () => notFound('There is no such practice, or it is not yours to see.')

/** The verbs of good practices. Each asks the policy; what the actor may not know of does not exist (404). */
export function createPractices({ db, clock, instruments, organisations, people, notifications }: Needs) {
  const isCondition = (id: string) => instruments.current.condition(id) !== undefined
  const audit = (tx: Db, actor: Actor, verb: string, { id, organisationId }: Pick<Practice, 'id' | 'organisationId'>) =>
    store.log(tx, { at: clock.now(), actor: actor.pseudonym, verb, subject: id, organisationId })

  async function placeOf(actor: Actor, organisationId: string, tx: Db = db): Promise<Place & { sector: Sector | null; personId: string }> {
    const right = actor.standing.get(organisationId)?.right
    const organisation = right && maySee(right) ? await organisations.byId(organisationId, tx) : undefined
    if (!organisation || !right || !actor.person) throw nothing()
    return { id: organisation.id, name: organisation.name, right, sector: organisation.sector, personId: actor.person.id }
  }
  const accessTo = (actor: Actor, practice: Practice): Access => ({
    right: actor.standing.get(practice.organisationId)?.right,
    isAuthor: practice.createdBy !== null && practice.createdBy === actor.person?.id,
  })

  async function own(actor: Actor, organisationId: string, id: string): Promise<OwnView> {
    const { personId: _, sector: __, ...place } = await placeOf(actor, organisationId)
    const practice = await store.practiceById(db, id)
    if (!practice || practice.organisationId !== organisationId) throw nothing()
    const access = accessTo(actor, practice)
    return { place, practice, mayChange: mayChange(access, practice.state), mayWithdraw: mayWithdraw(access, practice.state) }
  }

  /** The practice as it is now, held until the end of the transaction, for whom it is theirs. */
  async function held(tx: Db, actor: Actor, organisationId: string, id: string): Promise<Practice> {
    const practice = await store.practiceById(tx, id, true)
    if (!practice || practice.organisationId !== organisationId || !isTheirs(accessTo(actor, practice))) throw nothing()
    return practice
  }

  /** Who wrote it hears what a reader made of it, as long as they work there. */
  async function tellAuthor(tx: Db, { id, organisationId, title, createdBy }: Practice, by: string, state: 'published' | 'returned'): Promise<void> {
    if (createdBy === null || createdBy === by || !maySee((await organisations.standingOf(createdBy, tx)).get(organisationId)?.right)) return
    const kind = state === 'published' ? 'practice-published' : 'practice-returned'
    await notifications.notify(tx, { kind, params: { practice: title }, about: `/organisaties/${organisationId}/praktijken/${id}`, personIds: [createdBy] })
  }

  async function judge(actor: Actor, id: string, version: number, judged: { state: 'published' | 'returned'; reason: string }): Promise<Changed> {
    const { id: by } = requireAdministrator(actor)
    return db.tx(async (tx) => {
      const current = await store.practiceById(tx, id, true)
      if (!current) throw nothing()
      if (current.state !== 'submitted') return { status: 'not-now', current }
      if (current.version !== version) return { status: 'changed-meanwhile', current }
      await store.judge(tx, id, { ...judged, by, at: clock.now() })
      await audit(tx, actor, judged.state === 'published' ? 'practice.published' : 'practice.returned', current)
      await tellAuthor(tx, current, by, judged.state)
      return { status: 'changed' }
    })
  }

  return {
    isCondition,
    conditions: () => instruments.current.conditions.map(({ id, title }) => ({ id, title })),
    titleOf: (conditionId: string) => instruments.current.condition(conditionId)?.title,
    levelName: (level: Level) => instruments.current.levelName(level),

    /** Those of one organisation, in every state; for who works there. */
    async list(actor: Actor, organisationId: string): Promise<{ place: Place; practices: Practice[] }> {
      const { personId: _, sector: __, ...place } = await placeOf(actor, organisationId)
      return { place, practices: await store.practicesOf(db, organisationId) }
    },

    /** For the form of a new one. */
    async newPractice(actor: Actor, organisationId: string): Promise<Place> {
      const { personId: _, sector: __, ...place } = await placeOf(actor, organisationId)
      return place
    },

    own,

    /** For who may change it now; others do not hear that there is such a page. */
    async ownToChange(actor: Actor, organisationId: string, id: string): Promise<OwnView> {
      const view = await own(actor, organisationId, id)
      if (!view.mayChange) throw nothing()
      return view
    },

    /** `id` comes with the form: the same form sent twice is one practice. */
    async write(actor: Actor, organisationId: string, id: string, fields: Fields): Promise<{ id: string }> {
      const { name, sector, right, personId: by } = await placeOf(actor, organisationId)
      if (!mayWrite(right)) throw nothing()
      return db.tx(async (tx) => {
        if (await store.insertPractice(tx, { id, organisationId, organisationName: name, sector, by, at: clock.now() }, fields))
          await audit(tx, actor, 'practice.written', { id, organisationId })
        const stored = await store.practiceById(tx, id)
        if (stored?.organisationId !== organisationId || stored.createdBy !== by) throw nothing()
        return { id }
      })
    },

    async change(actor: Actor, organisationId: string, id: string, version: number, fields: Fields): Promise<Changed> {
      return db.tx(async (tx) => {
        const current = await held(tx, actor, organisationId, id)
        if (!isChangeable(current.state)) return { status: 'not-now', current }
        if (current.version !== version) return { status: 'changed-meanwhile', current }
        await store.updateFields(tx, id, fields, clock.now())
        await audit(tx, actor, 'practice.changed', current)
        return { status: 'changed' }
      })
    },

    /** Hands it to a reader. Sent in twice is sent in once. */
    async submit(actor: Actor, organisationId: string, id: string): Promise<Submitted> {
      return db.tx(async (tx) => {
        const place = await placeOf(actor, organisationId, tx)
        const current = await held(tx, actor, organisationId, id)
        if (!isChangeable(current.state)) return current.state === 'submitted' ? { status: 'changed' } : { status: 'not-now', current }
        const missing = missingIn(current)
        if (missing.length > 0) return { status: 'incomplete', missing }
        await store.submit(tx, id, place, clock.now())
        await audit(tx, actor, 'practice.submitted', current)
        const readers = (await people.administrators(tx)).filter((personId) => personId !== place.personId)
        await notifications.notify(tx, {
          kind: 'practice-submitted',
          params: { practice: current.title, organisation: place.name },
          about: `/beheer/praktijken/${id}`,
          personIds: readers,
        })
        return { status: 'changed' }
      })
    },

    /** Takes it away from reader or public at once; it can be changed and sent in again. */
    async withdraw(actor: Actor, organisationId: string, id: string): Promise<void> {
      await db.tx(async (tx) => {
        const current = await held(tx, actor, organisationId, id)
        if (current.state === 'withdrawn') return
        await store.withdraw(tx, id, clock.now())
        await audit(tx, actor, 'practice.withdrawn', current)
      })
    },

    /** What waits for a reader; for administrators. */
    async waiting(actor: Actor): Promise<{ practices: Practice[]; total: number }> {
      requireAdministrator(actor)
      return { practices: await store.waiting(db, REVIEW_AT_ONCE), total: await store.countWaiting(db) }
    },
    /** How many wait for a reader; for administrators. */
    async countWaiting(actor: Actor): Promise<number> {
      requireAdministrator(actor)
      return store.countWaiting(db)
    },
    async toReview(actor: Actor, id: string): Promise<Practice> {
      requireAdministrator(actor)
      const practice = await store.practiceById(db, id)
      // What was not sent in is not the reader's either.
      if (practice?.state !== 'submitted') throw nothing()
      return practice
    },
    publish: (actor: Actor, id: string, version: number) => judge(actor, id, version, { state: 'published', reason: '' }),
    giveBack: (actor: Actor, id: string, version: number, reason: string) => judge(actor, id, version, { state: 'returned', reason }),

    /** For everyone. A page beyond the last is the last. */
    async search(filter: store.Filter, asked = 1): Promise<PublicList> {
      const at = (page: number) => store.published(db, filter, { offset: (page - 1) * PER_PAGE, limit: PER_PAGE })
      const first = await at(asked)
      const pages = Math.max(1, Math.ceil(first.total / PER_PAGE))
      return { ...(asked > pages ? await at(pages) : first), page: Math.min(asked, pages), pages }
    },

    /** For everyone; who is signed in also sees whom to ask. */
    async read(actor: Actor, id: string): Promise<PublicView> {
      const practice = await store.practiceById(db, id)
      if (practice?.state !== 'published') throw nothing()
      const { title, conditionId, level, organisationName, sector, situation, approach, result, publishedAt, contactFunction, contactMail } = practice
      const contact = contactMail === '' ? 'gone' : maySeeContact(actor.person) ? { function: contactFunction, mail: contactMail } : 'sign-in'
      return { id, title, conditionId, level, organisationName, sector, situation, approach, result, publishedAt, contact }
    },

    /** What these organisations published, for another service that refers to it. */
    publishedBy: (organisationIds: readonly string[]): Promise<{ id: string; title: string }[]> => store.publishedBy(db, organisationIds),

    /** What may help whoever stands at this level of this condition to the next one; one question to the database. */
    async offeredFor(conditionId: string, level: Level, sector: Sector | null): Promise<Offered[]> {
      const next = level === 4 ? undefined : asPracticeLevel((level + 1) as Level)
      return next === undefined ? [] : store.offered(db, conditionId, next, sector, OFFERED_AT_MOST)
    },
  }
}

export type Practices = ReturnType<typeof createPractices>
