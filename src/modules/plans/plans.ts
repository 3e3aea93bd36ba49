import { dayOf, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Right } from '#platform/rights'
import { newId } from '#platform/secret'
import type { Storage, StoredFile } from '#platform/storage'
import type { Assessments, Wishes } from '#modules/assessments'
import type { Instrument, Instruments } from '#modules/instruments'
import type { Notifications } from '#modules/notifications'
import type { Organisation, Organisations } from '#modules/organisations'
import type { Account, People } from '#modules/people'
import { emptyFields, isPassed, sameFields, type Action, type ActionFields, type Origin } from './action.ts'
import { insertExample } from './example.ts'
import { accessTo, mayChange, mayComment, mayPlan, mayRead, mayRemove, mayRemoveComment, type Access } from './policy.ts'
import { isOpen, mayFollow, type Status, type StatusChange } from './status.ts'
import * as store from './store.ts'

/** Where one is: an organisation, what the person may there, what is below it, and the names that go with ids. */
export type Place = {
  organisation: Organisation
  right: Right
  /** The schools of a board, or the locations of a school. */
  schools: readonly Organisation[]
  people: ReadonlyMap<string, Account>
  instrument: Instrument
  today: string
}
export type PlanView = Place & { actions: readonly Action[] }
export type CommentView = { id: string; author: Account | undefined; text: string; at: Date; mayRemove: boolean }
export type AttachmentView = { file: StoredFile; addedBy: Account | undefined; at: Date }
export type ActionView = Place & {
  action: Action
  access: Access
  history: readonly StatusChange[]
  comments: readonly CommentView[]
  attachments: readonly AttachmentView[]
  /** Finished, and its condition was not answered since: where to answer, or null when no round is open. */
  asksForAnswer: { roundId: string | null } | undefined
}

/** Which conversation of a round, or which joint action of a network, an action comes from. */
export type ProposedBy = { kind: 'conversation'; roundId: string } | { kind: 'network'; jointActionId: string }
export type Saving = { status: 'saved'; id: string; version: number } | { status: 'changed-meanwhile'; current: Action } | { status: 'owner-cannot-see' }
export type Moving = { status: 'saved'; version: number } | { status: 'changed-meanwhile'; current: Action } | { status: 'not-possible'; current: Action }
export type Attaching = Awaited<ReturnType<Storage['put']>> | { status: 'too-many'; limit: number }
export type AskedAnswer = { actionId: string; organisationId: string; conditionId: string; title: string; finishedAt: Date; roundId: string | null }

/** Ten files of 10 MB are a folder; a plan is not an archive. */
export const ATTACHMENTS_AT_MOST = 10

export type Needs = {
  db: Db
  clock: Clock
  storage: Storage
  instruments: Instruments
  organisations: Organisations
  people: People
  notifications: Notifications
  assessments: Assessments & Wishes
}

const nothing = () => notFound('There is no such plan or action, or you do not belong to its organisation.')

/**
 * The verbs of a plan. Each asks the policy; what the actor may not know of does not exist (404).
 * Conflicts and refusals that a person can do something about are values, all else is thrown.
 */
