import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Evidence } from '#modules/evidence'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import { assessmentApi } from './api.ts'
import { createAssessments, type Assessments } from './assessments.ts'
import { adoptPages } from './pages/adopt.tsx'
import { checkPages } from './pages/check.tsx'
import { conditionPages } from './pages/condition.tsx'
import { differencePages } from './pages/differences.tsx'
import { profilePages } from './pages/profile.tsx'
import { removePages } from './pages/remove.tsx'
import { responsibilityPages } from './pages/responsibility.tsx'
import { sharePages } from './pages/share.tsx'
import { startPages } from './pages/start.tsx'
import { taskListPages } from './pages/task-list.tsx'
import { worksheetPages, worksheetUpload } from './pages/worksheet.tsx'
import type { OfferedFor } from './offered.ts'
import { createWishes, type Wishes } from './wishes.ts'
import { createWorksheets } from './worksheet/worksheets.ts'
import { portable } from './portable.ts'

export const module: Module<'assessments', { instruments: Instruments; organisations: Organisations; evidence: Evidence; offered: OfferedFor }, Assessments & Wishes> = {
  name: 'assessments',
  about: 'Measurements: rounds, answers, progress, contradictions, growth, the worksheet, and the links that open them',
  needs: ['instruments', 'organisations', 'evidence'],
  migrations: true,
  create({ db, clock, config }, { instruments, organisations, evidence, offered }) {
    const assessments = createAssessments({ db, clock, instruments, organisations })
    const worksheets = createWorksheets({ db, clock, assessments })
    const { publicUrl } = config
    const secure = publicUrl.startsWith('https://')
    const pages = new Hono<HttpEnv>()
      .route('/', startPages(assessments, { publicUrl, secure }))
      .route('/', conditionPages(assessments, evidence, clock, offered))
      .route('/', responsibilityPages(assessments))
      .route('/', differencePages(assessments))
      .route('/', taskListPages(assessments))
      .route('/', profilePages(assessments, organisations))
      .route('/', checkPages(assessments))
      .route('/', worksheetPages(assessments, worksheets))
      .route('/', sharePages(assessments, publicUrl))
      .route('/', adoptPages(assessments, db, clock))
      .route('/', removePages(assessments, secure))
    return {
      verbs: { ...assessments, ...createWishes({ db }) },
      pages,
      uploads: [worksheetUpload],
      retention: [{ name: 'visitor-measurements', days: config.keep.visitorMeasurements, forget: assessments.forgetVisitors }],
      portable,
      api: { base: '/api/assessments/v1', operations: assessmentApi(assessments) },
    }
  },
}
