import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { anyone } from '#platform/identity'
import type { CliVerb } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import { formats, type Format } from './format.ts'
import type { Read } from './reader.ts'

const isFormat = (text: string | boolean | undefined): text is Format => typeof text === 'string' && Object.hasOwn(formats, text)

export const reportCli = (read: Read, assessments: Assessments): CliVerb[] => [
  {
    name: 'demo',
    usage: 'demo report --format pdf|ods|csv|json --out FILE',
    about: 'The report of the demonstration board, as a file',
    async run(args, out) {
      const { values } = parseArgs({ args: args.slice(1), options: { format: { type: 'string' }, out: { type: 'string' } }, strict: false })
      const { format, out: file } = values as { format?: string | boolean; out?: string | boolean }
      if (args[0] !== 'report' || !isFormat(format) || typeof file !== 'string' || file === '') return 2
      const example = await assessments.example()
      if (!example) {
        out('There is no demonstration board: it exists in trial mode only.')
        return 1
      }
      const bytes = await formats[format].make((await read(anyone, example)).report)
      await writeFile(file, bytes)
      out(`${file}: ${Buffer.byteLength(bytes)} bytes`)
      return 0
    },
  },
]
