import { auditEntry } from '#platform/audit'
import { dayOf, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound, Refusal } from '#platform/errors'
import type { Actor } from '#platform/http'
import { hashOf, newId } from '#platform/secret'
import { successionBetween, type Condition, type Instrument, type Instruments, type Succession } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import { issueKey, openedBy, openedByKeys, ownerHashes, sharedLinks, withdrawKey, type Link } from './access.ts'
import { emptyStatement, isEmpty, sameJudgement, sameStatement, type Answer, type Statement } from './answer.ts'
import { adoptRounds } from './boards/store.ts'
import { createBoardRounds } from './boards/board-rounds.ts'
import { carryOver } from './carry-over.ts'
import { contributionsOf } from './contributions.ts'
import { readAs, type Earlier } from './earlier-answers.ts'
import { breaksOver, type Break } from './growth.ts'
import { isArrangedAbove, ownNoteIn, withInherited } from './inheritance.ts'
import { inconsistenciesIn, type Inconsistency } from './inconsistencies.ts'
import { mayAnswer, mayManage, mayRead, mayRemove, mayWork, stronger, type Access } from './policy.ts'
import { firstOpen, progressOf, type Answers, type Progress } from './progress.ts'
import { newRound, standingRounds, type Profile, type Round } from './round.ts'
import * as store from './store.ts'

/** `since`: what became of the conditions since the round before, where that one has another edition. */
export type Opened = { round: Round; access: Access; instrument: Instrument; since?: Succession | undefined }
export type Overview = Opened & { answers: Answers; progress: Progress; goOn: Condition | undefined }
/** `answer` is what holds here: one's own, or the board's while nothing was judged here. `ofBoard` is the board's, where it arranges this for its schools. */
export type ConditionView = Opened & { condition: Condition; answer: Answer | undefined; ofBoard: Answer | undefined }
export type Review = Overview & { inconsistencies: Inconsistency[] }
/** A round beside the one before it, whose questions were others. */
export type Comparison = Opened & { since: Succession; before: { round: Round; instrument: Instrument; answers: Answers } }
/**
 * A finished or open round with what came before it: all that a report or a growth page needs. Oldest round first, this one
 * last. The answers of earlier rounds are read through the conditions of this one; `breaks` says, per earlier round and for
 * this one, which questions became others since the round before it.
 */
export type History = Overview & {
  earlier: ({ round: Round } & Earlier)[]
  breaks: readonly ReadonlyMap<string, Break>[]
  inconsistencies: Inconsistency[]
  /** The other revisions of this round, oldest first: what it corrects, and what corrects it. */
  revisions: readonly Round[]
}

export type Saving =
  | { status: 'saved'; version: number }
  | { status: 'nothing-said' }
  | { status: 'changed-meanwhile'; current: Answer }
  | { status: 'finished' }
  /** The board arranges this: it holds here too, unless the school says why it is different. */
  | { status: 'arranged-above'; ofBoard: Answer }

export type Finishing = { status: 'finished' } | { status: 'already-finished' } | { status: 'nothing-answered' }

/** `expectedVersion` is the version on the screen, 0 for none; `deviation` why it is different here from what the board arranges. */
export type Saved = { conditionId: string; expectedVersion: number; statement: Statement; deviation?: string }

type Needs = { db: Db; clock: Clock; instruments: Instruments; organisations: Organisations }

/**
 * The verbs of a measurement. Each asks the policy; what the actor may not know of does not exist (404).
 * Conflicts and refusals that a person can do something about are values, all else is thrown.
 */
