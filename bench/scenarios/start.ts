import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { realInstrument as instrument } from '../../tests/support/content.ts'
import { bars } from '../bars.ts'
import { median } from '../figure.ts'
import { koersProcess } from '../koers.ts'
import { saving, startMeasurement, type Measurement } from '../measurement.ts'
import type { Scenario } from '../scenario.ts'
import { READY_WITHIN_MS, spawnNode, stopped } from '../server-process.ts'
import type { Stage } from '../stage.ts'

const TIMES = 3
const RETRY_MS = 10

/** From the start of the process until a stored answer was redirected, with the embedded database: on an empty folder, and on one that has everything. */
export const measureStart: Scenario = async (stage, tally) => {
  const first: number[] = []
  const again: number[] = []
  const times = stage.options.check ? 1 : TIMES
  for (let time = 0; time < times; time++) {
    const dataFolder = join(stage.folder, `start-${time}`)
    mkdirSync(dataFolder)
    const fresh = await firstAnswer(stage, dataFolder, undefined)
    const later = await firstAnswer(stage, dataFolder, fresh.next)
    rmSync(dataFolder, { recursive: true, force: true })
    first.push(fresh.seconds)
    again.push(later.seconds)
    tally.add('start on an empty folder and again on its data', [])
  }
  return [
    { scenario: 'start', what: 'start to first answer, existing data', unit: 's', value: median(again), rounds: again, bar: bars.startAgainS },
    { scenario: 'start', what: 'start to first answer, first start', unit: 's', value: median(first), rounds: first, bar: bars.startFirstS },
  ]
}

type Next = { measurement: Measurement; version: number }

async function firstAnswer(stage: Stage, dataFolder: string, known: Next | undefined): Promise<{ seconds: number; next: Next }> {
  const { args, env, url } = await koersProcess({ dataFolder, profile: stage.options.profile })
  const begun = performance.now()
  const child = spawnNode(args, env)
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)))
  const alive = () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}: ${said}`)
  }
  const condition = instrument.conditions[0]
  if (!condition) throw new Error('The instrument is empty')
  try {
    const measurement = known?.measurement ?? (await untilThere(alive, () => startMeasurement(url, 'Eerste meting')))
    const ask = saving(url, measurement, { condition, version: known?.version ?? 0, level: known ? 2 : 1 })
    const answer = await untilThere(alive, () => fetch(new URL(ask.path, url), { method: 'POST', headers: ask.headers, body: ask.body ?? '', redirect: 'manual' }))
    const seconds = Number(((performance.now() - begun) / 1000).toFixed(2))
    await answer.arrayBuffer()
    if (answer.headers.get('location') !== ask.expect.location) throw new Error(`The first answer gave ${answer.status}, ${answer.headers.get('location')}`)
    return { seconds, next: { measurement, version: (known?.version ?? 0) + 1 } }
  } finally {
    await stopped(child)
  }
}

/** Tries until the server listens; an answer that comes and is wrong is not tried again. */
async function untilThere<T>(alive: () => void, attempt: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + READY_WITHIN_MS
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const refused = error instanceof TypeError && error.message === 'fetch failed'
      if (!refused || performance.now() > giveUpAt) throw error
      alive()
      await wait(RETRY_MS)
    }
  }
}
