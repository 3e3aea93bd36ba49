import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { answerOf } from '../child-answer.ts'
import { median, type Figure } from '../figure.ts'
import { alternate } from '../rounds.ts'
import type { Scenario } from '../scenario.ts'
import type { Workload } from '../workloads.ts'
import type { StatementJob, Way } from './client.ts'

/** For the decision on SQL: the query of a question page as our template sends it with a name, without one, and named without the template's own work. */
const ways: { way: Way; what: string }[] = [
  { way: 'named', what: 'page query, tagged template, prepared by name' },
  { way: 'unnamed', what: 'page query, tagged template, unnamed' },
  { way: 'pg alone', what: 'page query, ready text, prepared by name' },
]
const PER_ROUND = 6000

export const compareStatements: Scenario = async (stage, tally) => {
  const [{ pid: postgresPid, url }, { open }] = [await stage.postgres(), await stage.filled()]
  const hash = createHash('sha256')
    .update(open.cookie.split('=')[1] ?? '')
    .digest('base64url')
  const client = fork(join(import.meta.dirname, 'client.ts'), [url('koers')], { stdio: 'inherit' })
  stage.onStop(() => client.connected && client.disconnect())
  const workload = ({ way }: { way: Way }): Workload => ({
    name: way,
    perRound: PER_ROUND,
    pid: client.pid ?? 0,
    postgresPid,
    async run(count) {
      client.send({ way, count, roundId: open.id, hash } satisfies StatementJob)
      await answerOf(client)
      return { waits: [], failures: [] }
    },
  })
  const rounds = await alternate(ways.map(workload), stage.options, tally)
  const named = rounds.get('named') ?? []
  return ways.map(({ way, what }): Figure => {
    const own = rounds.get(way) ?? []
    const µs = own.map((round) => Math.round(round.cpu * 1000))
    return {
      scenario: 'statements',
      what,
      unit: 'µs',
      value: median(µs),
      rounds: µs,
      parts: { node: Math.round(median(own.map((round) => round.node)) * 1000), postgres: Math.round(median(own.map((round) => round.postgres)) * 1000) },
      ...(way === 'named' ? {} : { ratios: [{ to: 'named', value: Number(median(own.map((round, index) => round.cpu / (named[index]?.cpu ?? Number.NaN))).toFixed(2)) }] }),
    }
  })
}
