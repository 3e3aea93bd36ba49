import { Hono } from 'hono'
import { join } from 'node:path'
import { apiRouter } from '#platform/api'
import { loadAssets } from '#platform/assets'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import { openCrowd, type Crowd } from '#platform/crowd'
import { openDb, type OpenDb } from '#platform/db'
import { guard } from '#platform/guard'
import type { HttpEnv } from '#platform/http'
import type { Lang } from '#platform/i18n'
import type { Identify } from '#platform/identity'
import { installationKey } from '#platform/installation-key'
import { createWorker, jobs, type Worker } from '#platform/jobs'
import { openLive } from '#platform/live'
import type { Log } from '#platform/log'
import { createMail, wipeMail } from '#platform/mail'
import { createMailSender, type MailSender } from '#platform/mail-sender'
import { collectDatabase } from '#platform/metrics/database'
import { createMetrics, type Metrics } from '#platform/metrics/registry'
import { migrate, refuseNewer } from '#platform/migrate'
import type { Service } from '#platform/module'
import { observed } from '#platform/observed-db'
import { recordRequests } from '#platform/request-record'
import { root } from '#platform/root'
import { openS3 } from '#platform/s3'
import { openSmtp } from '#platform/smtp'
import { createPace, type Pace } from '#platform/pace'
import { patience } from '#platform/postgres'
import { openStorage } from '#platform/storage'
import { versionIn } from '#platform/version'
import { fileTypeOf } from '#protocols/file-type'
import { answerErrors, busyPage, type BusyPage } from './errors.tsx'
import { identification } from './identification.ts'
import { migrations } from './migrations.ts'
import { createServices } from './modules.ts'

export type App = {
  fetch: (request: Request, env?: unknown) => Response | Promise<Response>
  services: ReturnType<typeof createServices>
  /** Who holds a credential. */
  identify: Identify
  /** Every address and method that something answers at, for who wants to walk them all. */
  routes: readonly { method: string; path: string }[]
  db: OpenDb
  /** Background work; the process starts it, a test runs it when it wants. */
  worker: Worker
  /** Sends mail; there is none where no mail server is set. */
  sender: MailSender | undefined
  /** Shares the limits on pace with other processes. */
  pace: Pace
  metrics: Metrics
  /** How much is under way, and the page for who comes when that is too much. */
  crowd: Crowd
  busyPage(lang: Lang): BusyPage
  close(): Promise<void>
}

/** Opens the whole: database, migrations, services, web. The one place where everything is wired. */
export async function openApp(options: { config: Config; clock: Clock; log: Log; db?: OpenDb }): Promise<App> {
  const { config, clock, log } = options
  const metrics = createMetrics()
  const opened = options.db ?? (await openDb({ ...config.database, dataFolder: config.dataFolder }))
  const db = observed(opened, { log, metrics })
  collectDatabase(metrics, db, clock)
  const known = migrations()
  const unknown = await refuseNewer(db, known, versionIn(root))
  if (unknown.length > 0) log.warn({ migrations: unknown }, 'the database is that of a newer version, which this one can work with')
  const done = await migrate(db, known)
  if (done.length > 0) log.info({ migrations: done }, 'migrations done')
  const secret = await installationKey(db, { config, isNew: done.length === known.length })
  const live = await openLive(db)
  const storage = openStorage({ clock, log, jobs, typeOf: fileTypeOf, objects: config.s3 && openS3({ settings: config.s3, clock }) })
  const services = createServices({ config, db, clock, log, secret, jobs, live, mail: createMail({ clock }), storage })
  const all: Service<unknown>[] = Object.values(services)
  const identify = identification({ db, people: services.people.verbs, organisations: services.organisations.verbs, notifications: services.notifications.verbs })
  for (const service of all) await service.start?.()

  const crowd = openCrowd()
  const pace = createPace({ db, clock, log, secret })
  const assets = loadAssets(join(root, 'dist/assets'), { secure: config.publicUrl.startsWith('https://') })
  const app = new Hono<HttpEnv>()
  app.get('/assets/:file', (c) => assets.serve(c))
  app.use(recordRequests({ log, metrics }))
  app.use((_, next) => patience.run(config.database.patience, next))
  app.use(guard({ config, secret, assets: assets.urls, identify, pace, crowd, uploads: all.flatMap((service) => service.uploads ?? []) }))
  app.use(services.demo.verbs.lookAlong)
  answerErrors(app, log)
  app.route(
    '/',
    apiRouter(
      all.flatMap((service) => service.api ?? []),
      config,
    ),
  )
  for (const service of all) if (service.pages) app.route('/', service.pages)
  const worker = createWorker({ db, clock, log, kinds: [wipeMail, ...storage.jobs, ...all.flatMap((service) => service.jobs ?? [])] })
  const sender = config.mail && createMailSender({ db, clock, log, smtp: openSmtp(config.mail) })
  const close = async () => {
    await Promise.all([worker.stop(), sender?.stop(), pace.stop()])
    await live.close()
    await db.close()
  }
  return {
    fetch: app.fetch,
    services,
    identify,
    routes: app.routes,
    db,
    worker,
    sender,
    pace,
    metrics,
    crowd,
    busyPage: (lang) => busyPage({ lang, path: '/', mode: config.mode, assets: assets.urls, person: undefined }),
    close,
  }
}
