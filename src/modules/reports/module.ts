import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import { reportApi } from './api.ts'
import { reportCli } from './cli.ts'
import { boardPages } from './pages/board.tsx'
import { figurePages } from './pages/figure.tsx'
import { filePages } from './pages/files.ts'
import { growthPages } from './pages/growth.tsx'
import { reportPages } from './pages/report.tsx'

export const module: Module<'reports', { instruments: Instruments; assessments: Assessments }, Record<never, never>> = {
  name: 'reports',
  about: 'The report of a round: on the web, as PDF/UA, ODS, CSV and JSON, on one A4 for the board and one for its supervisors, and the growth over rounds',
  needs: ['instruments', 'assessments'],
  migrations: false,
  create({ clock }, { assessments }) {
    const pages = new Hono<HttpEnv>()
      .route('/', filePages(assessments, clock))
      .route('/', boardPages(assessments, clock))
      .route('/', figurePages(assessments, clock))
      .route('/', growthPages(assessments, clock))
      .route('/', reportPages(assessments, clock))
    return { verbs: {}, pages, api: { base: '/api/reports/v1', operations: reportApi(assessments, clock) }, cli: reportCli(assessments, clock) }
  },
}