export function createPlans({ db, clock, storage, instruments, organisations, people, notifications, assessments }: Needs) {
  const today = () => dayOf(clock.now())
  const personOf = (actor: Actor) => {
    if (!actor.person) throw nothing()
    return actor.person
  }
  const audit = (tx: Db, actor: Actor, verb: string, { id, organisationId }: Pick<Action, 'id' | 'organisationId'>) =>
    store.log(tx, { at: clock.now(), actor: actor.pseudonym, verb, subject: id, organisationId })

  async function placeOf(actor: Actor, organisationId: string): Promise<Place> {
    const right = actor.standing.get(organisationId)?.right
    const organisation = right && (await organisations.byId(organisationId))
    if (!right || !organisation) throw nothing()
    const schools = await organisations.childrenOf(organisationId)
    // Who may carry something: people of the organisation itself, of what is right above it and of what is right below it.
    const around = await organisations.membersOf([organisationId, ...(organisation.parentId === null ? [] : [organisation.parentId]), ...schools.map((school) => school.id)])
    return { organisation, right, schools, people: await people.byIds([...new Set(around.map((one) => one.personId))]), instrument: instruments.current, today: today() }
  }

  /** An action as this actor may see it, with what they may. */
  async function readable(actor: Actor, id: string, tx: Db = db): Promise<{ action: Action; access: Access }> {
    const action = await store.actionById(tx, id)
    const access = action && accessTo(actor, action)
    if (!access || !mayRead(access)) throw nothing()
    return { action, access }
  }
  async function allowed(actor: Actor, id: string, may: (access: Access) => boolean, tx: Db = db): Promise<Action> {
    const { action, access } = await readable(actor, id, tx)
    if (!may(access)) throw nothing()
    return action
  }

  /** A letter about something one cannot open helps nobody: a person who carries an action must be able to see it. */
  async function ownerSees(organisationId: string, fields: Pick<ActionFields, 'ownerId' | 'schoolIds'>, tx: Db = db): Promise<boolean> {
    if (fields.ownerId === null) return true
    const standing = await organisations.standingOf(fields.ownerId, tx)
    return mayRead(accessTo({ person: { id: fields.ownerId }, standing }, { organisationId, ...fields }))
  }

  /** Tells who carries an action what another did with it, as long as they may see it. */
  async function tellOwner(
    tx: Db,
    actor: Actor,
    kind: 'action-given' | 'action-comment' | 'action-done',
    action: Pick<Action, 'id' | 'organisationId' | 'ownerId' | 'schoolIds' | 'title'>,
  ): Promise<void> {
    const { id, organisationId, ownerId, schoolIds, title } = action
    if (ownerId === null || ownerId === actor.person?.id) return
    const standing = await organisations.standingOf(ownerId, tx)
    if (!mayRead(accessTo({ person: { id: ownerId }, standing }, action))) return
    const where = [organisationId, ...schoolIds].find((one) => standing.has(one)) ?? organisationId
    const params = { action: title, by: actor.person?.name || (actor.person?.email ?? '') }
    await notifications.notify(tx, { kind, params, about: `/organisaties/${where}/plan/${id}`, personIds: [ownerId] })
  }

  async function insert(tx: Db, actor: Actor, actions: readonly store.NewAction[]): Promise<string[]> {
    const made = await store.insertActions(tx, actions)
    for (const action of actions.filter(({ id }) => made.includes(id))) {
      await store.insertStatusChange(tx, action.id, { before: null, after: 'todo', at: action.at, byId: actor.person?.id ?? null })
      await tellOwner(tx, actor, 'action-given', action)
      await audit(tx, actor, 'action.created', action)
    }
    return made
  }

  const named = async (ids: readonly (string | null)[]) => people.byIds([...new Set(ids.filter((id) => id !== null))])

  /** Of finished actions: those whose condition nobody answered since, each with the round that is open for it. */
  async function unanswered(finished: readonly store.Finished[]): Promise<AskedAnswer[]> {
    if (finished.length === 0) return []
    const organisationIds = [...new Set(finished.map((one) => one.organisationId))]
    const [answered, rounds] = await Promise.all([
      assessments.lastAnswered(organisationIds, [...new Set(finished.map((one) => one.conditionId))]),
      assessments.roundsWithWishes(organisationIds),
    ])
    const since = new Map(answered.map((one) => [`${one.organisationId}/${one.conditionId}`, one.at]))
    return finished
      .filter(
        (one) =>
          instruments.current.condition(one.conditionId) !== undefined && (since.get(`${one.organisationId}/${one.conditionId}`)?.getTime() ?? 0) <= one.finishedAt.getTime(),
      )
      .map(({ id, organisationId, conditionId, title, finishedAt }) => {
        const open = rounds.find((round) => round.organisationId === organisationId && round.finishedAt === null)
        return { actionId: id, organisationId, conditionId, title, finishedAt, roundId: open?.id ?? null }
      })
  }

  /** The wishes of a round that have no action yet, each as the action it would become; for who writes the plan. */
  async function wishesOf(actor: Actor, organisationId: string, roundId: string): Promise<Place & { roundId: string; number: number; proposals: ActionFields[]; taken: number }> {
    const place = await placeOf(actor, organisationId)
    const { round, answers, instrument } = await assessments.overview(actor, roundId)
    if (!mayPlan(place.right) || round.organisationId !== organisationId) throw nothing()
    const taken = await store.conditionsTakenUp(db, organisationId, roundId)
    const proposals = instrument.conditions.flatMap((condition): ActionFields[] => {
      const answer = answers.get(condition.id)
      if (!answer?.wish || taken.has(condition.id)) return []
      const fromLevel = answer.judgement.kind === 'level' ? answer.judgement.level : null
      const { desiredLevel, owner, term } = answer.wish
      return [
        {
          ...emptyFields,
          title: `${condition.title}: naar ${instrument.levelName(desiredLevel)}`,
          why: condition.levels[desiredLevel],
          conditionId: condition.id,
          fromLevel,
          desiredLevel,
          owner,
          term,
        },
      ]
    })
    return { ...place, instrument, roundId, number: round.number, proposals, taken: taken.size }
  }

  return {
    /** The frame of every page of a plan; for who belongs there. */
    place: placeOf,
    /** The same, from where this actor sees the action: its own organisation, or a school of theirs that it names. */
    async placeFor(actor: Actor, { organisationId, schoolIds }: Pick<Action, 'organisationId' | 'schoolIds'>): Promise<Place> {
      return placeOf(actor, [organisationId, ...schoolIds].find((id) => actor.standing.has(id)) ?? organisationId)
    },
    /** Whether the owner named would see it. */
    ownerSees,

    async plan(actor: Actor, organisationId: string): Promise<PlanView> {
      const place = await placeOf(actor, organisationId)
      const actions = await store.actionsOf(
        db,
        organisationId,
        place.schools.map((school) => school.id),
      )
      // An owner who left is still named.
      const gone = actions.flatMap(({ ownerId }) => (ownerId !== null && !place.people.has(ownerId) ? [ownerId] : []))
      return { ...place, people: gone.length === 0 ? place.people : new Map([...place.people, ...(await named(gone))]), actions }
    },

    readable,

    async view(actor: Actor, organisationId: string, id: string): Promise<ActionView> {
      const place = await placeOf(actor, organisationId)
      const { action, access } = await readable(actor, id)
      const belongs = action.organisationId === organisationId || action.schoolIds.includes(organisationId) || place.schools.some((school) => school.id === action.organisationId)
      if (!belongs) throw nothing()
      const [history, comments, attachments] = await Promise.all([store.statusChangesOf(db, id), store.commentsOf(db, id), store.attachmentsOf(db, id)])
      const [names, files] = await Promise.all([
        named([action.ownerId, ...history.map((one) => one.byId), ...comments.map((one) => one.authorId), ...attachments.map((one) => one.addedBy)]),
        storage.describe(
          db,
          attachments.map((one) => one.fileId),
        ),
      ])
      const asked =
        action.status === 'done' && action.conditionId !== null && action.finishedAt
          ? await unanswered([{ ...action, conditionId: action.conditionId, finishedAt: action.finishedAt }])
          : []
      return {
        ...place,
        people: new Map([...place.people, ...names]),
        action,
        access,
        history,
        comments: comments.map(({ authorId, ...comment }) => ({
          ...comment,
          author: authorId === null ? undefined : names.get(authorId),
          mayRemove: mayRemoveComment(access, authorId !== null && authorId === actor.person?.id),
        })),
        attachments: attachments.flatMap(({ fileId, addedBy, at }) => {
          const file = files.find((one) => one.id === fileId)
          return file ? [{ file, addedBy: addedBy === null ? undefined : names.get(addedBy), at }] : []
        }),
        asksForAnswer: asked[0] && { roundId: asked[0].roundId },
      }
    },

    async create(actor: Actor, organisationId: string, fields: ActionFields, origin: Origin = 'hand'): Promise<Saving> {
      if (!mayPlan(actor.standing.get(organisationId)?.right)) throw nothing()
      if (!(await ownerSees(organisationId, fields))) return { status: 'owner-cannot-see' }
      const id = newId()
      await db.tx((tx) => insert(tx, actor, [{ ...fields, id, organisationId, origin, originRoundId: null, at: clock.now() }]))
      return { status: 'saved', id, version: 1 }
    },

    /**
     * An action that another service proposes, in its transaction. Of one round (or joint action) and one condition there is one such action:
     * asked twice, it gives the same.
     */
    async createFrom(
      tx: Db,
      actor: Actor,
      {
        organisationId,
        conditionId,
        title,
        why = '',
        term = null,
        origin,
      }: { organisationId: string; conditionId: string | null; title: string; why?: string; term?: string | null; origin: ProposedBy },
    ): Promise<{ id: string }> {
      if (!mayPlan(actor.standing.get(organisationId)?.right)) throw nothing()
      const proposal = origin.kind === 'network' ? origin.jointActionId : origin.roundId
      const [id] = await insert(tx, actor, [
        { ...emptyFields, conditionId, title, why, term, id: newId(), organisationId, origin: origin.kind, originRoundId: proposal, at: clock.now() },
      ])
      const known = id ?? (conditionId === null ? undefined : await store.actionFromRound(tx, organisationId, origin.kind, proposal, conditionId))
      if (known === undefined) throw new Error('the action was neither made nor found')
      return { id: known }
    },

    /** For the demonstration only. */
    seedExample: insertExample,

    wishesOf,

    /** Makes the chosen wishes into actions, all or none; those that have one already are passed over. */
    async takeUpWishes(
      actor: Actor,
      organisationId: string,
      roundId: string,
      chosen: readonly ActionFields[],
    ): Promise<{ made: number } | { status: 'owner-cannot-see'; conditionId: string }> {
      const { proposals } = await wishesOf(actor, organisationId, roundId)
      const open = new Set(proposals.map((proposal) => proposal.conditionId))
      for (const fields of chosen) if (!(await ownerSees(organisationId, fields))) return { status: 'owner-cannot-see', conditionId: fields.conditionId ?? '' }
      const at = clock.now()
      const actions = chosen
        .filter(({ conditionId }) => open.has(conditionId))
        .map((fields) => ({ ...fields, id: newId(), organisationId, origin: 'wish' as const, originRoundId: roundId, at }))
      const made = await db.tx((tx) => insert(tx, actor, actions))
      return { made: made.length }
    },

    /** Stores the fields, if the person saw the latest: `version` is the one on their screen. */
    async change(actor: Actor, id: string, version: number, fields: ActionFields, at: { tx?: Db } = {}): Promise<Saving> {
      const before = await allowed(actor, id, mayChange, at.tx)
      if (fields.ownerId !== before.ownerId && !(await ownerSees(before.organisationId, fields, at.tx))) return { status: 'owner-cannot-see' }
      return (at.tx ?? db).tx(async (tx) => {
        const stored = await store.updateAction(tx, id, version, fields, clock.now())
        if (stored !== undefined) {
          if (fields.ownerId !== before.ownerId) await tellOwner(tx, actor, 'action-given', { ...before, ...fields })
          await audit(tx, actor, 'action.changed', before)
          return { status: 'saved', id, version: stored }
        }
        const current = await allowed(actor, id, mayChange, tx)
        // A double post, or two people who say the same: nothing is lost, so nobody is bothered.
        return sameFields(current, fields) ? { status: 'saved', id, version: current.version } : { status: 'changed-meanwhile', current }
      })
    },

    /** Moves the action to another status. `result` is what came of it; kept when undefined. */
    async move(actor: Actor, id: string, version: number, to: Status, result?: string): Promise<Moving> {
      const before = await allowed(actor, id, mayChange)
      if (before.version !== version) return moved(before, to, result)
      if (before.status !== to && !mayFollow(before.status, to)) return { status: 'not-possible', current: before }
      const now = clock.now()
      const finishedAt = to === 'done' ? (before.finishedAt ?? now) : null
      return db.tx(async (tx) => {
        const stored = await store.updateStatus(tx, id, version, { status: to, result: result ?? before.result, finishedAt, at: now })
        if (stored === undefined) return moved(await allowed(actor, id, mayChange, tx), to, result)
        if (before.status !== to) await store.insertStatusChange(tx, id, { before: before.status, after: to, at: now, byId: actor.person?.id ?? null })
        if (to === 'done' && before.status !== to) await tellOwner(tx, actor, 'action-done', before)
        await audit(tx, actor, 'action.moved', before)
        return { status: 'saved', version: stored }
      })
    },

    async remove(actor: Actor, id: string): Promise<void> {
      const action = await allowed(actor, id, mayRemove)
      await db.tx(async (tx) => {
        const attachments = await store.attachmentsOf(tx, id)
        if (!(await store.deleteAction(tx, id))) return
        await storage.remove(
          tx,
          attachments.map((one) => one.fileId),
        )
        await audit(tx, actor, 'action.removed', action)
      })
    },

    async comment(actor: Actor, id: string, text: string): Promise<{ id: string }> {
      const author = personOf(actor)
      const action = await allowed(actor, id, mayComment)
      const comment = { id: newId(), authorId: author.id, text, at: clock.now() }
      await db.tx(async (tx) => {
        if (!(await store.insertComment(tx, id, comment))) throw nothing()
        await tellOwner(tx, actor, 'action-comment', action)
        await audit(tx, actor, 'action.commented', action)
      })
      return { id: comment.id }
    },

    async removeComment(actor: Actor, id: string, commentId: string): Promise<void> {
      const { action, access } = await readable(actor, id)
      const comment = await store.commentById(db, id, commentId)
      if (!comment || !mayRemoveComment(access, comment.authorId !== null && comment.authorId === actor.person?.id)) throw nothing()
      await db.tx(async (tx) => {
        await store.deleteComment(tx, commentId)
        await audit(tx, actor, 'comment.removed', action)
      })
    },

    async attach(actor: Actor, id: string, file: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<Attaching> {
      const action = await allowed(actor, id, mayChange)
      return db.tx(async (tx): Promise<Attaching> => {
        if (!(await store.holdAction(tx, id))) throw nothing()
        if ((await store.attachmentsOf(tx, id)).length >= ATTACHMENTS_AT_MOST) return { status: 'too-many', limit: ATTACHMENTS_AT_MOST }
        const stored = await storage.put(tx, file)
        if (stored.status !== 'stored') return stored
        await store.insertAttachment(tx, id, { fileId: stored.file.id, addedBy: actor.person?.id ?? null, at: clock.now() })
        await audit(tx, actor, 'action.attached', action)
        return stored
      })
    },

    /** The contents of an attachment, for who may read its action. */
    async attachment(actor: Actor, id: string, fileId: string): Promise<NonNullable<Awaited<ReturnType<Storage['read']>>>> {
      await readable(actor, id)
      const known = (await store.attachmentsOf(db, id)).some((one) => one.fileId === fileId)
      const found = known ? await storage.read(db, fileId) : undefined
      if (!found) throw nothing()
      return found
    },

    async detach(actor: Actor, id: string, fileId: string): Promise<void> {
      const action = await allowed(actor, id, mayChange)
      await db.tx(async (tx) => {
        if (!(await store.deleteAttachment(tx, id, fileId))) return
        await storage.remove(tx, [fileId])
        await audit(tx, actor, 'attachment.removed', action)
      })
    },

    /** The rounds whose wishes can become actions here, newest first. */
    roundsWithWishes: async (actor: Actor, organisationId: string) =>
      mayPlan(actor.standing.get(organisationId)?.right) ? (await assessments.roundsWithWishes([organisationId])).filter((round) => round.wishes > 0) : [],

    /** What someone carries and has not finished, that they (still) may see; the first term first. */
    async mineOf(actor: Actor): Promise<Action[]> {
      const owned = actor.person ? await store.openActionsOwnedBy(db, actor.person.id) : []
      return owned.filter((action) => mayRead(accessTo(actor, action)))
    },

    // What other services ask. Who may see it is theirs to have asked.

    /** How the plans of these organisations stand: counts by status, passed terms, the three terms that come first. */
    summaryOf: async (organisationIds: readonly string[]) => new Map((await store.summariesOf(db, organisationIds, today())).map((one) => [one.organisationId, one])),

    /** Finished actions whose condition was not answered since, with the open round to do so. */
    asksForAnswer: async (organisationIds: readonly string[]) => unanswered(await store.finishedActions(db, organisationIds, new Date(0), new Date(clock.now().getTime() + 1))),

    /** Which finished action moved which condition; `to` itself does not belong to it. */
    finishedBetween: (organisationIds: readonly string[], from: Date, to: Date) => store.finishedActions(db, organisationIds, from, to),

    /** What a network sees of a plan: what, how far and until when; nobody's name, no words of the work itself. */
    async sharedPlan(organisationId: string) {
      const actions = await store.actionsOf(db, organisationId, [])
      return actions
        .filter((action) => action.organisationId === organisationId && action.status !== 'dropped')
        .map(({ title, conditionId, fromLevel, desiredLevel, status, term }) => ({
          title,
          conditionId,
          fromLevel,
          desiredLevel,
          status,
          term,
          open: isOpen(status),
          passed: isPassed({ status, term }, today()),
        }))
    },
  }
}

/** Someone was faster. When both wanted the same, it is as both wanted. */
function moved(current: Action, to: Status, result: string | undefined): Moving {
  const same = current.status === to && (result === undefined || result === current.result)
  return same ? { status: 'saved', version: current.version } : { status: 'changed-meanwhile', current }
}

export type Plans = ReturnType<typeof createPlans>
