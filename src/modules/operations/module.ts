import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Claims } from '#modules/organisations'
import type { Practices } from '#modules/practices'
import { createOperations, type Operations } from './operations.ts'
import { indexPage } from './pages/index.tsx'
import { jobsPage } from './pages/jobs.tsx'
import { mailboxPage } from './pages/mailbox.tsx'
import { postPage } from './pages/post.tsx'

export const module: Module<'operations', { organisations: Pick<Claims, 'countForAdministrator'>; practices: Pick<Practices, 'countWaiting'> }, Operations> = {
  name: 'operations',
  about: 'For administrators: mail and background work, what waits and what failed; and the mailbox of a trial',
  needs: ['organisations', 'practices'],
  migrations: false,
  create({ db, clock, mail, jobs, config }, { organisations, practices }) {
    const operations = createOperations({ db, clock, mail, jobs, organisations, practices })
    const pages = new Hono<HttpEnv>()
      .route('/', indexPage(operations, { serverSet: config.mail !== undefined }))
      .route('/', postPage(operations, { serverSet: config.mail !== undefined }))
      .route('/', jobsPage(operations))
    if (config.mode === 'trial' && config.mail === undefined) pages.route('/', mailboxPage(operations, config.publicUrl))
    return { verbs: operations, pages }
  },
}
