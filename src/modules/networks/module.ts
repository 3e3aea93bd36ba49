import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments, Wishes } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import type { Practices } from '#modules/practices'
import { networksApi } from './api.ts'
import { keeper } from './keeper.ts'
import { createNetworks, type Networks } from './networks.ts'
import { coordinationPages } from './pages/coordination.tsx'
import { joinPages } from './pages/join.tsx'
import { networkPages } from './pages/network.tsx'
import { overseePages } from './pages/oversee.tsx'
import { ownPages } from './pages/own.tsx'

type Needs = { instruments: Instruments; organisations: Organisations; assessments: Assessments & Wishes; plans: Plans; practices: Practices; notifications: Notifications }

export const module: Module<'networks', Needs, Networks> = {
  name: 'networks',
  about: 'Networks of boards: what each shares of its levels, wishes and plan, common wishes, questions and offers, joint actions',
  needs: ['instruments', 'notifications', 'organisations', 'practices', 'assessments', 'plans'],
  migrations: true,
  create({ db, clock, secret, config: { publicUrl } }, needs) {
    const { verbs: networks, jobs } = createNetworks({ db, clock, secret, ...needs })
    const pages = new Hono<HttpEnv>()
      .route('/', ownPages(networks))
      .route('/', joinPages(networks))
      .route('/', coordinationPages(networks))
      .route('/', overseePages(networks))
      .route('/', networkPages(networks, clock, publicUrl))
    return { verbs: networks, pages, api: { base: '/api/networks/v1', operations: networksApi(networks) }, jobs, keeper: keeper(db) }
  },
}
