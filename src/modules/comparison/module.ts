import { Hono } from 'hono'
import { HOUR } from '#platform/clock'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import { comparisonApi } from './api.ts'
import { comparisonCli } from './cli.ts'
import { createComparisons, type Comparisons } from './comparisons.ts'
import { comparePages } from './pages/compare.tsx'
import { filePages } from './pages/files.ts'

export const module: Module<'comparison', { instruments: Instruments; organisations: Organisations; assessments: Assessments }, Comparisons> = {
  name: 'comparison',
  about: 'How boards of the same sector and size are spread over the levels, for boards that take part; nobody can be recognised',
  needs: ['instruments', 'organisations', 'assessments'],
  migrations: true,
  create({ db, clock }, needs) {
    const comparisons = createComparisons({ db, clock, ...needs })
    return {
      verbs: comparisons,
      pages: new Hono<HttpEnv>().route('/', filePages(comparisons, clock)).route('/', comparePages(comparisons)),
      api: { base: '/api/comparison/v1', operations: comparisonApi(comparisons) },
      cli: comparisonCli(comparisons),
      // Nothing to do on all days but one; one school year at a time, so that each is one transaction.
      jobs: [{ name: 'comparison.publish', every: 6 * HOUR, run: async ({ db: tx }) => void (await comparisons.publishNext({ tx })) }],
    }
  },
}
