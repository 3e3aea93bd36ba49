import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Clock } from '../clock.ts'
import type { OpenDb } from '../db.ts'
import type { Migration } from '../migrate.ts'
import type { CliVerb } from '../module.ts'
import { readArchive } from './archive.ts'
import { backUp } from './backup.ts'
import { BackupRefused } from './refused.ts'
import { restore } from './restore.ts'

const OK = 0
const MISUSED = 2

/** A passphrase of twelve characters at random, or of some words, is far beyond guessing at half a second each. */
const PASSPHRASE_AT_LEAST = 12

type Needs = { open: () => Promise<OpenDb>; clock: Clock; version: string; migrations: () => readonly Migration[] }

/** These run without the services: nothing is migrated or filled before. */
export const backupCli = ({ open, clock, version, migrations }: Needs): CliVerb[] => [
  {
    name: 'backup',
    usage: 'backup FILE [--passphrase-file FILE]',
    about: 'Writes the whole database to a new file, encrypted with a passphrase, and reads it back. On PostgreSQL while Koers runs; for the embedded database stop Koers first',
    async run(args, out) {
      const given = parse(args)
      if (!given || given.check) return MISUSED
      const passphrase = await passphraseIn(given.passphraseFile)
      const made = await using(open, (db) => backUp(db, given.file, { clock, version, passphrase }))
      out(`${made.file}: ${made.rows} rows of ${made.tables} tables, ${made.bytes} bytes, ${made.encrypted ? 'encrypted' : 'not encrypted'}, read back and right.`)
      return OK
    },
  },
  {
    name: 'restore',
    usage: 'restore FILE [--passphrase-file FILE] [--check]',
    about: 'Puts a back-up into an empty database, embedded or PostgreSQL, whole or not at all. With --check it only reads the file and says what is in it',
    async run(args, out) {
      const given = parse(args)
      if (!given) return MISUSED
      const passphrase = await passphraseIn(given.passphraseFile)
      if (given.check) {
        const { head, end } = await readArchive(given.file, passphrase)
        for (const [name, { rows }] of Object.entries(end.counts)) out(`${String(rows).padStart(9)}  ${name}`)
        out(`${given.file}: whole and right; made ${head.made} by Koers ${head.koers}, after ${head.migrations.length} migrations.`)
        return OK
      }
      const done = await using(open, (db) => restore(db, given.file, { migrations: migrations(), passphrase }))
      out(`Restored ${done.rows} rows of ${done.tables} tables, as they were at ${done.made}; every table was compared with the back-up.`)
      if (done.migrated.length > 0) out(`Brought up to date after that: ${done.migrated.join(', ')}.`)
      return OK
    },
  },
]

function parse(args: readonly string[]): { file: string; passphraseFile: string | undefined; check: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { 'passphrase-file': { type: 'string' }, check: { type: 'boolean' } } })
    const [file, ...rest] = positionals
    return file === undefined || rest.length > 0 ? undefined : { file, passphraseFile: values['passphrase-file'], check: values.check === true }
  } catch {
    return undefined
  }
}

/** A file and not an argument: arguments can be seen by everyone on the machine. */
async function passphraseIn(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  const passphrase = (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  if (passphrase.length < PASSPHRASE_AT_LEAST) throw new BackupRefused(`The passphrase in ${file} is too short: at least ${PASSPHRASE_AT_LEAST} characters.`)
  return passphrase
}

async function using<T>(open: () => Promise<OpenDb>, work: (db: OpenDb) => Promise<T>): Promise<T> {
  const db = await open()
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}
