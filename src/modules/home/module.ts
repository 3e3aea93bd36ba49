import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Campaigns } from '#modules/campaigns'
import type { Instruments } from '#modules/instruments'
import type { Memberships, Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import { createHome, type Home } from './home.ts'
import { minePages } from './pages/mine.tsx'
import { organisationPages } from './pages/organisation.tsx'

type Needs = { instruments: Instruments; organisations: Organisations & Pick<Memberships, 'mine'>; assessments: Assessments; campaigns: Campaigns; plans: Plans }

export const module: Module<'home', Needs, Home> = {
  name: 'home',
  about: 'Where someone who is signed in begins: what is asked of them, and where their board or school stands',
  needs: ['instruments', 'organisations', 'assessments', 'campaigns', 'plans'],
  migrations: false,
  create(_, needs) {
    const home = createHome(needs)
    return { verbs: home, pages: new Hono<HttpEnv>().route('/', minePages(home)).route('/', organisationPages(home)) }
  },
}
