import type { Clock } from '#platform/clock'
import { readConfig } from '#platform/config'
import type { OpenDb } from '#platform/db'
import { jobs } from '#platform/jobs'
import { openLive } from '#platform/live'
import { silentLog } from '#platform/log'
import { createMail } from '#platform/mail'
import type { Platform } from '#platform/module'
import { openStorage } from '#platform/storage'
import { fileTypeOf } from '#protocols/file-type'

/** What the core gives to a service, for a test that makes one service and not the whole app. */
export async function testPlatform(db: OpenDb, clock: Clock): Promise<Platform> {
  return {
    config: readConfig({}),
    db,
    clock,
    log: silentLog,
    secret: '',
    jobs,
    mail: createMail({ clock }),
    live: await openLive(db),
    storage: openStorage({ clock, log: silentLog, jobs, typeOf: fileTypeOf, objects: undefined }),
  }
}
