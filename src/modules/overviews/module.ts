import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Evidence } from '#modules/evidence'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import { createOverviews, type Overviews } from './overviews.ts'
import { filePages } from './pages/files.ts'
import { growthPages } from './pages/growth.tsx'

type Needs = { instruments: Instruments; organisations: Organisations; assessments: Assessments; evidence: Evidence; plans: Plans }

export const module: Module<'overviews', Needs, Overviews> = {
  name: 'overviews',
  about: 'Growth of a board and its schools: the grid, what moved and which action was finished, which schools deviate',
  needs: ['instruments', 'organisations', 'assessments', 'evidence', 'plans'],
  migrations: false,
  create(_platform, needs) {
    const overviews = createOverviews(needs)
    return { verbs: overviews, pages: new Hono<HttpEnv>().route('/', filePages(overviews)).route('/', growthPages(overviews)) }
  },
}
