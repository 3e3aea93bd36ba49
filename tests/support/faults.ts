import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { realInstrument } from './content.ts'
import type { SmallDisk } from './small-disk.ts'
import { visitor, type Visitor } from './visitor.ts'

type Saved = { condition: string; note: string }
/** Someone with a measurement, and what they were told is stored. */
export type Measurer = { person: Visitor; base: string; acknowledged: Saved[] }

export async function measurerAt(url: string): Promise<Measurer> {
  const person = visitor(url, (path, init) => fetch(url + path, { ...init, redirect: 'manual' }))
  const base = (await person.follow(person.post('/metingen', {}))).path.replace('/profiel', '')
  return { person, base, acknowledged: [] }
}

/** Saves one answer, for the first time; what comes back. */
export async function save({ person, base, acknowledged }: Measurer, condition: string, note: string) {
  const answer = await person.post(`${base}/${condition}`, { answer: '2', note, version: '0' })
  if (answer.status === 303) acknowledged.push({ condition, note })
  return answer
}

/** What was acknowledged and is not there, each with its condition. */
export async function lostOf({ person, base, acknowledged }: Measurer): Promise<string[]> {
  const lost: string[] = []
  for (const { condition, note } of acknowledged) if (!(await person.get(`${base}/${condition}`)).text.includes(note)) lost.push(condition)
  return lost
}

export async function healthOf(url: string): Promise<{ status: number; problem: string | undefined }> {
  const answer = await fetch(`${url}/healthz`)
  const said = (await answer.json()) as { database: { problem?: string } }
  return { status: answer.status, problem: said.database.problem }
}

const AGAIN_WITHIN_MS = 60_000

/** Nobody does a thing; the milliseconds until it is well again. */
export async function wellAgain(url: string): Promise<number> {
  const begun = performance.now()
  while ((await healthOf(url)).status !== 200) {
    if (performance.now() - begun > AGAIN_WITHIN_MS) throw new Error(`It does not get well: ${JSON.stringify(await healthOf(url))}`)
    await wait(20)
  }
  return Math.round(performance.now() - begun)
}

/** In one line for who reads along. */
export function tell(fault: string, acknowledged: number, lost: readonly string[], ms: number): void {
  process.stdout.write(`${fault}: ${acknowledged} acknowledged writes checked, ${lost.length} lost; well again after ${ms} ms\n`)
}

/** Words that cannot be made shorter, so that they need room; a note holds 4,000 characters. */
const long = () => Array.from({ length: 100 }, () => crypto.randomUUID()).join(' ')

const [before, meanwhile] = [realInstrument.conditions.slice(0, 10), realInstrument.conditions.slice(10)]

/**
 * Fills the disk under someone who saves, until Koers says so, and makes room again: what was typed stays on the page, reading goes on,
 * health says why, nothing that was acknowledged is lost, and it goes on by itself.
 */
export async function fillsUp(where: string, url: string, disk: SmallDisk): Promise<string[]> {
  const measurer = await measurerAt(url)
  for (const { id } of before) expect((await save(measurer, id, 'voor de schijf vol was')).status).toBe(303)
  disk.fill()
  const refused = await saveUntilRefused(measurer)
  expect([refused.answer.headers.get('retry-after'), refused.answer.text.includes(refused.note)]).toEqual(['60', true])
  expect(await healthOf(url)).toEqual({ status: 503, problem: 'disk-or-memory-full' })
  disk.clear()
  const ms = await wellAgain(url)
  expect((await save(measurer, refused.condition, refused.note)).status).toBe(303)
  const lost = await lostOf(measurer)
  tell(`full disk under ${where}`, measurer.acknowledged.length, lost, ms)
  return lost
}

async function saveUntilRefused(measurer: Measurer) {
  for (const { id } of meanwhile) {
    const note = long()
    const answer = await save(measurer, id, note)
    if (answer.status === 503) return { condition: id, note, answer }
  }
  throw new Error('everything could be stored on a full disk')
}

/** Of PostgreSQL, in bytes. */
export const PAGE = 8192

/** Something else in the middle of each of its pages. */
export function garble(file: string): void {
  const opened = openSync(file, 'r+')
  for (let at = 100; at < statSync(file).size; at += PAGE) writeSync(opened, Buffer.alloc(PAGE / 2, 'Z'), 0, Math.min(PAGE / 2, statSync(file).size - at), at)
  closeSync(opened)
}
