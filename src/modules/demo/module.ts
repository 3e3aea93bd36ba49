import { join } from 'node:path'
import type { Module } from '#platform/module'
import { root } from '#platform/root'
import type { Assessments } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import { loadStory } from './load.ts'
import { seed } from './seed.ts'

export const module: Module<'demo', { instruments: Instruments; organisations: Organisations; assessments: Assessments }, Record<never, never>> = {
  name: 'demo',
  about: 'The demonstration of the trial mode: a made-up board with twelve schools and three rounds',
  needs: ['instruments', 'organisations', 'assessments'],
  migrations: false,
  create({ config, db, clock, log }, { instruments, organisations, assessments }) {
    return {
      verbs: {},
      async start() {
        if (config.mode !== 'trial' || (await assessments.example()) !== undefined) return
        const done = await seed({ db, clock, instruments, organisations, assessments }, loadStory(join(root, 'content/demo'), instruments.current))
        if (done.status === 'seeded') log.info({ rounds: done.rounds }, 'demonstration board made')
      },
    }
  },
}
