import { expect, test } from 'vitest'
import { z } from 'zod'
import { HOUR } from '#platform/clock'
import { testApp } from '../support/app.ts'
import { faultsIn } from '../support/fuzz/oracles.ts'
import { reduced } from '../support/fuzz/reduce.ts'
import { requestNumber, sent, type FuzzRequest } from '../support/fuzz/request.ts'
import { targetsOf } from '../support/fuzz/targets.ts'
import { rehearsals, type Rehearsals } from '../support/rehearsal.ts'
import { gateOf } from '../support/routes/gate.ts'
import { worldOf } from '../support/routes/world.ts'

/** What `npm run fuzz` asks for. */
const asked = z
  .object({ requests: z.number().default(5000), seed: z.number().default(1), from: z.number().default(0), only: z.number().optional(), request: z.string().optional() })
  .parse(JSON.parse(process.env['KOERS_FUZZ'] ?? '{}'))
const say = (line: string) => process.stdout.write(`${line}\n`)
/** More findings than these are the same one. */
const FINDINGS_AT_MOST = 30

test('whatever is sent, the app answers as it should, and what it refuses leaves nothing behind', { timeout: 24 * HOUR }, async () => {
  let stage!: Rehearsals
  const failures: string[] = []
  const log = { info() {}, warn() {}, error: (line: object) => void failures.push(JSON.stringify(line).slice(0, 1500)) }
  const app = await testApp({ over: (db) => (stage = rehearsals(db)).db, log })
  const world = await worldOf(app)
  const gate = await gateOf(world, stage)
  const targets = await targetsOf(world, gate)
  failures.length = 0

  async function faultsOf(request: FuzzRequest): Promise<string[]> {
    try {
      const { result, changed } = await stage.rehearse(
        async () => {
          const first = await gate.ask(sent(request, world.ids))
          const next = first.response.headers.get('location')
          if (request.method !== 'POST' || first.response.status !== 303 || !next?.startsWith('/')) return { first, after: [] }
          // What was accepted is shown on the page after it.
          const shown = await gate.ask({ as: request.as, method: 'GET', path: next })
          return { first, after: faultsIn({ ...shown, changed: [] }, { ...request, method: 'GET', path: next }).map((fault) => `then ${next.slice(0, 80)} ${fault}`) }
        },
        ({ first }) => first.response.status < 400,
      )
      return [...faultsIn({ ...result.first, changed }, request), ...result.after]
    } catch (error) {
      return [`threw ${String(error)}`]
    }
  }

  const findings = new Map<string, string>()
  async function judge(request: FuzzRequest, replay: string): Promise<void> {
    failures.length = 0
    for (const fault of await faultsOf(request)) {
      const kind = `${request.route}: ${fault.replaceAll(/[\w-]{16,}/g, '*').slice(0, 60)}`
      if (findings.has(kind)) continue
      const logged = failures.join('\n  ')
      const small = await reduced(request, async (smaller) => (await faultsOf(smaller)).some((other) => other.slice(0, 20) === fault.slice(0, 20)))
      findings.set(
        kind,
        `${kind}\n  ${fault}\n  ${replay}\n  npm run fuzz -- --request '${JSON.stringify(small)
          .slice(0, 4000)
          .replaceAll("'", String.raw`\u0027`)}'\n  ${logged}`,
      )
      say(findings.get(kind) ?? '')
    }
  }

  if (asked.request !== undefined) await judge(JSON.parse(asked.request) as FuzzRequest, 'as given')
  else if (asked.only !== undefined) await judge(requestNumber(asked.only, asked.seed, targets), `--only ${asked.only}`)
  else {
    for (let number = asked.from; number < asked.from + asked.requests && findings.size < FINDINGS_AT_MOST; number++) {
      await judge(requestNumber(number, asked.seed, targets), `npm run fuzz -- --seed ${asked.seed} --only ${number}`)
      if (number % 5000 === 4999) say(`${number + 1} requests, ${findings.size} findings`)
    }
  }
  expect([...findings.values()]).toEqual([])
})
