import type { PGlite } from '@electric-sql/pglite'
import { SECOND } from './clock.ts'

/** It stopped in the middle of its work, as a server that crashes. What was not answered may be stored or not, but not half. */
export class DatabaseStopped extends Error {
  readonly code = 'database-stopped'
  constructor() {
    super('The embedded database stopped by itself; the next statement opens it again.')
    this.name = 'DatabaseStopped'
  }
}

/** An embedded database that is opened again when it stopped, and mends itself then from its own log. */
export type Revivable = {
  ask<T>(work: (lite: PGlite) => Promise<T>): Promise<T>
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Opening takes about a second in which nothing else happens: one that cannot be opened is not tried for every request. */
const OPEN_AGAIN_AFTER = SECOND

/** `stopped` makes the error of a statement that it stopped under. */
export async function revivable(open: () => Promise<PGlite>, stopped: () => Error): Promise<Revivable> {
  const listeners = new Set<{ channel: string; heard: (payload: string) => void }>()
  let current: Promise<PGlite> | undefined
  let failed: { error: unknown; at: number } | undefined

  const alive = (): Promise<PGlite> => {
    if (failed && performance.now() - failed.at < OPEN_AGAIN_AFTER) throw failed.error
    return (current ??= opened())
  }
  async function opened(): Promise<PGlite> {
    try {
      const lite = await open()
      whenItStops(lite, () => (current = undefined))
      for (const { channel, heard } of listeners) await lite.listen(channel, heard)
      failed = undefined
      return lite
    } catch (error) {
      failed = { error, at: performance.now() }
      current = undefined
      throw error
    }
  }

  await alive()
  return {
    async ask(work) {
      const asked = alive()
      const lite = await asked
      try {
        return await work(lite)
      } catch (error) {
        throw current === asked ? error : stopped()
      }
    },
    async listen(channel, heard) {
      const listener = { channel, heard }
      listeners.add(listener)
      await (await alive()).listen(channel, heard)
      return async () => {
        listeners.delete(listener)
        await (await current)?.unlisten(channel, heard)
      }
    },
    async close() {
      await (await current?.catch(() => undefined))?.close()
    },
  }
}

/**
 * A PostgreSQL that panics aborts its module. PGlite then calls that module again and again without giving control back, which would
 * stop the whole process, `/healthz` and all. With its module taken away it gives up at once.
 */
function whenItStops(lite: PGlite, stopped: () => void): void {
  const inside = lite as unknown as { mod: { onAbort?: () => void } | undefined }
  if (inside.mod)
    inside.mod.onAbort = () => {
      inside.mod = undefined
      stopped()
    }
}
