import { account } from './account.ts'
import { administration } from './administration.ts'
import { campaigns } from './campaigns.ts'
import { comparison } from './comparison.ts'
import { differences } from './differences.ts'
import { evidence } from './evidence.ts'
import { networks } from './networks.ts'
import { organisations } from './organisations.ts'
import { plans } from './plans.ts'
import { practices } from './practices.ts'
import { rounds } from './rounds.ts'
import type { Scene } from './state.ts'
import { visitor } from './visitor.ts'

type Half = { services: readonly string[]; scenes: readonly Scene[] }

/** What one does alone: a measurement, its report, one's account. `differences` is last: it changes the content. */
export const alone: Half = {
  services: ['portal', 'assessments', 'reports', 'overviews', 'comparison', 'people', 'notifications', 'privacy', 'home', 'instruments', 'demo', 'transfer'],
  scenes: [visitor, account, rounds, comparison, differences],
}

/** What people of a board and its schools do together. */
export const together: Half = {
  services: ['organisations', 'campaigns', 'plans', 'evidence', 'practices', 'networks', 'operations'],
  scenes: [organisations, campaigns, plans, evidence, practices, networks, administration],
}
