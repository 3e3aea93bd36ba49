import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { People } from '#modules/people'
import { notificationApi } from './api.ts'
import { createNotifications, type Notifications } from './notifications.ts'
import { inboxPages } from './pages/inbox.tsx'
import { preferencesPages } from './pages/preferences.tsx'
import { unsubscribePages } from './pages/unsubscribe.tsx'

export const module: Module<'notifications', { people: People }, Notifications> = {
  name: 'notifications',
  about: 'What people are told: in Koers, by mail at once or together, as each of them chose',
  needs: ['people'],
  migrations: true,
  create({ db, clock, mail, config, secret }, { people }) {
    const notifications = createNotifications({ db, clock, mail, people, secret, publicUrl: config.publicUrl })
    const pages = new Hono<HttpEnv>().route('/', inboxPages(notifications)).route('/', preferencesPages(notifications)).route('/', unsubscribePages(notifications))
    return {
      verbs: notifications,
      pages,
      api: { base: '/api/notifications/v1', operations: notificationApi(notifications) },
      jobs: notifications.jobs,
      keeper: notifications.keeper,
    }
  },
}
