import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import { createOperations, type Operations } from './operations.ts'
import { indexPage } from './pages/index.tsx'
import { jobsPage } from './pages/jobs.tsx'
import { mailboxPage } from './pages/mailbox.tsx'
import { postPage } from './pages/post.tsx'

export const module: Module<'operations', Record<never, never>, Operations> = {
  name: 'operations',
  about: 'For administrators: mail and background work, what waits and what failed; and the mailbox of a trial',
  needs: [],
  migrations: false,
  create({ db, clock, mail, jobs, config }) {
    const operations = createOperations({ db, clock, mail, jobs })
    const pages = new Hono<HttpEnv>()
      .route('/', indexPage(operations))
      .route('/', postPage(operations, { serverSet: config.mail !== undefined }))
      .route('/', jobsPage(operations))
    if (config.mode === 'trial' && config.mail === undefined) pages.route('/', mailboxPage(operations, config.publicUrl))
    return { verbs: operations, pages }
  },
}
