import { realInstrument as instrument } from '../../tests/support/content.ts'
import type { Ask } from '../load/ask.ts'
import { reading, saving, type Change, type Measurement } from '../measurement.ts'
import type { Worker } from './people.ts'

/** The last day of a campaign: 60 answers and 180 pages a second (the arithmetic stands in docs/performance.md). */
export const SAVES = 60
export const PAGES = 180

/** Of each thousand pages. A visitor without an account has no board. */
export const shares = { question: 867, overview: 67, board: 35, comparison: 13, growth: 5, report: 9, ods: 2, pdf: 2 }

/** What was sent to be kept: which answer, and what it says. */
export type Sent = { round: string; condition: string; version: number; level: number }
export type Mixed = { ask: Ask; sent?: Sent }

/**
 * Requests in the order in which they are due: each fourth one stores an answer, the rest are pages, each kind evenly over the time.
 * `kept` counts the answers that were sent before, so that none is sent twice.
 */
export function mixFor(base: string, workers: readonly (Measurement | Worker)[], { count, kept, change }: { count: number; kept: number; change: boolean }): Mixed[] {
  const saves = Math.round((count * SAVES) / (SAVES + PAGES))
  const answers = answersFor(base, workers, { count: saves, kept, change })
  const pages = pagesFor(workers, count - saves)
  return [answers, pages.map((ask) => ({ ask }))]
    .flatMap((kind: readonly Mixed[], nr) => kind.map((mixed, index) => ({ mixed, at: (index + (nr + 1) / 3) / kind.length })))
    .toSorted((one, other) => one.at - other.at)
    .map(({ mixed }) => mixed)
}

/** New answers of one person after the other; with `change` the second half changes those of the first. */
function answersFor(base: string, workers: readonly Measurement[], { count, kept, change }: { count: number; kept: number; change: boolean }): Mixed[] {
  const fresh = change ? Math.ceil(count / 2) : count
  return Array.from({ length: count }, (_, index) => {
    const [place, version] = [kept + (index % fresh), index < fresh ? 0 : 1]
    const measurement = workers[place % workers.length]
    const condition = instrument.conditions[Math.floor(place / workers.length)]
    if (!measurement || !condition) throw new RangeError(`${workers.length} people have no ${place} answers to give`)
    const level = (((place + version) % 4) + 1) as Change['level']
    return { ask: saving(base, measurement, { condition, version, level }), sent: { round: measurement.id, condition: condition.id, version, level } }
  })
}

function pagesFor(workers: readonly (Measurement | Worker)[], count: number): Ask[] {
  const kinds = Object.entries(shares).flatMap(([kind, share]) =>
    Array.from({ length: Math.max(1, Math.round((count * share) / 1000)) }, (_, index) => ({ kind, at: (index + 0.5) / share })),
  )
  const inOrder = kinds.toSorted((one, other) => one.at - other.at).slice(0, count)
  return inOrder.map(({ kind }, index) => {
    // A step that shares no factor with the number of people: who reads is not who has just stored something.
    const worker = workers[(index * 7919) % workers.length]
    if (!worker) throw new RangeError('Nobody is at work')
    return pageOf(kind as keyof typeof shares, worker, index)
  })
}

export function pageOf(kind: keyof typeof shares, worker: Measurement | Worker, index: number): Ask {
  const question = () => reading(worker, `/${instrument.conditions[index % instrument.conditions.length]?.id}`, ['name="version"', '</html>'])
  if (kind === 'question') return question()
  if (kind === 'overview' || !('board' in worker)) return reading(worker, '', ['</html>'])
  const finished = { ...worker, id: worker.finished }
  const ofBoard = (page: string): Ask => ({ ...reading(worker, '', ['</html>']), path: `/organisaties/${worker.board}${page}` })
  switch (kind) {
    case 'board':
      return ofBoard('')
    case 'comparison':
      return ofBoard('/vergelijken')
    case 'growth':
      return ofBoard('/groei')
    case 'report':
      return reading(finished, '/rapport', ['</html>'])
    case 'ods':
      return { ...reading(finished, '/rapport.ods', []), expect: { status: 200, begins: 'PK' } }
    case 'pdf':
      return { ...reading(finished, '/rapport.pdf', []), expect: { status: 200, begins: '%PDF-' } }
  }
}
