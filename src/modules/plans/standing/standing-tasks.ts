import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { newId } from '#platform/secret'
import type { Notifications } from '#modules/notifications'
import type { Place, Plans } from '../plans.ts'
import { accessTo, mayPlan, mayTick } from '../policy.ts'
import { log } from '../store.ts'
import { dueOn } from './due.ts'
import * as store from './store.ts'
import type { Suggestion } from './suggestion.ts'
import type { Occurrence, StandingTask, TaskFields } from './task.ts'

export type YearlyView = Place & { year: number; occurrences: (Occurrence & { mayTick: boolean })[]; suggestions: Suggestion[] }
export type TaskSaving = { status: 'saved' } | { status: 'changed-meanwhile'; current: StandingTask } | { status: 'owner-cannot-see' }

const nothing = () => notFound('There is no such task, or you do not belong to its organisation.')

type Needs = { db: Db; clock: Clock; plans: Pick<Plans, 'place' | 'ownerSees'>; suggestions: readonly Suggestion[]; notifications: Notifications }

/** What comes back every year. A year is not made beforehand: it follows from the task, and only a tick is stored. */
export function createStandingTasks({ db, clock, plans, suggestions, notifications }: Needs) {
  const access = (actor: Actor, task: Pick<StandingTask, 'organisationId' | 'ownerId'>) => accessTo(actor, { ...task, schoolIds: [] })
  const audit = (tx: Db, actor: Actor, verb: string, { id, organisationId }: Pick<StandingTask, 'id' | 'organisationId'>) =>
    log(tx, { at: clock.now(), actor: actor.pseudonym, verb, subject: id, organisationId })

  async function tellOwner(tx: Db, actor: Actor, { organisationId, ownerId, title }: Pick<StandingTask, 'organisationId' | 'ownerId' | 'title'>): Promise<void> {
    if (ownerId === null || ownerId === actor.person?.id) return
    const params = { task: title, by: actor.person?.name || (actor.person?.email ?? '') }
    await notifications.notify(tx, { kind: 'task-given', params, about: `/organisaties/${organisationId}/plan/jaarkalender`, personIds: [ownerId] })
  }

  async function own(actor: Actor, id: string, may: (task: StandingTask) => boolean): Promise<StandingTask> {
    const task = await store.taskById(db, id)
    if (!task || !may(task)) throw nothing()
    return task
  }
  const planned = (actor: Actor) => (task: StandingTask) => mayPlan(actor.standing.get(task.organisationId)?.right)

  /** The years of these tasks, in the order of the calendar. */
  async function occurrences(tasks: readonly StandingTask[], fromYear: number, toYear: number, tx: Db = db): Promise<Occurrence[]> {
    const ticks = await store.ticksOf(
      tx,
      tasks.map((task) => task.id),
      fromYear,
      toYear,
    )
    const done = new Map(ticks.map((tick) => [`${tick.taskId}/${tick.year}`, { at: tick.at, byId: tick.byId }]))
    const years = Array.from({ length: toYear - fromYear + 1 }, (_, step) => fromYear + step)
    return years
      .flatMap((year) => tasks.map((task) => ({ task, year, day: dueOn(task.due, year), done: done.get(`${task.id}/${year}`) ?? null })))
      .toSorted((one, other) => one.day.localeCompare(other.day))
  }

  return {
    /** The years of these organisations' tasks; who may see them is for the caller to have asked. */
    occurrencesOf: async (organisationIds: readonly string[], fromYear: number, toYear: number, tx: Db = db) =>
      occurrences(await store.tasksOf(tx, organisationIds), fromYear, toYear, tx),

    async yearly(actor: Actor, organisationId: string, year: number): Promise<YearlyView> {
      const place = await plans.place(actor, organisationId)
      const tasks = await store.tasksOf(db, [organisationId])
      const taken = new Set(tasks.map((task) => task.contentId))
      const all = await occurrences(tasks, year, year)
      return {
        ...place,
        year,
        occurrences: all.map((one) => ({ ...one, mayTick: mayTick(access(actor, one.task)) })),
        suggestions: mayPlan(place.right) ? suggestions.filter((suggestion) => !taken.has(suggestion.id)) : [],
      }
    },

    task: async (actor: Actor, organisationId: string, id: string) => {
      const task = await own(actor, id, planned(actor))
      if (task.organisationId !== organisationId) throw nothing()
      return task
    },

    /** Takes over one suggestion; twice is once. */
    async takeOver(actor: Actor, organisationId: string, suggestionId: string): Promise<void> {
      const suggestion = suggestions.find((one) => one.id === suggestionId)
      if (!suggestion || !mayPlan(actor.standing.get(organisationId)?.right)) throw nothing()
      const { title, why, owner, condition, due } = suggestion
      const task: StandingTask = {
        id: newId(),
        organisationId,
        contentId: suggestion.id,
        conditionId: condition,
        title,
        why,
        ownerId: null,
        owner,
        due: 'month' in due ? { kind: 'day', ...due } : { kind: 'before-summer', weeks: due.weeksBeforeSummer },
        version: 1,
      }
      await db.tx(async (tx) => {
        if (await store.insertTask(tx, task, clock.now())) await audit(tx, actor, 'standing-task.added', task)
      })
    },

    async add(actor: Actor, organisationId: string, fields: TaskFields): Promise<TaskSaving> {
      if (!mayPlan(actor.standing.get(organisationId)?.right)) throw nothing()
      if (!(await plans.ownerSees(organisationId, { ...fields, schoolIds: [] }))) return { status: 'owner-cannot-see' }
      const task = { ...fields, id: newId(), organisationId, contentId: null, version: 1 }
      await db.tx(async (tx) => {
        await store.insertTask(tx, task, clock.now())
        await tellOwner(tx, actor, task)
        await audit(tx, actor, 'standing-task.added', task)
      })
      return { status: 'saved' }
    },

    async change(actor: Actor, id: string, version: number, fields: TaskFields): Promise<TaskSaving> {
      const before = await own(actor, id, planned(actor))
      if (fields.ownerId !== before.ownerId && !(await plans.ownerSees(before.organisationId, { ...fields, schoolIds: [] }))) return { status: 'owner-cannot-see' }
      return db.tx(async (tx) => {
        if (!(await store.updateTask(tx, id, version, fields))) return { status: 'changed-meanwhile', current: (await store.taskById(tx, id)) ?? before }
        if (fields.ownerId !== before.ownerId) await tellOwner(tx, actor, { ...before, ...fields })
        await audit(tx, actor, 'standing-task.changed', before)
        return { status: 'saved' }
      })
    },

    async remove(actor: Actor, id: string): Promise<void> {
      const task = await own(actor, id, planned(actor))
      await db.tx(async (tx) => {
        await store.deleteTask(tx, id)
        await audit(tx, actor, 'standing-task.removed', task)
      })
    },

    /** Ticks one year off, or takes the tick back. Twice is once. */
    async tick(actor: Actor, id: string, year: number, done: boolean): Promise<void> {
      const task = await own(actor, id, (one) => mayTick(access(actor, one)))
      await db.tx(async (tx) => {
        const changed = done ? await store.insertTick(tx, { taskId: id, year, at: clock.now(), byId: actor.person?.id ?? null }) : await store.deleteTick(tx, id, year)
        if (changed) await audit(tx, actor, done ? 'standing-task.ticked' : 'standing-task.unticked', task)
      })
    },
  }
}

export type StandingTasks = ReturnType<typeof createStandingTasks>
