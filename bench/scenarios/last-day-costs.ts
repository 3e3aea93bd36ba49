import { realInstrument as instrument } from '../../tests/support/content.ts'
import { cpuOf, cpuOfPostgres } from '../cpu-time.ts'
import { median, sum } from '../figure.ts'
import { pageOf, PAGES, SAVES, shares } from '../last-day/mix.ts'
import { nationalScene } from '../last-day/scene.ts'
import type { Ask } from '../load/ask.ts'
import type { Scenario } from '../scenario.ts'
import { referenceCpu } from './reference-cpu.ts'
import { statementsFor } from './queries.ts'

const TIMES: Record<string, number> = { pdf: 20, ods: 40, report: 60, growth: 40, board: 100, comparison: 100 }
const TIMES_USUAL = 400
const TIMES_IN_CHECK = 2
const CONNECTIONS = 4
const COUNTED = 10

/** What each kind of request of the last day costs by itself, and which part of the whole it is. Says where to look when the whole is too dear. */
export const measureLastDayCosts: Scenario = async (stage, tally) => {
  const [scene, { database }, { pid: postgresPid }] = [await nationalScene(stage), await stage.national(), await stage.postgres()]
  const { check } = stage.options
  const kinds: { kind: string; share: number; asks: (count: number) => Ask[] }[] = [
    {
      kind: 'save',
      share: SAVES / (SAVES + PAGES),
      // Of each four that come next one is a save.
      asks: (count) =>
        scene
          .next(count * ((SAVES + PAGES) / SAVES))
          .filter(({ sent }) => sent)
          .map(({ ask }) => ask),
    },
    ...(Object.keys(shares) as (keyof typeof shares)[]).map((kind) => ({
      kind,
      share: ((shares[kind] / sum(Object.values(shares))) * PAGES) / (SAVES + PAGES),
      asks: (count: number) =>
        Array.from({ length: count }, (_, index) =>
          pageOf(kind, scene.workers[(index * 7919) % scene.workers.length] ?? { id: '', cookie: '' }, index % instrument.conditions.length),
        ),
    })),
  ]
  const found: { kind: string; share: number; node: number; postgres: number; statements: number }[] = []
  const references: number[] = []
  for (const { kind, share, asks } of kinds) {
    const times = check ? TIMES_IN_CHECK : (TIMES[kind] ?? TIMES_USUAL)
    const run = (count: number) => stage.load.run({ base: scene.url, asks: asks(count), connections: CONNECTIONS })
    tally.add(`last day, ${kind}, warming up`, (await run(Math.ceil(times / 4))).failures)
    const spent = () => ({ node: cpuOf(scene.server.pid), postgres: cpuOfPostgres(postgresPid) })
    const before = spent()
    const { failures } = await run(times)
    const after = spent()
    tally.add(`last day, ${kind}`, failures)
    const { calls } = await statementsFor(stage, database, async () => void (await run(check ? 1 : COUNTED)))
    found.push({ kind, share, node: (after.node - before.node) / times, postgres: (after.postgres - before.postgres) / times, statements: calls / (check ? 1 : COUNTED) })
    if (!check) references.push(await referenceCpu(stage))
  }
  const whole = sum(found.map(({ share, node, postgres }) => share * (node + postgres)))
  const tidy = (value: number) => Number(value.toFixed(2))
  return found.map(({ kind, share, node, postgres, statements }, index) => ({
    scenario: 'last-day-costs',
    what: `${kind}, ${tidy(share * 100)} % of the last day, CPU`,
    unit: 'ms',
    value: tidy(node + postgres),
    rounds: [],
    ...(check
      ? {}
      : { ratios: [{ to: 'reference', value: tidy((node + postgres) / median([references[index] ?? Number.NaN, references[Math.max(0, index - 1)] ?? Number.NaN])) }] }),
    parts: { node: tidy(node), postgres: tidy(postgres), statements, '% of all CPU': tidy((100 * share * (node + postgres)) / whole) },
  }))
}
