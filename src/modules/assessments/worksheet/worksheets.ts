import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { newId } from '#platform/secret'
import type { Assessments, Overview } from '../assessments.ts'
import { holdRound } from '../store.ts'
import { compare, statementAfter, unknownRows, type ConditionDifferences } from './compare.ts'
import { readWorksheet, type Unreadable } from './read.ts'
import { dropWorksheet, keepWorksheet, worksheetById } from './store.ts'
import { writeWorksheet } from './write.ts'

export type Comparison = { overview: Overview; differences: ConditionDifferences[]; unknown: string[] }
export type Uploading = { status: 'compared'; worksheetId: string } | { status: 'unreadable'; problem: Unreadable; where: string | undefined } | { status: 'finished' }
/** Which cells to take over: `4.3:note`; and per condition the version that was on the screen. */
export type Choice = { take: ReadonlySet<string>; versions: ReadonlyMap<string, number> }
export type Applying = { status: 'applied'; cells: number; changedMeanwhile: string[]; refused: string[] }

/** The spreadsheet as an equal entrance: out, in, compared cell by cell, and only what a person chose is stored. */
export function createWorksheets({ db, clock, assessments }: { db: Db; clock: Clock; assessments: Assessments }) {
  const comparison = async (actor: Actor, roundId: string, worksheetId: string): Promise<Comparison | undefined> => {
    const overview = await assessments.overview(actor, roundId)
    const worksheet = await worksheetById(db, worksheetId, roundId)
    return worksheet && { overview, differences: compare(worksheet, overview.answers, overview.instrument), unknown: unknownRows(worksheet, overview.instrument) }
  }
  return {
    async download(actor: Actor, roundId: string): Promise<Uint8Array> {
      const { round, answers, instrument } = await assessments.overview(actor, roundId)
      return writeWorksheet(round, answers, instrument, clock.now())
    },

    async upload(actor: Actor, roundId: string, bytes: Uint8Array): Promise<Uploading> {
      const { round } = await assessments.openOwn(actor, roundId)
      if (round.finishedAt) return { status: 'finished' }
      const read = readWorksheet(bytes, roundId)
      if (!read.ok) return { status: 'unreadable', problem: read.problem, where: read.where }
      const id = newId()
      await db.tx(async (tx) => {
        if (!(await holdRound(tx, roundId))) throw notFound('This measurement was deleted in the meantime.')
        await keepWorksheet(tx, { id, roundId, document: read.worksheet, at: clock.now() })
      })
      return { status: 'compared', worksheetId: id }
    },

    comparison,

    /** Takes over the chosen cells, one answer at a time. An answer that changed since the screen was made is left for another look. */
    async apply(actor: Actor, roundId: string, worksheetId: string, choice: Choice): Promise<Applying | { status: 'gone' }> {
      const found = await comparison(actor, roundId, worksheetId)
      if (!found) return { status: 'gone' }
      const { overview, differences } = found
      const applied: Applying = { status: 'applied', cells: 0, changedMeanwhile: [], refused: [] }
      for (const { condition, differences: cells } of differences) {
        const taken = cells.filter((cell) => choice.take.has(`${condition.id}:${cell.field}`))
        if (taken.length === 0) continue
        const after = statementAfter(overview.answers.get(condition.id), taken, condition, overview.instrument)
        if (!after.ok) {
          applied.refused.push(condition.id)
          continue
        }
        const saved = await assessments.answer(actor, overview, {
          conditionId: condition.id,
          expectedVersion: choice.versions.get(condition.id) ?? 0,
          statement: after.statement,
          deviation: overview.answers.get(condition.id)?.deviation ?? '',
        })
        if (saved.status === 'finished') return { status: 'gone' }
        // The board arranges it: why it is different here is said on the page of the condition, not in a cell.
        if (saved.status === 'arranged-above' || saved.status === 'nothing-said') {
          applied.refused.push(condition.id)
          continue
        }
        if (saved.status === 'changed-meanwhile') applied.changedMeanwhile.push(condition.id)
        else applied.cells += taken.length
      }
      if (applied.changedMeanwhile.length === 0 && applied.refused.length === 0) await dropWorksheet(db, worksheetId)
      return applied
    },
  }
}

export type Worksheets = ReturnType<typeof createWorksheets>
