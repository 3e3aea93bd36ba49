import { auditEntry } from '#platform/audit'
import { dayOf, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Person } from '#platform/rights'
import { newId } from '#platform/secret'
import type { Notifications } from '#modules/notifications'
import { membersOf, waitForTurn } from '../memberships/store.ts'
import { isId, type Kind, type Organisation } from '../organisation.ts'
import { mayManage, maySeePeople } from '../policy.ts'
import { organisationByCode, organisationById } from '../store.ts'
import type { Handover } from './handover.ts'
import * as store from './store.ts'

export type NamedHandover = store.NamedHandover
export type HandingOver = { status: 'done' } | { status: 'mistake'; field: string; problem: 'school' | 'board' | 'same-board' }

export function createHandovers({ db, clock, notifications }: { db: Db; clock: Clock; notifications: Notifications }) {
  /** By the number people know, or by its id for one that has none. What merged or is gone cannot be handed over any more. */
  const found = async (typed: string, kind: Kind): Promise<Organisation | undefined> => {
    const organisation = isId(typed) ? await organisationById(db, typed) : await organisationByCode(db, typed)
    return organisation?.kind === kind && !organisation.mergedInto && !organisation.goneAt ? organisation : undefined
  }
  const manager = ({ person }: Actor): Person => {
    if (!person || !mayManage(person)) throw notFound('There is nothing here.')
    return person
  }
  const audit = (tx: Db, actor: Actor, verb: string, organisationId: string, subject: string) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject, organisationId }))

  return {
    /** What came and went, for whoever belongs to the organisation. */
    async handoversOf(actor: Actor, id: string): Promise<NamedHandover[]> {
      if (!maySeePeople(actor.standing.get(id))) throw notFound('There is no such organisation, or you do not belong there.')
      return store.handoversOf(db, id)
    },

    async latest(actor: Actor): Promise<NamedHandover[]> {
      manager(actor)
      return store.latestHandovers(db)
    },

    /** A school goes to another board, from now on: its rounds and its own people go along, rights through the old board end. */
    async move(actor: Actor, given: { school: string; toBoard: string; reason: string }): Promise<HandingOver> {
      const administrator = manager(actor)
      const school = await found(given.school, 'school')
      if (!school) return { status: 'mistake', field: 'school', problem: 'school' }
      const board = await found(given.toBoard, 'board')
      if (!board) return { status: 'mistake', field: 'toBoard', problem: 'board' }
      if (school.parentId === board.id) return { status: 'mistake', field: 'toBoard', problem: 'same-board' }
      const fromId = school.parentId
      return db.tx(async (tx): Promise<HandingOver> => {
        if (!(await store.moveSchool(tx, { id: school.id, fromId }, board.id))) return { status: 'mistake', field: 'school', problem: 'school' }
        const line = handover({ organisationId: school.id, fromId, toId: board.id, kind: 'moved', reason: given.reason, recordedBy: administrator.id })
        await store.insertHandovers(tx, [line])
        const params = { school: school.name, from: fromId ? ((await organisationById(tx, fromId))?.name ?? '') : '', to: board.name }
        const about = (id: string) => `/organisaties/${id}/mensen`
        if (fromId) await notifications.notify(tx, { kind: 'school-moved', params, about: about(fromId), personIds: await ownersAt(tx, [fromId], administrator) })
        await notifications.notify(tx, { kind: 'school-moved', params, about: about(board.id), personIds: await ownersAt(tx, [board.id, school.id], administrator, fromId) })
        for (const id of [school.id, board.id, ...(fromId ? [fromId] : [])]) await audit(tx, actor, 'handover.moved', id, line.id)
        return { status: 'done' }
      })
    },

    /** Two boards become one: all schools go to the one that stays, the other is history that its owners may read. */
    async merge(actor: Actor, given: { fromBoard: string; intoBoard: string; reason: string }): Promise<HandingOver> {
      const administrator = manager(actor)
      const from = await found(given.fromBoard, 'board')
      if (!from) return { status: 'mistake', field: 'fromBoard', problem: 'board' }
      const into = await found(given.intoBoard, 'board')
      if (!into) return { status: 'mistake', field: 'intoBoard', problem: 'board' }
      if (from.id === into.id) return { status: 'mistake', field: 'intoBoard', problem: 'same-board' }
      return db.tx(async (tx): Promise<HandingOver> => {
        // In the order of their ids, so that two merges of the same boards do not wait for one another.
        for (const id of [from.id, into.id].toSorted((one, other) => (one < other ? -1 : 1))) await waitForTurn(tx, id)
        const stillThere = await organisationById(tx, into.id)
        if (stillThere?.mergedInto !== null) return { status: 'mistake', field: 'intoBoard', problem: 'board' }
        if (!(await store.mergeBoard(tx, from.id, into.id, clock.now()))) return { status: 'mistake', field: 'fromBoard', problem: 'board' }
        const about = { fromId: from.id, toId: into.id, reason: given.reason, recordedBy: administrator.id }
        const schools = await store.moveSchools(tx, from.id, into.id)
        const merged = handover({ ...about, organisationId: from.id, kind: 'merged' })
        await store.insertHandovers(tx, [merged, ...schools.map((organisationId) => handover({ ...about, organisationId, kind: 'moved' }))])
        const personIds = await ownersAt(tx, [from.id, into.id], administrator)
        await notifications.notify(tx, { kind: 'boards-merged', params: { from: from.name, to: into.name }, about: `/organisaties/${into.id}/mensen`, personIds })
        for (const id of [from.id, into.id]) await audit(tx, actor, 'handover.merged', id, merged.id)
        return { status: 'done' }
      })
    },
  }

  /** The owners of these organisations themselves, but not who does it, nor who is told as an owner of `not` already. */
  async function ownersAt(tx: Db, ids: readonly string[], by: Person, not: string | null = null): Promise<string[]> {
    const owners = (await membersOf(tx, [...ids, ...(not ? [not] : [])])).filter(({ right }) => right === 'owner')
    const left = new Set([by.id, ...owners.filter(({ organisationId }) => organisationId === not).map(({ personId }) => personId)])
    return owners.map(({ personId }) => personId).filter((id) => !left.has(id))
  }

  function handover(about: Omit<Handover, 'id' | 'onDay' | 'source'>): Handover {
    return { ...about, id: newId(), onDay: dayOf(clock.now()), source: 'hand' }
  }
}

export type Handovers = ReturnType<typeof createHandovers>