export function createAssessments({ db, clock, instruments, organisations }: Needs) {
  const readable = async (actor: Actor, id: string): Promise<Opened> => {
    const found = withStanding(actor, await store.roundWithAccess(db, id, actor.keys))
    if (!found || !mayRead(found.access, found.round)) throw notFound('There is no such measurement, or your link does not open it.')
    return { ...found, ...(await asked(found)) }
  }
  /** The questions of a round, and what became of those of the round before. */
  const asked = async ({ round, previousEdition }: store.RoundWithAccess): Promise<Pick<Opened, 'instrument' | 'since'>> => {
    const instrument = await instruments.edition(round.editionHash)
    if (previousEdition === null || previousEdition === round.editionHash) return { instrument }
    return { instrument, since: successionBetween((await instruments.edition(previousEdition)).edition, instrument.edition) }
  }
  const own = async (actor: Actor, id: string, may: (access: Access, round: Round) => boolean = mayWork): Promise<Opened> => {
    const opened = await readable(actor, id)
    if (!may(opened.access, opened.round)) throw notFound('There is no such measurement, or your link does not open it.')
    return opened
  }
  const audit = (tx: Db, actor: Actor, verb: string, round: Pick<Round, 'id' | 'organisationId'>, subject = round.id) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject, organisationId: round.organisationId }))
  const removeAll = async (tx: Db, actor: string, organisationIds: readonly string[]): Promise<void> => {
    for (const organisationId of organisationIds) {
      await store.deleteRoundsOf(tx, organisationId)
      await organisations.removeTrial(organisationId, tx)
      await tx.rows(auditEntry({ at: clock.now(), actor, verb: 'measurement.deleted', subject: organisationId, organisationId }))
    }
  }
  const overviewOf = async (opened: Opened): Promise<Overview> => {
    const answers = await store.answersOf(db, opened.round)
    return { ...opened, answers, progress: progressOf(opened.instrument.conditions, answers), goOn: firstOpen(opened.instrument, answers) }
  }
  const today = () => dayOf(clock.now())

  return {
    ...createBoardRounds({ db, clock, instruments, organisations, open: readable }),

    /** A new measurement without an account: an organisation on trial, its first round, and the key that opens them. */
    async start(actor: Actor): Promise<{ roundId: string; key: string }> {
      const { edition } = instruments.current
      return db.tx(async (tx) => {
        const organisation = await organisations.createTrial({ name: '', scope: 'board', sector: null }, tx)
        const round: Round = {
          ...newRound,
          id: newId(),
          organisationId: organisation.id,
          number: 1,
          previousId: null,
          editionHash: edition.hash,
          editionVersion: edition.version,
          name: '',
          scope: 'board',
          sector: null,
          role: '',
          registerId: null,
          startedAt: clock.now(),
        }
        await store.insertRound(tx, { ...round, instrument: edition.id })
        await audit(tx, actor, 'round.started', round)
        return { roundId: round.id, key: await issueKey(tx, { organisationId: organisation.id, roundId: null, access: 'owner', label: '', at: clock.now() }) }
      })
    },

    /** Where a link leads; undefined for a forged or withdrawn one. */
    openedBy: (key: string) => openedBy(db, key),
    /** Which of the keys a browser sent is the owner's of this round: needed to show its link again, since only hashes are kept. */
    async ownKeyAmong(keys: readonly string[], { organisationId }: Round): Promise<string> {
      const hashes = await ownerHashes(db, organisationId)
      const key = keys.find((one) => hashes.includes(hashOf(one)))
      if (key === undefined) throw notFound('This browser does not hold the link of this measurement.')
      return key
    },
    openedByKeys: (actor: Actor) => openedByKeys(db, actor.keys),

    open: readable,
    openOwn: (actor: Actor, id: string) => own(actor, id),

    async describe(actor: Actor, id: string, profile: Profile): Promise<{ status: 'saved' | 'finished' | 'unknown-organisation' }> {
      const { round } = await own(actor, id)
      if (round.finishedAt) return { status: 'finished' }
      if (profile.registerId !== null && !(await organisations.byId(profile.registerId))) return { status: 'unknown-organisation' }
      return db.tx(async (tx) => {
        if (!(await store.updateProfile(tx, id, profile))) return { status: 'finished' }
        await organisations.describeTrial(round.organisationId, profile, tx)
        await audit(tx, actor, 'round.described', round)
        return { status: 'saved' }
      })
    },

    /** The same as `overview`, for who may read the round only. */
    look: async (actor: Actor, id: string): Promise<Overview> => overviewOf(await readable(actor, id)),

    async overview(actor: Actor, id: string): Promise<Overview> {
      return overviewOf(await own(actor, id))
    },

    async viewCondition(actor: Actor, id: string, conditionId: string): Promise<ConditionView> {
      const found = withStanding(actor, await store.roundWithAnswer(db, id, conditionId, actor.keys))
      if (!found || !mayWork(found.access, found.round)) throw notFound('There is no such measurement, or your link does not open it.')
      const about = await asked(found)
      const condition = about.instrument.condition(conditionId)
      if (!condition) throw notFound('This condition does not exist.')
      const { round, access, own, ofBoard } = found
      const above = ofBoard && isArrangedAbove(ofBoard) ? ofBoard : undefined
      const answer =
        above && round.finishedAt === null && round.boardRoundId !== null
          ? withInherited(new Map(own ? [[conditionId, own]] : []), [above], round.boardRoundId).get(conditionId)
          : own
      return { round, access, ...about, condition, answer, ofBoard: above }
    },

    /** Stores one answer, if the person saw the latest: `expectedVersion` is the version on their screen, 0 for none. In the caller's transaction, when it has one. */
    async answer(actor: Actor, { round }: Pick<Opened, 'round' | 'access'>, change: Saved, tx: Db = db): Promise<Saving> {
      if (round.finishedAt) return { status: 'finished' }
      if (change.expectedVersion === 0 && isEmpty(change.statement)) return { status: 'nothing-said' }
      const { deviation = '' } = change
      let { statement } = change
      if (round.boardRoundId !== null && deviation === '') {
        const ofBoard = await store.answerOf(tx, round.boardRoundId, change.conditionId)
        if (ofBoard && isArrangedAbove(ofBoard)) {
          if (!sameJudgement(ofBoard.judgement, change.statement.judgement)) return { status: 'arranged-above', ofBoard }
          // Left as it is: it goes on to be inherited. Only what the school itself noted and wants to work on is its own.
          statement = { ...emptyStatement, note: ownNoteIn(change.statement.note, ofBoard.note), wish: change.statement.wish }
          if (isEmpty(statement) && change.expectedVersion === 0) return { status: 'nothing-said' }
        }
      }
      const version = await store.saveAnswer(tx, { ...change, statement, deviation, round, answeredBy: round.role, at: clock.now(), actor: actor.pseudonym })
      if (version !== undefined) return { status: 'saved', version }
      const now = withStanding(actor, await store.roundWithAnswer(tx, round.id, change.conditionId, actor.keys))
      if (!now || !mayAnswer(now.access, now.round)) return { status: 'finished' }
      // A double post, or two people who say the same: nothing is lost, so nobody is bothered.
      if (now.own && sameStatement(now.own, statement) && now.own.deviation === deviation && !now.own.carried) return { status: 'saved', version: now.own.version }
      if (!now.own) throw new Refusal('bad-request', 'The version of an answer that does not exist yet is 0.')
      return { status: 'changed-meanwhile', current: now.own }
    },

    async review(actor: Actor, id: string): Promise<Review> {
      const overview = await overviewOf(await own(actor, id))
      return { ...overview, inconsistencies: inconsistenciesIn(overview.instrument, overview.answers, today()) }
    },

    async finish(actor: Actor, id: string): Promise<Finishing> {
      const { round, progress } = await overviewOf(await own(actor, id))
      if (round.finishedAt) return { status: 'already-finished' }
      if (progress.filledIn === 0) return { status: 'nothing-answered' }
      return db.tx(async (tx) => {
        if ((await store.finishRounds(tx, [id], clock.now())).length === 0) return { status: 'already-finished' }
        await audit(tx, actor, 'round.finished', round)
        return { status: 'finished' }
      })
    },

    /** The next round of the same organisation, starting from these answers. Asked twice, it gives the same round. */
    async startNext(actor: Actor, id: string): Promise<{ status: 'started'; roundId: string } | { status: 'not-finished' }> {
      const { round } = await own(actor, id, mayManage)
      if (!round.finishedAt) return { status: 'not-finished' }
      const { current } = instruments
      return db.tx(async (tx) => {
        const rounds = await store.lockRoundsOf(tx, round.organisationId)
        const last = rounds.at(-1)
        if (!last) throw notFound('This measurement was deleted in the meantime.')
        if (!last.finishedAt) return { status: 'started', roundId: last.id }
        const next: Round = {
          ...last,
          ...newRound,
          id: newId(),
          number: last.number + 1,
          previousId: last.id,
          editionHash: current.edition.hash,
          editionVersion: current.edition.version,
          startedAt: clock.now(),
        }
        await store.insertRound(tx, { ...next, instrument: current.edition.id })
        await carryOver(tx, instruments, last, next)
        await audit(tx, actor, 'round.started', next)
        return { status: 'started', roundId: next.id }
      })
    },

    /** Everything of this measurement of a visitor: its rounds, answers, links and the trial organisation. The audit line stays, without contents. */
    async remove(actor: Actor, id: string): Promise<void> {
      const { round } = await own(actor, id, mayRemove)
      // The rounds of a board or school are its record: they belong to more people than the one who owns it now.
      if ((await organisations.byId(round.organisationId))?.origin !== 'visitor') throw notFound('There is no such measurement, or your link does not open it.')
      await db.tx(async (tx) => {
        await store.deleteRoundsOf(tx, round.organisationId)
        await organisations.removeTrial(round.organisationId, tx)
        await audit(tx, actor, 'measurement.deleted', round)
      })
    },

    /** Measurements that a visitor began and took along into an account, when the account goes. In the caller's transaction. */
    async removeWith(tx: Db, actor: Actor, organisationIds: readonly string[]): Promise<void> {
      await removeAll(tx, actor.pseudonym, organisationIds)
    },

    /** Deletes measurements that nobody touched since and that are in no account; the number of them. */
    async forgetVisitors(tx: Db, before: Date): Promise<number> {
      const ids = await organisations.visitorsWithoutMembers(await store.untouchedSince(tx, before), tx)
      await removeAll(tx, 'koers', ids)
      return ids.length
    },

    /** This round beside the one before it: which questions became others, and what was answered to those. */
    async compareWithPrevious(actor: Actor, id: string): Promise<Comparison> {
      const { since, ...opened } = await own(actor, id)
      const before = opened.round.previousId === null ? undefined : await store.roundWithAccess(db, opened.round.previousId, [])
      if (!before) throw notFound('There is no round before this one.')
      const instrument = await instruments.edition(before.round.editionHash)
      return {
        ...opened,
        since: since ?? successionBetween(instrument.edition, opened.instrument.edition),
        before: { round: before.round, instrument, answers: await store.answersOf(db, before.round) },
      }
    },

    /** A round with all finished rounds before it, for who may read it. */
    async history(actor: Actor, id: string): Promise<History> {
      const overview = await overviewOf(await readable(actor, id))
      const { round, instrument } = overview
      // A first round that was neither adopted nor corrected stands alone.
      const all = round.number === 1 && round.revision === 1 && !round.adoption ? [] : await store.roundsOf(db, round.organisationId)
      const rounds = standingRounds(all).filter((other) => other.finishedAt && other.number < round.number)
      const revisions = all.filter((other) => other.number === round.number && other.id !== round.id)
      const answers = await store.answersOfRounds(
        db,
        rounds.map((other) => other.id),
      )
      const editions = await Promise.all(rounds.map((other) => instruments.edition(other.editionHash)))
      const inconsistencies = inconsistenciesIn(instrument, overview.answers, dayOf(round.finishedAt ?? clock.now()))
      const earlier = rounds.map((other, at) => ({ round: other, ...readAs(instrument, editions[at] ?? instrument, answers.get(other.id) ?? new Map()) }))
      return { ...overview, inconsistencies, earlier, revisions, breaks: breaksOver([...editions, instrument]) }
    },

    /** The rounds of the same organisation, for its owner (or for everyone, of an example). */
    async siblings(actor: Actor, id: string): Promise<Round[]> {
      const { round, access } = await readable(actor, id)
      return mayManage(access, round) || round.example ? store.roundsOf(db, round.organisationId) : [round]
    },

    /** For counting over many boards: what each said last within a time, in chunks. Whoever asks answers for who may see it. */
    contributions: (asked: Parameters<typeof contributionsOf>[1], tx: Db = db) => contributionsOf(tx, asked),

    async links(actor: Actor, id: string): Promise<Link[]> {
      await own(actor, id, mayManage)
      return sharedLinks(db, id)
    },

    /** A link to read this one report. The key is shown once and kept as a hash. */
    async share(actor: Actor, id: string, label: string): Promise<{ key: string }> {
      const { round } = await own(actor, id, mayManage)
      return db.tx(async (tx) => {
        if (!(await store.holdRound(tx, id))) throw notFound('This measurement was deleted in the meantime.')
        const key = await issueKey(tx, { organisationId: round.organisationId, roundId: id, access: 'reader', label, at: clock.now() })
        await audit(tx, actor, 'link.shared', round)
        return { key }
      })
    },

    async withdraw(actor: Actor, id: string, linkId: string): Promise<void> {
      const { round } = await own(actor, id, mayManage)
      await db.tx(async (tx) => {
        if (await withdrawKey(tx, id, linkId, clock.now())) await audit(tx, actor, 'link.withdrawn', round)
      })
    },

    /** The example to show first, if there is one; inside the caller's transaction when it has one. */
    example: (tx: Db = db) => store.exampleRound(tx),
    examples: () => store.exampleRounds(db),
    /** The answers of several examples at once, for a picture of all of them. */
    async answersOfExamples(rounds: readonly Round[]): Promise<Map<string, Map<string, Answer>>> {
      return store.answersOfRounds(
        db,
        rounds.filter((round) => round.example).map((round) => round.id),
      )
    },
    /** For the demonstration only: a round as it is, open to all; finished and adopted where it says so. Nobody but the demonstration adopts one. */
    async seedExample(round: Omit<Round, 'id' | 'example'>, answers: readonly Answer[], tx: Db): Promise<string> {
      const id = newId()
      await store.insertRound(tx, { ...round, id, example: true, finishedAt: null, instrument: instruments.current.edition.id })
      await store.insertAnswers(tx, id, answers)
      if (round.finishedAt) await store.finishRounds(tx, [id], round.finishedAt)
      if (round.adoption) await adoptRounds(tx, [id], round.adoption)
      return id
    },
  }
}

/** What is found by the keys, with the right that the person holds at the organisation where that is stronger. */
function withStanding<Found extends { round: Round; access: Access }>(actor: Actor, found: Found | undefined): Found | undefined {
  return found && { ...found, access: stronger(found.access, actor.standing.get(found.round.organisationId)?.right ?? 'none') }
}

export type Assessments = ReturnType<typeof createAssessments>
