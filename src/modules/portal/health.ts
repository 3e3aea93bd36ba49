import { SECOND } from '#platform/clock'
import type { Config } from '#platform/config'
import type { OpenDb } from '#platform/db'
import { databaseProblem, type DatabaseProblem } from '#platform/database-problem'
import { migrationsDone } from '#platform/migrate'
import { within } from '#platform/within'
import type { Edition } from '#modules/instruments'

export type Health = {
  status: 'ok' | 'failing'
  version: string
  mode: Config['mode']
  /** `problem` says why it is not reachable or cannot store, in words that tell an outsider nothing of use. */
  database: { kind: OpenDb['kind']; reachable: boolean; problem?: DatabaseProblem | 'other' }
  /** null while the database does not answer. */
  migrations: { done: number | null }
  content: { id: string; version: string }
}

/** A monitor asks again every few seconds and gives up after two: an answer that takes longer is no answer. */
const PATIENCE = 1.5 * SECOND

type Answer = { done?: number; problem: DatabaseProblem | 'other' | undefined }

type Needs = { db: Pick<OpenDb, 'kind' | 'rows' | 'trouble'>; mode: Config['mode']; edition: Pick<Edition, 'id' | 'version'>; version: string; patience?: number }

/** How Koers is doing, within the patience, also when the database hangs. Then one question waits, not one for each who asks. */
export function createHealth({ db, mode, edition, version, patience = PATIENCE }: Needs): () => Promise<Health> {
  let asking: Promise<Answer> | undefined
  const ask = () =>
    (asking ??= migrationsDone(db)
      .then(async (done) => ({ done, problem: await db.trouble?.() }))
      .catch((error: Error) => ({ problem: databaseProblem(error) ?? ('other' as const) }))
      .finally(() => (asking = undefined)))

  return async () => {
    const { done, problem }: Answer = (await within(ask(), patience)) ?? { problem: 'no-answer' }
    return {
      status: problem === undefined ? 'ok' : 'failing',
      version,
      mode,
      database: { kind: db.kind, reachable: done !== undefined, ...(problem === undefined ? {} : { problem }) },
      migrations: { done: done ?? null },
      content: { id: edition.id, version: edition.version },
    }
  }
}
