import { Hono } from 'hono'
import { join } from 'node:path'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import { FILE_AT_MOST } from '#platform/storage'
import { root } from '#platform/root'
import type { Assessments, Wishes } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { planApi } from './api.ts'
import { createFeeds } from './feed/feeds.ts'
import { planKeeper } from './keeper.ts'
import { actionPages } from './pages/action.tsx'
import { boardPages } from './pages/board.tsx'
import { calendarPages } from './pages/calendar.tsx'
import { editPages } from './pages/edit.tsx'
import { feedPages } from './pages/feed.tsx'
import { fromRoundPages } from './pages/from-round.tsx'
import { listPages } from './pages/list.tsx'
import { worksheetPages } from './pages/worksheet.tsx'
import { yearlyPages } from './pages/yearly.tsx'
import { createPlans, type Plans } from './plans.ts'
import { reminderJob } from './reminders/reminders.ts'
import { createStandingTasks } from './standing/standing-tasks.ts'
import { loadSuggestions } from './standing/suggestion.ts'
import { createWorksheets } from './worksheet/worksheets.ts'
import { portable } from './portable.ts'

type Needs = { instruments: Instruments; people: People; notifications: Notifications; organisations: Organisations; assessments: Assessments & Wishes }

export const module: Module<'plans', Needs, Plans> = {
  name: 'plans',
  about: 'What a board wants to work on: actions with an owner and a term, standing tasks, reminders and a calendar feed',
  needs: ['instruments', 'people', 'notifications', 'organisations', 'assessments'],
  migrations: true,
  create({ db, clock, storage, config: { publicUrl } }, needs) {
    const plans = createPlans({ db, clock, storage, ...needs })
    const suggestions = loadSuggestions(join(root, 'content/plans/jaarkalender.yaml'), needs.instruments.current)
    const standing = createStandingTasks({ db, clock, plans, suggestions, notifications: needs.notifications })
    const feeds = createFeeds({ db, clock, plans, standing, publicUrl, ...needs })
    const pages = new Hono<HttpEnv>()
      .route('/', listPages(plans))
      .route('/', boardPages(plans))
      .route('/', calendarPages(plans, standing))
      .route('/', yearlyPages(plans, standing, clock))
      .route('/', feedPages(plans, feeds))
      .route('/', worksheetPages(plans, createWorksheets({ db, clock, plans })))
      .route('/', editPages(plans))
      .route('/', fromRoundPages(plans))
      .route('/', actionPages(plans))
    return {
      verbs: plans,
      pages,
      uploads: [{ path: /^\/organisaties\/[\w-]+\/plan\/(werkblad|[\w-]{16}\/bijlagen)$/, filesAtMost: FILE_AT_MOST }],
      portable,
      api: { base: '/api/plans/v1', operations: planApi(plans) },
      jobs: [reminderJob({ standing, ...needs })],
      keeper: planKeeper(db),
    }
  },
}
