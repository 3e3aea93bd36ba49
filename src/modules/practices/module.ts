import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Instruments } from '#modules/instruments'
import type { Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { practicesApi } from './api.ts'
import { keeper } from './keeper.ts'
import { ownPages } from './pages/own.tsx'
import { publicPages } from './pages/public.tsx'
import { reviewPages } from './pages/review.tsx'
import { writePages } from './pages/write.tsx'
import { createPractices, type Practices } from './practices.ts'
import { portable } from './portable.ts'

export const module: Module<'practices', { instruments: Instruments; organisations: Organisations; people: People; notifications: Notifications }, Practices> = {
  name: 'practices',
  about: 'Good practices: what a board or school did about one condition, reviewed, searchable, offered to who stands one level below',
  needs: ['instruments', 'people', 'notifications', 'organisations'],
  migrations: true,
  create({ db, clock }, needs) {
    const practices = createPractices({ db, clock, ...needs })
    const pages = new Hono<HttpEnv>().route('/', writePages(practices)).route('/', ownPages(practices)).route('/', reviewPages(practices)).route('/', publicPages(practices))
    return { verbs: practices, pages, portable, api: { base: '/api/practices/v1', operations: practicesApi(practices) }, keeper: keeper(db) }
  },
}
