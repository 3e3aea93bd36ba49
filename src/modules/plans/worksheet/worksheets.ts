import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { newId } from '#platform/secret'
import type { Plans, PlanView } from '../plans.ts'
import { accessTo, mayChange, mayPlan } from '../policy.ts'
import { afterwards, compare, outcome, type After, type Compared } from './compare.ts'
import { readPlan, type Unreadable, type Worksheet } from './read.ts'
import { keepWorksheet, takeWorksheet, worksheetOf } from './store.ts'
import { planCsv, writePlan } from './write.ts'

export type Comparison = { view: PlanView; compared: Compared }
export type Uploading = { status: 'compared'; worksheetId: string } | { status: 'unreadable'; problem: Unreadable; where: string | undefined }
/** Which cells (`<action>:<field>`) and new rows (`new:<row>`) to take over, and per action the version that was on the screen. */
export type Choice = { take: ReadonlySet<string>; versions: ReadonlyMap<string, number> }
export type Applying = { status: 'applied'; cells: number; added: number; left: number } | { status: 'gone' }

const nothing = () => notFound('There is no such plan, or it is not yours to write.')

/** The spreadsheet as an equal entrance: out, in, compared cell by cell, and only what a person chose is stored. */
export function createWorksheets({ db, clock, plans }: { db: Db; clock: Clock; plans: Plans }) {
  const writer = (actor: Actor, organisationId: string): string => {
    if (!actor.person || !mayPlan(actor.standing.get(organisationId)?.right)) throw nothing()
    return actor.person.id
  }
  const compareWith = async (actor: Actor, organisationId: string, worksheet: Worksheet): Promise<Comparison> => {
    const view = await plans.plan(actor, organisationId)
    const mine = view.actions.filter((action) => mayChange(accessTo(actor, action)))
    return { view, compared: compare(worksheet, mine, view) }
  }

  /** Fields first, then the status on top of the version that came of it; false when someone was faster or it does not fit. */
  async function store(actor: Actor, id: string, version: number, { fields, status, result }: After): Promise<boolean> {
    const saved = await plans.change(actor, id, version, fields)
    if (saved.status !== 'saved') return false
    return moveTo(actor, id, saved.version, status, result)
  }
  async function moveTo(actor: Actor, id: string, version: number, status: After['status'], result: string): Promise<boolean> {
    const { action } = await plans.readable(actor, id)
    if (action.status === status && action.result === result) return true
    return (await plans.move(actor, id, version, status, result)).status === 'saved'
  }

  return {
    ods: async (actor: Actor, organisationId: string) => writePlan(await plans.plan(actor, organisationId), clock.now()),
    csv: async (actor: Actor, organisationId: string) => planCsv(await plans.plan(actor, organisationId)),

    async upload(actor: Actor, organisationId: string, bytes: Uint8Array): Promise<Uploading> {
      const personId = writer(actor, organisationId)
      const read = readPlan(bytes, organisationId)
      if (!read.ok) return { status: 'unreadable', problem: read.problem, where: read.where }
      const id = newId()
      await db.tx((tx) => keepWorksheet(tx, { id, organisationId, personId, document: read.worksheet, at: clock.now() }))
      return { status: 'compared', worksheetId: id }
    },

    async comparison(actor: Actor, organisationId: string, id: string): Promise<Comparison | undefined> {
      const worksheet = await worksheetOf(db, { id, organisationId, personId: writer(actor, organisationId) })
      return worksheet && compareWith(actor, organisationId, worksheet)
    },

    /** Takes over what was chosen, one action at a time. What changed since the screen was made, or does not fit, is left for another look. */
    async apply(actor: Actor, organisationId: string, id: string, choice: Choice): Promise<Applying> {
      const personId = writer(actor, organisationId)
      const worksheet = await takeWorksheet(db, { id, organisationId, personId })
      if (!worksheet) return { status: 'gone' }
      const { view, compared } = await compareWith(actor, organisationId, worksheet)
      const made = new Set<number>()
      let [cells, left] = [0, 0]
      for (const { action, differences } of compared.changed) {
        const taken = differences.filter((one) => choice.take.has(`${action.id}:${one.field}`))
        if (taken.length === 0) continue
        const after = afterwards(action, taken, view)
        if (after.ok && (await store(actor, action.id, choice.versions.get(action.id) ?? 0, after.after))) cells += taken.length
        else left++
      }
      for (const { row, cells: typed } of compared.added) {
        if (!choice.take.has(`new:${row}`)) continue
        const after = outcome(typed, view)
        const created = after.ok ? await plans.create(actor, organisationId, after.after.fields, 'worksheet') : undefined
        if (!after.ok || created?.status !== 'saved') {
          left++
          continue
        }
        await moveTo(actor, created.id, created.version, after.after.status, after.after.result)
        made.add(row)
      }
      // What was made must not be made again from what is left.
      const rest = { rows: worksheet.rows.filter((one) => !made.has(one.row)) }
      if (left > 0) await db.tx((tx) => keepWorksheet(tx, { id, organisationId, personId, document: rest, at: clock.now() }))
      return { status: 'applied', cells, added: made.size, left }
    },
  }
}

export type Worksheets = ReturnType<typeof createWorksheets>
