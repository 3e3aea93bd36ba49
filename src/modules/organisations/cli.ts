import type { CliVerb } from '#platform/module'
import { ImportFolderError } from './duo/import.ts'
import type { FileReport, ImportProgress } from './duo/report.ts'
import { labelOf } from './organisation.ts'
import type { Organisations } from './organisations.ts'

const OK = 0
const FAILED = 1
const MISUSED = 2

/** `tell` takes what is said besides the answer: how far it is, and what went wrong. */
export const organisationCli = (organisations: Organisations, tell: (text: string) => void = (text) => void process.stderr.write(text)): CliVerb[] => [
  {
    name: 'import',
    usage: 'import duo FOLDER [--json]',
    about: 'Reads every .csv of DUO in the folder: boards, schools and locations. May be done again at any time',
    async run(args, out) {
      const [register, folder, ...rest] = args.filter((argument) => argument !== '--json')
      if (register !== 'duo' || !folder || rest.length > 0) return MISUSED
      try {
        const report = await organisations.importDuo(folder, { onProgress: (progress) => tell(progressLine(progress)) })
        if (args.includes('--json')) out(JSON.stringify(report))
        else for (const line of [...report.files.flatMap(linesOf), totalLine(report.totals)]) out(line)
        const isOfUse = report.files.some((file) => file.register !== null)
        if (!isOfUse) tell(`There is no register of DUO in ${folder}.\n`)
        return isOfUse ? OK : FAILED
      } catch (error) {
        if (!(error instanceof ImportFolderError)) throw error
        tell(`${error.message}\n`)
        return FAILED
      }
    },
  },
  {
    name: 'organisations',
    usage: 'organisations search WORDS',
    about: 'Finds organisations in the register by name, place, BRIN or board number',
    async run([verb, ...words], out) {
      if (verb !== 'search' || words.length === 0) return MISUSED
      for (const organisation of await organisations.search(words.join(' '), { limit: 20 }))
        out(`${organisation.id}  ${organisation.kind.padEnd(8)}  ${organisation.sector ?? '-'.padEnd(2)}  ${labelOf(organisation)}`)
      return OK
    },
  },
]

const progressLine = ({ file, done, rows }: ImportProgress) => `\r${file}: ${done} of ${rows} rows${done >= rows ? '\n' : ''}`

const totalLine = ({ boards, schools, locations }: { boards: number; schools: number; locations: number }) =>
  `The register now holds ${boards} boards, ${schools} schools and ${locations} locations.`

const mostExamples = 5 // per reason; --json has them all

function linesOf(file: FileReport): string[] {
  if (file.register === null) return [`${file.file}: not read. ${file.remarks.join('. ')}`]
  const rejected = file.rejected.length + file.rejectedUnlisted
  const reasons = Map.groupBy(file.rejected, (rejection) => rejection.reason)
  return [
    `${file.file} (${file.register}, ${file.encoding})`,
    `  ${file.rows} rows: ${file.new} new, ${file.changed} changed, ${file.unchanged} unchanged (${file.repeated} of them a further row of one organisation), ${rejected} rejected; ${file.gone} gone`,
    ...file.remarks.map((remark) => `  ${remark}`),
    ...[...reasons].flatMap(([reason, all]) => [
      `  rejected ${all.length}: ${reason}`,
      ...all.slice(0, mostExamples).map(({ line, key, earlier }) => `    line ${line}${key ? ` ${key}` : ''}${earlier ? `, see ${earlier}` : ''}`),
      ...(all.length > mostExamples ? [`    and ${all.length - mostExamples} more`] : []),
    ]),
  ]
}
