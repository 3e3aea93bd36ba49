import { fork } from 'node:child_process'
import { join } from 'node:path'
import { realInstrument as instrument } from '../tests/support/content.ts'
import { answerOf } from './child-answer.ts'
import { changesFor, type Changes } from './changes.ts'
import type { Ask, Outcome } from './load/ask.ts'
import { reading } from './measurement.ts'
import { installPeers } from './peers/install.ts'
import type { SurveyDone, SurveyJob } from './peers/survey.ts'
import type { ServerProcess } from './server-process.ts'
import type { Stage } from './stage.ts'

/** Work that is measured in CPU time: what is done, and whose time it takes. */
export type Workload = {
  name: string
  /** How often in one round: enough for a second of CPU time where that is affordable. */
  perRound: number
  /** The process that does the work; PostgreSQL is added where it has a part in it. */
  pid: number
  postgresPid?: number
  run(count: number): Promise<Pick<Outcome, 'waits' | 'failures'>>
}

const CONNECTIONS = 8
const cycle = (asks: readonly Ask[]) => (count: number) => Array.from({ length: count }, (_, index) => asks[index % asks.length] as Ask)
/** As Hono writes text into a page. */
const inPage = (text: string) => text.replace(/[&<>"']/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? character)

/** Workloads by name. Each is made when a scenario asks for it. */
export const workloads = {
  /** Every question page of a filled-in measurement in turn. */
  question: (stage) =>
    ofKoers(stage, 'question', 2000, async () => {
      const { open } = await stage.filled()
      return cycle(
        instrument.conditions.map((condition) =>
          reading(open, `/${condition.id}`, [inPage(condition.question), 'Besproken in het overleg van schoolleiders (2e keer)', 'name="version" value="2"']),
        ),
      )
    }),
  answer: async (stage) => {
    const [changes, database] = [await changesOf(stage), await stage.database()]
    const logged = async () => Number((await database.query<{ count: string }>("select count(*) as count from audit.entry where verb = 'answer.saved'")).rows[0]?.count ?? 0)
    const base = await ofKoers(stage, 'answer', 1000, async () => (count) => changes.take(count))
    return {
      ...base,
      async run(count) {
        const before = await logged()
        const outcome = await base.run(count)
        const lines = (await logged()) - before
        if (lines !== outcome.waits.length) outcome.failures.push(`${outcome.waits.length} answers were stored with ${lines} audit lines`)
        return outcome
      },
    }
  },
  overview: (stage) =>
    ofKoers(stage, 'overview', 1000, async () => {
      const { open } = await stage.filled()
      return cycle([reading(open, '', ['Stichting De Wegwijzer', ...instrument.conditions.map((condition) => `href="/metingen/${open.id}/${condition.id}"`)])])
    }),
  report: (stage) =>
    ofKoers(
      stage,
      'report',
      60,
      async () => {
        const { finished } = await stage.filled()
        return cycle([reading(finished, '/rapport', ['Stichting De Wegwijzer', '<svg', '</html>'])])
      },
      1,
    ),
  pdf: (stage) => ofKoers(stage, 'pdf', 12, async () => cycle([await file(stage, 'rapport.pdf', { type: 'application/pdf', begins: '%PDF-', has: ['pdfuaid:part'] })]), 1),
  ods: (stage) => ofKoers(stage, 'ods', 40, async () => cycle([await file(stage, 'rapport.ods', ods)]), 1),
  worksheet: (stage) =>
    ofKoers(
      stage,
      'worksheet',
      40,
      async () => {
        const { open } = await stage.filled()
        return cycle([{ ...reading(open, '/werkblad.ods', []), expect: { status: 200, ...ods } }])
      },
      1,
    ),
  'reference-page': async (stage) => {
    const asks = cycle(
      Array.from({ length: 100 }, (_, index) => index + 1).map((id) => ({
        method: 'GET',
        path: `/item/${id}`,
        headers: {},
        expect: { status: 200, type: 'text/html', has: [`<h1>Item ${id}</h1>`, `value="${(id % 4) + 1}" checked`] },
      })),
    )
    return served(stage, { name: 'reference-page', perRound: 8000, server: await stage.reference(), asks })
  },
  'reference-upsert': async (stage) => {
    let next = 0
    const asks = (count: number) =>
      Array.from({ length: count }, (): Ask => {
        const id = 1000 + (next++ % 10_000)
        return {
          method: 'POST',
          path: `/item/${id}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: `title=Item+${id}&note=Keer+${next}+met+een+zin+erbij`,
          expect: { status: 303, location: `/item/${id + 1}` },
        }
      })
    return served(stage, { name: 'reference-upsert', perRound: 4000, server: await stage.reference(), asks })
  },
  'govuk-page': async (stage) => {
    const asks = cycle(
      Array.from({ length: 40 }, (_, index) => index + 1).map((id) => ({
        method: 'GET',
        path: `/question/${id}${id % 2 === 0 ? '?error=1' : ''}`,
        headers: {},
        expect: { status: 200, type: 'text/html', has: [`Question ${id}: does everyone`, 'govuk-radios', 'govuk-textarea', ...(id % 2 === 0 ? ['govuk-error-summary'] : [])] },
      })),
    )
    const { postgresPid: _, ...workload } = await served(stage, { name: 'govuk-page', perRound: 400, server: await stage.govuk(), asks })
    return workload
  },
  'survey-build': (stage) => ofSurvey(stage, 'build', 60),
  'survey-answer': (stage) => ofSurvey(stage, 'answer', 1500),
} satisfies Record<string, (stage: Stage) => Promise<Workload>>

export type WorkloadName = keyof typeof workloads

const ods = { type: 'application/vnd.oasis.opendocument.spreadsheet', begins: 'PK', has: ['mimetypeapplication/vnd.oasis.opendocument.spreadsheet'] }

async function file(stage: Stage, name: string, expect: Omit<Ask['expect'], 'status'>): Promise<Ask> {
  const { finished } = await stage.filled()
  return { ...reading(finished, `/${name}`, []), expect: { status: 200, ...expect } }
}

const supplies = new WeakMap<Stage, Promise<Changes>>()
/** One supply for all scenarios: a version that one of them used up is not used again by another. */
export function changesOf(stage: Stage): Promise<Changes> {
  const known = supplies.get(stage)
  if (known) return known
  const made = Promise.all([stage.koers(), stage.fresh()]).then(([{ url }, measurements]) => changesFor(url, measurements))
  supplies.set(stage, made)
  return made
}

type Served = { name: string; perRound: number; server: ServerProcess; asks: (count: number) => Ask[]; connections?: number }

async function served(stage: Stage, { name, perRound, server, asks, connections = CONNECTIONS }: Served): Promise<Workload> {
  const { pid: postgresPid } = await stage.postgres()
  const run = (count: number) => stage.load.run({ base: server.url, asks: asks(count), connections: Math.min(connections, Math.ceil(count / 8)) })
  return { name, perRound, pid: server.pid, postgresPid, run }
}

async function ofKoers(stage: Stage, name: string, perRound: number, prepare: () => Promise<(count: number) => Ask[]>, connections?: number): Promise<Workload> {
  return served(stage, { name, perRound, server: await stage.koers(), asks: await prepare(), ...(connections === undefined ? {} : { connections }) })
}

async function ofSurvey(stage: Stage, what: SurveyJob['what'], perRound: number): Promise<Workload> {
  installPeers()
  const child = fork(join(import.meta.dirname, 'peers/survey.ts'), { stdio: 'inherit' })
  stage.onStop(() => child.disconnect())
  return {
    name: `survey-${what}`,
    perRound,
    pid: child.pid ?? 0,
    async run(count) {
      const begun = performance.now()
      child.send({ what, count } satisfies SurveyJob)
      const { visible, progress } = await answerOf<SurveyDone>(child)
      const failures = visible < 30 || visible > 59 || (what === 'answer' && progress <= 0) ? [`SurveyJS shows ${visible} questions at ${progress} %`] : []
      return { waits: Array.from({ length: count }, () => (performance.now() - begun) / count), failures }
    },
  }
}
