import { auditEntries, auditEntry } from '#platform/audit'
import { dayOf, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { newId } from '#platform/secret'
import { successionBetween, type Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import type { Opened } from '../assessments.ts'
import { mayAdopt, mayReadAt, mayRemove, mayWorkAt } from '../policy.ts'
import { newRound, standingRounds, type Profile, type Round } from '../round.ts'
import { carryOver } from '../carry-over.ts'
import { answersOfRounds, finishRounds, insertRound, lockRoundsOf } from '../store.ts'
import { adoptRounds, cellsAt, changedSinceAdoption, copyAnswers, moveKeys, moveRounds, putBelow, roundsAt, roundsByIds, type Cell, type Which } from './store.ts'

export type Adopting =
  | { status: 'adopted'; rounds: number }
  | { status: 'already-adopted'; by: string; on: string }
  | { status: 'not-finished' }
  /** The day of the decision is after today. */
  | { status: 'in-future' }

export type Correcting = { status: 'correcting'; roundId: string } | { status: 'not-adopted' } | { status: 'next-round-began'; roundId: string }

/** What one board has: its own rounds and those of its schools, with what is said in them. */
export type BoardPicture = { rounds: { round: Round; cells: Cell[] }[] }

type Needs = {
  db: Db
  clock: Clock
  instruments: Instruments
  organisations: Organisations
  /** The round, for who may read it. */
  open(actor: Actor, id: string): Promise<Opened>
}

/** The verbs of measuring with a board: rounds that belong together, what is arranged above, adoption, correction, and the picture of all. */
export function createBoardRounds({ db, clock, instruments, organisations, open }: Needs) {
  const audit = (tx: Db, actor: Actor, verb: string, round: Pick<Round, 'id' | 'organisationId'>) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject: round.id, organisationId: round.organisationId }))
  const auditAll = async (tx: Db, actor: Actor, verb: string, rounds: readonly Round[]) => {
    const subjects = rounds.map((round) => ({ subject: round.id, organisationId: round.organisationId }))
    if (subjects.length > 0) await tx.rows(auditEntries({ at: clock.now(), actor: actor.pseudonym, verb }, subjects))
  }
  const refuse = () => notFound('There is no such organisation, or you do not belong to it.')

  return {
    /**
     * A round of this board or school, in the caller's transaction: the one that is open, or a new one that begins with the last
     * answers. `boardRoundId`: the board's round from which it inherits. A new round then asks what the board's asks, in its version;
     * one that is open keeps its own, and where that asks something else it does not inherit.
     */
    async startAt(tx: Db, actor: Actor, organisationId: string, about: Pick<Profile, 'name' | 'scope' | 'sector'>, boardRoundId: string | null): Promise<Round> {
      if (!mayWorkAt(actor, organisationId)) throw refuse()
      const rounds = await lockRoundsOf(tx, organisationId)
      // A correction under way counts too: the next round begins after it.
      const last = rounds.at(-1)
      const [above] = boardRoundId === null ? [] : await roundsByIds(tx, [boardRoundId])
      const { edition } = above ? await instruments.edition(above.editionHash, tx) : instruments.current
      if (last && !last.finishedAt) {
        if (!above || successionBetween((await instruments.edition(last.editionHash, tx)).edition, edition).differs) return last
        await putBelow(tx, last.id, above.id)
        return { ...last, boardRoundId: above.id }
      }
      const round: Round = {
        ...newRound,
        ...about,
        role: last?.role ?? '',
        registerId: last?.registerId ?? null,
        id: newId(),
        organisationId,
        number: (last?.number ?? 0) + 1,
        previousId: last?.id ?? null,
        editionHash: edition.hash,
        editionVersion: edition.version,
        startedAt: clock.now(),
        boardRoundId,
      }
      await insertRound(tx, { ...round, instrument: edition.id })
      if (last) await carryOver(tx, instruments, last, round)
      await audit(tx, actor, 'round.started', round)
      return round
    },

    /** Finishes these rounds together; those that are finished already stay as they are. */
    async finishAll(tx: Db, actor: Actor, roundIds: readonly string[]): Promise<void> {
      const rounds = await roundsByIds(tx, roundIds)
      if (!rounds.every((round) => mayWorkAt(actor, round.organisationId))) throw refuse()
      const finished = new Set(await finishRounds(tx, roundIds, clock.now()))
      await auditAll(
        tx,
        actor,
        'round.finished',
        rounds.filter((round) => finished.has(round.id)),
      )
    },

    /** The board adopts: these finished rounds, together or not at all. Who comes second hears who was first. */
    async adopt(tx: Db, actor: Actor, roundIds: readonly string[], decision: { on: string; by: string }): Promise<Adopting> {
      const at = clock.now()
      const rounds = await roundsByIds(tx, roundIds)
      if (rounds.length === 0 || !rounds.every((round) => mayAdopt(actor, round))) throw refuse()
      if (decision.on > dayOf(at)) return { status: 'in-future' }
      if (rounds.some((round) => !round.finishedAt)) return { status: 'not-finished' }
      const adopted = new Set(await adoptRounds(tx, roundIds, { ...decision, at, personId: actor.person?.id ?? null }))
      if (adopted.size === 0) {
        const [first] = await roundsByIds(tx, roundIds)
        return { status: 'already-adopted', by: first?.adoption?.by ?? '', on: first?.adoption?.on ?? '' }
      }
      await auditAll(
        tx,
        actor,
        'round.adopted',
        rounds.filter((round) => adopted.has(round.id)),
      )
      return { status: 'adopted', rounds: adopted.size }
    },

    /** A new revision of an adopted round, open for answers, with the reason. The adopted one stays as it is and says that it is being corrected. */
    async correct(actor: Actor, id: string, reason: string): Promise<Correcting> {
      const { round } = await open(actor, id)
      if (!mayAdopt(actor, round)) throw refuse()
      if (!round.adoption) return { status: 'not-adopted' }
      return db.tx(async (tx) => {
        const rounds = await lockRoundsOf(tx, round.organisationId)
        const later = rounds.find((other) => other.number > round.number)
        if (later) return { status: 'next-round-began', roundId: later.id }
        const newest = rounds.findLast((other) => other.number === round.number) ?? round
        if (!newest.finishedAt) return { status: 'correcting', roundId: newest.id }
        const revision: Round = { ...newest, ...newRound, id: newId(), revision: newest.revision + 1, correction: { of: newest.id, reason }, startedAt: clock.now() }
        const edition = await instruments.edition(newest.editionHash, tx)
        await insertRound(tx, { ...revision, instrument: edition.edition.id })
        await copyAnswers(tx, newest.id, revision.id)
        await audit(tx, actor, 'round.corrected', revision)
        return { status: 'correcting', roundId: revision.id }
      })
    },

    /** Every standing round of these organisations, oldest first; those beyond the actor's reach are left out. */
    async roundsAt(actor: Actor, organisationIds: readonly string[]): Promise<Round[]> {
      return standingRounds(
        await roundsAt(
          db,
          organisationIds.filter((id) => mayReadAt(actor, id)),
        ),
      )
    },

    /** The chosen rounds of these organisations with their cells; what a school inherits while its round is open is filled in. */
    async picture(actor: Actor, organisationIds: readonly string[], which: Which = 'latest'): Promise<BoardPicture> {
      const found = await cellsAt(
        db,
        organisationIds.filter((id) => mayReadAt(actor, id)),
        which,
      )
      const byId = new Map(found.map((one) => [one.round.id, one]))
      const standing = which === 'all' ? new Set(standingRounds(found.map((one) => one.round)).map((round) => round.id)) : undefined
      return {
        rounds: found
          .filter((one) => standing?.has(one.round.id) ?? true)
          .map((one) => (one.round.finishedAt || one.round.boardRoundId === null ? one : { ...one, cells: inherited(one.cells, byId.get(one.round.boardRoundId)?.cells ?? []) })),
      }
    },

    answersOfRounds: async (actor: Actor, roundIds: readonly string[]) => {
      const readable = (await roundsByIds(db, roundIds)).filter((round) => mayReadAt(actor, round.organisationId))
      return answersOfRounds(
        db,
        readable.map((round) => round.id),
      )
    },

    /** The edition a round is in; for another service that has asked its own policy. */
    async editionOf(id: string): Promise<string> {
      const [round] = await roundsByIds(db, [id])
      if (!round) throw refuse()
      return round.editionHash
    },

    /** What a browser measured before its person signed in: the organisations whose keys it holds. The caller lets the person belong to them. */
    moveIntoAccount: (tx: Db, personId: string, keyHashes: readonly string[]) => moveKeys(tx, keyHashes, personId),

    /** A measurement that a visitor began becomes one of a board or school: its rounds come after those that are there. */
    async moveTo(actor: Actor, id: string, organisationId: string): Promise<{ status: 'moved' } | { status: 'open-round-there' }> {
      const { round, access } = await open(actor, id)
      if (!mayRemove(access, round) || !mayWorkAt(actor, organisationId) || round.organisationId === organisationId) throw refuse()
      return db.tx(async (tx) => {
        const [mine, theirs] = [await lockRoundsOf(tx, round.organisationId), await lockRoundsOf(tx, organisationId)]
        if (mine.some((one) => !one.finishedAt) && theirs.some((one) => !one.finishedAt)) return { status: 'open-round-there' }
        await moveRounds(tx, round.organisationId, organisationId)
        await organisations.removeTrial(round.organisationId, tx)
        await audit(tx, actor, 'measurement.moved', { id, organisationId })
        return { status: 'moved' }
      })
    },

    /** Recomputes the hash of every adopted round. */
    verifyAdopted: () => changedSinceAdoption(db),
  }
}

/** The same rule as `withInherited`, on cells. */
function inherited(own: readonly Cell[], ofBoard: readonly Cell[]): Cell[] {
  const cells = new Map(own.map((cell) => [cell.conditionId, cell]))
  const judged = (cell: Cell | undefined) => cell !== undefined && cell.judgement !== 'open' && !cell.carried
  for (const above of ofBoard)
    if ((above.arrangedBy === 'board' || above.arrangedBy === 'supplier') && judged(above) && !judged(cells.get(above.conditionId)))
      cells.set(above.conditionId, { ...above, desired: cells.get(above.conditionId)?.desired ?? null, deviates: false, inherited: true })
  return [...cells.values()]
}
