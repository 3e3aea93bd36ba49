import { randomBytes } from 'node:crypto'
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import type { CliVerb } from './module.ts'
import { seal, unseal } from './seal.ts'
import { secretIn } from './secret.ts'
import { sql } from './sql.ts'

/**
 * Everything that is made with a secret is made with one key, that lives in the database and never changes; the secret of the
 * operator only seals it. Replacing the secret is sealing this one key anew: pseudonyms, authenticator apps, recovery codes and
 * links go on as they were. The way without downtime is in docs/operations.md.
 */
const CONTEXT = 'installation key'
const KEY_BYTES = 32

/** No secret that is set opens the key of this database; the message says what an operator can do. */
export class SecretDoesNotFit extends Error {
  readonly code = 'secret-does-not-fit'
  constructor() {
    super(
      'KOERS_SECRET does not open the key of this database. Set the secret that it ran with before as KOERS_SECRET, or as KOERS_SECRET_BEFORE beside a new one. ' +
        'Is that secret lost? `npm run koers -- secret renew --yes` makes a new key; authenticator apps and recovery codes then stop working.',
    )
    this.name = 'SecretDoesNotFit'
  }
}

type Row = { id: number; sealed: string }
/** `isNew`: the database was made at this start, so nothing in it was made with the secret itself. */
type Needs = { config: Pick<Config, 'secret' | 'secretBefore' | 'dataFolder'>; isNew: boolean }

/** The key, opened with the secret or the one before it, and sealed with the secret from now on. @throws {SecretDoesNotFit} */
export async function installationKey(db: Db, { config, isNew }: Needs): Promise<string> {
  const secret = config.secret ?? secretIn(config.dataFolder)
  // Without a lock: a start with nothing to do waits for nobody.
  const before = await rowsIn(db)
  const atOnce = openedWith(secret, before)
  if (atOnce && (config.secretBefore !== undefined || before.every(({ id }) => id >= atOnce.id))) return atOnce.key
  return db.tx(async (tx) => {
    const rows = await lockedRows(tx)
    const opened = openedWith(secret, rows)
    if (opened) {
      if (config.secretBefore === undefined) await forgetBefore(tx, opened.id)
      return opened.key
    }
    const replaced = config.secretBefore === undefined ? undefined : openedWith(config.secretBefore, rows)
    // A secret that Koers made itself, in a folder that is gone, is nothing that an operator could set again.
    if (!replaced && rows.length > 0 && config.secret !== undefined) throw new SecretDoesNotFit()
    // What was stored before there was this key was made with the secret itself.
    const key = replaced?.key ?? (rows.length > 0 || isNew ? newKey() : secret)
    await keep(tx, secret, key)
    return key
  })
}

/** A new key, for when the secret was lost, or became known together with the database. */
export async function renewInstallationKey(db: Db, secret: string): Promise<void> {
  await db.tx(async (tx) => {
    await lockedRows(tx)
    await tx.rows(sql`delete from platform.installation_key`)
    await keep(tx, secret, newKey())
  })
}

const newKey = () => randomBytes(KEY_BYTES).toString('base64url')

/** Two processes that start together take one key, not each their own. */
async function lockedRows(tx: Db): Promise<Row[]> {
  await tx.rows(sql`lock table platform.installation_key in share row exclusive mode`)
  return rowsIn(tx)
}

const rowsIn = (db: Db) => db.rows<Row>(sql`select id, sealed from platform.installation_key order by id desc limit 100`)

function openedWith(secret: string, rows: readonly Row[]): { id: number; key: string } | undefined {
  for (const { id, sealed } of rows) {
    const key = unseal(secret, CONTEXT, sealed)
    if (key) return { id, key: key.toString() }
  }
  return undefined
}

const keep = (tx: Db, secret: string, key: string) => tx.rows(sql`insert into platform.installation_key (sealed) values (${seal(secret, CONTEXT, Buffer.from(key))})`)

/** Only what is older: a process that starts late with the old secret must not shut out those with the new one. */
const forgetBefore = (tx: Db, id: number) => tx.rows(sql`delete from platform.installation_key where id < ${id}`)

/** Runs without the services: with a secret that does not fit they do not start. */
export const secretCli = ({ open, config }: { open: () => Promise<Db & { close(): Promise<void> }>; config: Config }): CliVerb[] => [
  {
    name: 'secret',
    usage: 'secret renew --yes',
    about:
      'For when KOERS_SECRET was lost, or became known together with the database: makes a new key. Authenticator apps, recovery codes and links to join a network stop working',
    async run(args, out) {
      if (args.join(' ') !== 'renew --yes') return 2
      const db = await open()
      try {
        await renewInstallationKey(db, config.secret ?? secretIn(config.dataFolder))
      } finally {
        await db.close()
      }
      out('There is a new key. Who had a second step is let in again with `people reset EMAIL`; start all processes anew.')
      return 0
    },
  },
]
