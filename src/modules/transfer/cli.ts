import { open, rename, rm, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { TransferRefused } from '#platform/portable'
import type { CliVerb } from '#platform/module'
import type { createBringIn } from './bring-in.ts'
import { openFile } from './file-source.ts'
import type { Transfer } from './take-out.ts'

const OK = 0
const MISUSED = 2

type Needs = { takeOutFor: Transfer['takeOutFor']; incoming: ReturnType<typeof createBringIn> }

export const transferCli = ({ takeOutFor, incoming }: Needs): CliVerb[] => [
  {
    name: 'organisations',
    usage: 'organisations export ID FILE',
    about: 'Takes out all of a board with its schools, or of one school, to a new file that can be read without Koers, and reads it back',
    async run(args, out) {
      const [verb, id, file, ...rest] = args
      if (verb !== 'export' || id === undefined || file === undefined || rest.length > 0) return MISUSED
      const { hash, rows, files } = await write(file, await takeOutFor(id), incoming)
      out(`${file}: ${rows} rows and ${files} files, read back and right.`)
      out(`SHA-256: ${hash}`)
      return OK
    },
  },
  {
    name: 'organisations',
    usage: 'organisations import FILE --owner EMAIL | --check',
    about:
      'Brings in what was taken out elsewhere, whole or not at all. EMAIL owns it here, the others are invited again. With --check it only reads the file and says what is in it',
    async run(args, out) {
      const given = parse(args)
      if (!given) return MISUSED
      const source = openFile(given.file)
      try {
        if (given.owner === undefined) {
          const { manifest, rows, people, files, hash } = incoming.check(source)
          for (const [table, { length }] of rows) out(`${String(length).padStart(9)}  ${table}`)
          out(`${given.file}: whole and right; ${manifest.organisation.name}, made ${manifest.made} by Koers ${manifest.koers}; ${files.length} files, ${people.length} people.`)
          out(`SHA-256: ${hash}`)
          return OK
        }
        const done = await incoming.bringIn(source, { owner: given.owner, lang: 'nl' })
        for (const [table, count] of Object.entries(done.rows)) out(`${String(count).padStart(9)}  ${table}`)
        out(`${done.organisation.name} (${done.organisation.id}) is in, with ${done.files} files; ${given.owner} owns it, ${done.invited} others are invited.`)
        out(`SHA-256: ${done.hash}`)
        return OK
      } finally {
        source.close()
      }
    },
  },
]

function parse(args: readonly string[]): { file: string; owner: string | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { owner: { type: 'string' }, check: { type: 'boolean' } } })
    const [verb, file, ...rest] = positionals
    const asked = (values.owner !== undefined) !== (values.check === true) && (values.owner === undefined || /^[^@\s]+@[^@\s]+$/.test(values.owner))
    return verb === 'import' && file !== undefined && rest.length === 0 && asked ? { file, owner: values.owner } : undefined
  } catch {
    return undefined
  }
}

/** Under another name until it was read back, so that half a file is never taken for a whole one. */
async function write(file: string, { bytes }: Awaited<ReturnType<Transfer['takeOutFor']>>, incoming: Needs['incoming']): Promise<{ hash: string; rows: number; files: number }> {
  const half = `${file}.half`
  const handle = await open(half, 'wx', 0o600)
  try {
    if (await stat(file).catch(() => undefined)) throw new TransferRefused(`${file} is there already; taking out never replaces a file.`)
    for await (const some of bytes) await handle.writeFile(some)
    await handle.sync()
    const source = openFile(half)
    const { hash, rows, files } = incoming.check(source)
    source.close()
    await rename(half, file)
    return { hash, rows: [...rows.values()].reduce((sum, { length }) => sum + length, 0), files: files.length }
  } finally {
    await handle.close()
    await rm(half, { force: true })
  }
}
