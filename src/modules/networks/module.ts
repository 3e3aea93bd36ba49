import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments, Wishes } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import type { Practices } from '#modules/practices'
import { networksApi } from './api.ts'
import { keeper } from './keeper.ts'
import { createNetworks, type Networks } from './networks.ts'
import { joinPages } from './pages/join.tsx'
import { networkPages } from './pages/network.tsx'
import { ownPages } from './pages/own.tsx'

type Needs = { instruments: Instruments; organisations: Organisations; assessments: Assessments & Wishes; plans: Plans; practices: Practices }

export const module: Module<'networks', Needs, Networks> = {
  name: 'networks',
  about: 'Networks of boards: what each shares of its levels, wishes and plan, common wishes, questions and offers, joint actions',
  needs: ['instruments', 'organisations', 'practices', 'assessments', 'plans'],
  migrations: true,
  create({ db, clock, secret, config: { publicUrl } }, needs) {
    const networks = createNetworks({ db, clock, secret, ...needs })
    const pages = new Hono<HttpEnv>()
      .route('/', ownPages(networks))
      .route('/', joinPages(networks))
      .route('/', networkPages(networks, clock, publicUrl))
    return { verbs: networks, pages, api: { base: '/api/networks/v1', operations: networksApi(networks) }, keeper: keeper(db) }
  },
}
