import type { Stretch } from '../load/ask.ts'
import type { Stage } from '../stage.ts'
import type { Tally } from '../tally.ts'
import { lostOf } from './kept.ts'
import type { Mixed } from './mix.ts'
import type { Scene } from './scene.ts'

export type Played = { mixed: readonly Mixed[]; waits: number[]; statuses: number[]; errors: number; lost: string[] }

/** More than the processes take at once, so that it is they who decide who waits. With four times as many, what connections cost decides. */
const CONNECTIONS = 1000
const typed = 'Besproken in het overleg van schoolleiders'

/** Plays a part of the last day at this pace, meanwhile does `meanwhile`, and then looks for every answer that was acknowledged. */
export async function played(
  stage: Stage,
  tally: Tally,
  scene: Scene,
  {
    what,
    base = scene.url,
    pace,
    mayRefuse = false,
    meanwhile,
  }: { what: string; base?: string | readonly string[]; pace: readonly Stretch[]; mayRefuse?: boolean; meanwhile?: () => Promise<void> },
): Promise<Played> {
  const mixed = scene.next(pace.reduce((sofar, { perSecond, seconds }) => sofar + Math.round(perSecond * seconds), 0))
  const asks = mixed.map(({ ask, sent }) => (mayRefuse ? { ...ask, refusal: { has: sent ? [typed] : [] } } : ask))
  const [{ waits, statuses, failures }] = await Promise.all([stage.load.run({ base, asks, connections: CONNECTIONS, pace }), meanwhile?.()])
  const db = await scene.open()
  const lost = await lostOf(db, mixed, statuses)
  await db.close()
  tally.add(`${what}: ${mixed.length} requests`, failures)
  tally.add(`${what}: all that was acknowledged is there`, lost)
  return { mixed, waits, statuses, lost, errors: statuses.filter((status) => status === 0 || (status >= 400 && !(mayRefuse && isRefusal(status)))).length }
}

export const isRefusal = (status: number) => status === 429 || status === 503
