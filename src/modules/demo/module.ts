import type { MiddlewareHandler } from 'hono'
import { join } from 'node:path'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import { root } from '#platform/root'
import type { Assessments } from '#modules/assessments'
import type { Campaigns } from '#modules/campaigns'
import type { Evidence } from '#modules/evidence'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import { loadStory } from './load.ts'
import { exampleOf, lookAlong, noExample } from './pages/look-along.ts'
import { tourPages } from './pages/tour.tsx'
import { seed } from './seed.ts'

export type Needs = { instruments: Instruments; organisations: Organisations; assessments: Assessments; campaigns: Campaigns; plans: Plans; evidence: Evidence }
export type Demo = { lookAlong: MiddlewareHandler<HttpEnv> }

export const module: Module<'demo', Needs, Demo> = {
  name: 'demo',
  about: 'The demonstration of the trial mode: a made-up board with twelve schools, three adopted rounds and one under way, open to look at',
  needs: ['instruments', 'organisations', 'assessments', 'campaigns', 'plans', 'evidence'],
  migrations: false,
  create({ config, db, clock, log }, needs) {
    const { assessments, instruments } = needs
    let example = noExample
    return {
      verbs: { lookAlong: lookAlong(() => example) },
      pages: tourPages(needs),
      async start() {
        if (config.mode !== 'trial') return
        if ((await assessments.example()) === undefined) {
          const done = await seed({ db, clock, ...needs }, loadStory(join(root, 'content/demo'), instruments.current))
          if (done.status === 'seeded') log.info({ rounds: done.rounds }, 'demonstration board made')
        }
        example = exampleOf(await assessments.examples())
      },
    }
  },
}
