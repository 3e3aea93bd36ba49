import { EventEmitter } from 'node:events'
import type { Db, OpenDb } from './db.ts'
import { sql } from './sql.ts'

/**
 * Tells open pages, in whichever process they are served, that something changed. A topic is a name such as `conversation/<round>`;
 * nothing is said about what changed: who hears it reads again, and so asks the policy again.
 */
export type Live = {
  /** Heard when the transaction commits. */
  announce(tx: Db, topic: string): Promise<void>
  /** Calls back at each announcement until the returned function is called. */
  listen(topic: string, heard: () => void): () => void
  close(): Promise<void>
}

const CHANNEL = 'koers'

export async function openLive(db: OpenDb): Promise<Live> {
  const heard = new EventEmitter().setMaxListeners(0)
  const hanging = await db.listen(CHANNEL, (topic) => heard.emit(topic))
  return {
    announce: async (tx, topic) => void (await tx.rows(sql`select pg_notify(${CHANNEL}, ${topic})`)),
    listen(topic, callback) {
      heard.on(topic, callback)
      return () => void heard.off(topic, callback)
    },
    close: hanging,
  }
}
