import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Campaigns } from '#modules/campaigns'
import { reportApi } from './api.ts'
import { reportCli } from './cli.ts'
import { boardPages } from './pages/board.tsx'
import { figurePages } from './pages/figure.tsx'
import { filePages } from './pages/files.ts'
import { growthPages } from './pages/growth.tsx'
import { reportPages } from './pages/report.tsx'
import { createReader } from './reader.ts'

export const module: Module<'reports', { instruments: Instruments; assessments: Assessments; campaigns: Pick<Campaigns, 'settledIn'> }, Record<never, never>> = {
  name: 'reports',
  about: 'The report of a round: on the web, as PDF/UA, ODS, CSV and JSON, on one A4 for the board and one for its supervisors, and the growth over rounds',
  needs: ['instruments', 'assessments', 'campaigns'],
  migrations: false,
  create({ clock }, { assessments, campaigns }) {
    const read = createReader({ assessments, campaigns, clock })
    const pages = new Hono<HttpEnv>()
      .route('/', filePages(read, assessments, clock))
      .route('/', boardPages(read))
      .route('/', figurePages(read))
      .route('/', growthPages(read))
      .route('/', reportPages(read))
    return { verbs: {}, pages, api: { base: '/api/reports/v1', operations: reportApi(read) }, cli: reportCli(read, assessments) }
  },
}
