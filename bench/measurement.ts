import { randomBytes } from 'node:crypto'
import type { Condition } from '../src/modules/instruments/index.ts'
import { realInstrument as instrument } from '../tests/support/content.ts'
import type { Ask } from './load/ask.ts'
import type { Load } from './load/load.ts'

/** A measurement of a visitor without an account: its id and the cookie that opens it. */
export type Measurement = { id: string; cookie: string }
/** One answer to store: the condition, the version that stands there now (0 for none), and which of the four levels to say. */
export type Change = { condition: Condition; version: number; level: 1 | 2 | 3 | 4 }

const form = (fields: [string, string][]) => new URLSearchParams(fields).toString()
const formHeaders = (cookie: string, base: string) => ({ cookie, 'content-type': 'application/x-www-form-urlencoded', origin: base, 'sec-fetch-site': 'same-origin' })

export async function startMeasurement(base: string, name: string): Promise<Measurement> {
  const started = await post(base, '/metingen', '', '')
  const cookie = /^[^;]+/.exec(started.headers.getSetCookie()[0] ?? '')?.[0] ?? ''
  const id = /^\/metingen\/([\w-]{16})\//.exec(started.headers.get('location') ?? '')?.[1]
  if (id === undefined) throw new Error(`Starting a measurement answered ${started.status}`)
  await post(
    base,
    `/metingen/${id}/profiel`,
    cookie,
    form([
      ['name', name],
      ['scope', 'board'],
      ['sector', 'po'],
      ['role', 'ICT'],
      ['registerId', ''],
    ]),
  )
  return { id, cookie }
}

/** A request to store one answer as a person would fill in the whole form: a level, a need, who arranges it, a note, evidence, now and then a wish. */
export function saving(base: string, { id, cookie }: Measurement, { condition, version, level }: Change): Ask {
  const wished = Number(condition.id.split('.')[1]) % 3 === 0 && level < 4
  const fields: [string, string][] = [
    ['version', String(version)],
    ['answer', String(level)],
    ['reason', ''],
    ...condition.needs.slice(0, level - 1).map((need): [string, string] => ['needs', need.id]),
    ['arrangedBy', level % 2 === 0 ? 'board' : 'school'],
    [
      'note',
      `Besproken in het overleg van schoolleiders (${version + 1}e keer). De afspraken staan op papier; twee scholen werken er nog niet naar, dat pakken we na de zomer op.`,
    ],
    ['evidence', level > 2 ? 'Beleidsplan ict 2026–2030, hoofdstuk 3' : ''],
    ['evidenceLink', level > 2 ? 'https://bestuur.example/documenten/beleidsplan-ict' : ''],
    ...(wished
      ? ([
          ['wish', 'yes'],
          ['desiredLevel', String(level + 1)],
          ['owner', 'ict-coördinator'],
          ['term', '2027-08-01'],
        ] satisfies [string, string][])
      : []),
  ]
  const path = `/metingen/${id}/${condition.id}`
  return {
    method: 'POST',
    path,
    headers: formHeaders(cookie, base),
    body: form(fields),
    expect: { status: 303, location: `/metingen/${id}/${instrument.neighbour(condition.id, 1)?.id ?? 'controleren'}` },
  }
}

/** Reads one page of a measurement. */
export const reading = ({ id, cookie }: Measurement, page: string, has: readonly string[]): Ask => ({
  method: 'GET',
  path: `/metingen/${id}${page}`,
  headers: { cookie, accept: 'text/html' },
  expect: { status: 200, type: 'text/html', has },
})

/** A filled-in measurement with a finished round before it: 59 answers twice, so that growth can be shown. */
export async function filledIn(base: string, load: Load, name: string): Promise<{ open: Measurement; finished: Measurement }> {
  const first = await startMeasurement(base, name)
  await saveAll(
    base,
    load,
    instrument.conditions.map((condition, index) => saving(base, hurried(first), { condition, version: 0, level: levelAt(index) })),
  )
  await post(base, `/metingen/${first.id}/afronden`, hurried(first).cookie, '')
  const second = await nextRound(base, first)
  await saveAll(
    base,
    load,
    instrument.conditions.map((condition, index) => saving(base, hurried(second), { condition, version: 1, level: levelAt(index + 1) })),
  )
  await post(base, `/metingen/${second.id}/afronden`, hurried(second).cookie, '')
  const third = await nextRound(base, second)
  await saveAll(
    base,
    load,
    instrument.conditions.map((condition, index) => saving(base, hurried(third), { condition, version: 1, level: levelAt(index + 2) })),
  )
  return { open: third, finished: second }
}

const levelAt = (index: number) => ((index % 4) + 1) as Change['level']

/** The pace of writing is counted by the first key of a cookie; a made-up one before it keeps the preparation from waiting for it. */
const hurried = ({ id, cookie }: Measurement): Measurement => ({ id, cookie: cookie.replace('=', `=${randomBytes(24).toString('base64url')}.`) })

async function nextRound(base: string, { id, cookie }: Measurement): Promise<Measurement> {
  const answer = await post(base, `/metingen/${id}/nieuwe-ronde`, hurried({ id, cookie }).cookie, '')
  const next = /\/metingen\/([\w-]{16})$/.exec(answer.headers.get('location') ?? '')?.[1]
  if (next === undefined || next === id) throw new Error(`Starting the next round answered ${answer.status}`)
  return { id: next, cookie }
}

async function saveAll(base: string, load: Load, asks: readonly Ask[]): Promise<void> {
  const { failures } = await load.run({ base, asks, connections: 4 })
  if (failures.length > 0) throw new Error(`Filling in a measurement failed: ${failures.join('; ')}`)
}

async function post(base: string, path: string, cookie: string, body: string): Promise<Response> {
  const answer = await fetch(new URL(path, base), { method: 'POST', headers: formHeaders(cookie, base), body, redirect: 'manual' })
  await answer.arrayBuffer()
  if (answer.status !== 303) throw new Error(`POST ${path} answered ${answer.status}`)
  return answer
}
