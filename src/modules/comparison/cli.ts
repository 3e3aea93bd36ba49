import type { CliVerb } from '#platform/module'
import type { Comparisons } from './comparisons.ts'
import { periodNamed } from './period.ts'

const OK = 0
const MISUSED = 2

export const comparisonCli = (comparisons: Comparisons, tell: (text: string) => void = (text) => void process.stderr.write(text)): CliVerb[] => [
  {
    name: 'comparison',
    usage: 'comparison rebuild [--period 2026-2027]',
    about: 'Publishes the comparison of every school year that is over and was not published, up to the one given. What was published never changes',
    async run(args, out) {
      const [verb, option, period, ...rest] = args
      if (verb !== 'rebuild' || rest.length > 0 || (option !== undefined && (option !== '--period' || !period || !periodNamed(period)))) return MISUSED
      let made = 0
      for (;;) {
        tell('Counting …\r')
        const report = await comparisons.publishNext(period === undefined ? {} : { last: period })
        if (!report) break
        made++
        out(`${report.period}: ${report.boards} boards in ${report.cohorts} groups, ${report.shown} of ${report.cells} distributions shown`)
      }
      if (made === 0) out('Nothing to publish: every school year that is over is published, or no board took part in it.')
      return OK
    },
  },
]
