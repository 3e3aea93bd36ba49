import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Evidence } from '#modules/evidence'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import { overviewApi } from './api.ts'
import { createOverviews, type Overviews } from './overviews.ts'
import { deviationPages } from './pages/deviations.tsx'
import { filePages } from './pages/files.ts'
import { gridPages } from './pages/grid.tsx'
import { growthPages } from './pages/growth.tsx'
import { movedPages } from './pages/moved.tsx'
import { tablePages } from './pages/table.tsx'

type Needs = { instruments: Instruments; organisations: Organisations; assessments: Assessments; evidence: Evidence; plans: Plans }

export const module: Module<'overviews', Needs, Overviews> = {
  name: 'overviews',
  about: 'Growth of a board and its schools: the grid, what moved and which action was finished, which schools deviate',
  needs: ['instruments', 'organisations', 'assessments', 'evidence', 'plans'],
  migrations: false,
  create({ clock }, needs) {
    const overviews = createOverviews(needs)
    const pages = new Hono<HttpEnv>()
      .route('/', filePages(overviews, clock))
      .route('/', growthPages(overviews))
      .route('/', gridPages(overviews))
      .route('/', movedPages(overviews))
      .route('/', tablePages(overviews))
      .route('/', deviationPages(overviews))
    return { verbs: overviews, pages, api: { base: '/api/overviews/v1', operations: overviewApi(overviews) } }
  },
}
