import type { CliVerb } from '#platform/module'
import type { Instruments } from './instruments.ts'
import { hardToRead } from './plain.ts'

export const instrumentCli = ({ current }: Instruments): CliVerb[] => [
  {
    name: 'content',
    usage: 'content lint',
    about: 'Where the content is not Dutch at level B1; exit code 1 when somewhere',
    async run(_, out) {
      const findings = hardToRead(current.edition)
      for (const { where, what, text } of findings) out(`${where}: ${what}: ${text}`)
      return findings.length > 0 ? 1 : 0
    },
  },
  {
    name: 'content',
    usage: 'content summary [--json]',
    about: 'What the content holds: per instrument its version and its numbers of responsibilities, conditions, levels and sources',
    async run(args, out) {
      const { edition, conditions } = current
      const summary = {
        id: edition.id,
        version: edition.version,
        responsibilities: edition.responsibilities.length,
        conditions: conditions.length,
        levels: edition.levels.length,
        sources: edition.sources.length,
      }
      if (args.includes('--json')) out(JSON.stringify({ instruments: [summary] }))
      else
        out(
          `${summary.id} ${summary.version}: ${summary.responsibilities} responsibilities, ${summary.conditions} conditions, ${summary.levels} levels, ${summary.sources} sources`,
        )
      return 0
    },
  },
]
