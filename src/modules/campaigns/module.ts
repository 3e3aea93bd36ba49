import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { campaignApi } from './api.ts'
import { createCampaigns, type Campaigns } from './campaigns.ts'
import { createConversations, type FindOut } from './conversation/conversations.ts'
import { campaignJobs } from './jobs.ts'
import { createKeeper } from './keeper.ts'
import { createLetters } from './letters.ts'
import { adoptPages } from './pages/adopt.tsx'
import { campaignPages } from './pages/campaign.tsx'
import { conversationPages } from './pages/conversation.tsx'
import { listPages } from './pages/list.tsx'
import { managePages } from './pages/manage.tsx'
import { minePages } from './pages/mine.tsx'
import { newPages } from './pages/new.tsx'
import { createViews } from './views/views.ts'
import { forgetParticipants } from './store.ts'
import { visitOf } from './visit.ts'
import { portable } from './portable.ts'

type Needs = { instruments: Instruments; people: People; notifications: Notifications; organisations: Organisations; assessments: Assessments; findOut: FindOut }

export const module: Module<'campaigns', Needs, Campaigns> = {
  name: 'campaigns',
  about: 'Rounds that a board does together: who takes part, everyone’s own view, the conversation about differences, adoption',
  needs: ['instruments', 'people', 'notifications', 'organisations', 'assessments'],
  migrations: true,
  create({ db, clock, mail, live, config }, { instruments, people, notifications, organisations, assessments, findOut }) {
    const { publicUrl } = config
    const letters = createLetters({ mail, notifications, organisations, publicUrl })
    const campaigns = createCampaigns({ db, clock, people, organisations, instruments, assessments, letters })
    const views = createViews({ db, clock, campaigns, instruments, assessments })
    const conversations = createConversations({ db, clock, live, campaigns, views, assessments, instruments, findOut, letters })
    const visit = visitOf(organisations)
    const pages = new Hono<HttpEnv>()
      .route('/', newPages(campaigns, organisations, visit, clock))
      .route('/', listPages(campaigns, assessments, visit))
      .route('/', managePages(campaigns, visit))
      .route('/', adoptPages(campaigns, visit, clock))
      .route('/', campaignPages(campaigns, assessments, visit))
      .route('/', conversationPages(conversations, campaigns, live, publicUrl))
      .route('/', minePages(campaigns, views, conversations, publicUrl.startsWith('https://')))
    return {
      verbs: campaigns,
      portable,
      api: { base: '/api/campaigns/v1', operations: campaignApi({ campaigns, views, conversations }) },
      pages,
      jobs: campaignJobs(letters),
      retention: [{ name: 'participants', days: config.keep.participants, forget: forgetParticipants }],
      keeper: createKeeper(db),
    }
  },
}
