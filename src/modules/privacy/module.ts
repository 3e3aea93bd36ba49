import { Hono } from 'hono'
import { sealing } from '#platform/audit-chain'
import type { HttpEnv } from '#platform/http'
import type { Module, RetentionRule } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { auditCli, retentionCli } from './cli.ts'
import { createRetention } from './retention.ts'
import { retentionPages } from './pages/retention.tsx'
import { createMyData, type Keepers, type Privacy } from './my-data.ts'
import { createLog } from './log.ts'
import { erasePages } from './pages/erase.tsx'
import { logPages } from './pages/log.tsx'
import { myDataPages } from './pages/my-data.tsx'

type Needs = { people: People; organisations: Organisations; assessments: Assessments; keepers: Keepers; rules: readonly RetentionRule[] }

export const module: Module<'privacy', Needs, Privacy> = {
  name: 'privacy',
  about: 'Rights of people: their data to take along or to erase, terms of keeping, and who did what when in a log that shows every change',
  needs: ['people', 'organisations', 'assessments'],
  migrations: true,
  create({ db, clock, mail, config }, { people, organisations, assessments, keepers, rules }) {
    const retention = createRetention({ db, rules })
    const privacy = createMyData({ db, clock, mail, keepers, people, organisations, assessments })
    const log = createLog({ db, organisations, people })
    const pages = new Hono<HttpEnv>()
      .route('/', logPages(log, clock))
      .route('/', myDataPages(privacy))
      .route('/', retentionPages(retention))
      .route('/', erasePages(privacy, config.publicUrl.startsWith('https://')))
    return { verbs: privacy, pages, cli: [auditCli(db, assessments), retentionCli(retention)], jobs: [...sealing, retention.job] }
  },
}
