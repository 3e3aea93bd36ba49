import { account } from './account.ts'
import { administration } from './administration.ts'
import { campaigns } from './campaigns.ts'
import { comparison } from './comparison.ts'
import { differences } from './differences.ts'
import { evidence } from './evidence.ts'
import { organisations } from './organisations.ts'
import { plans } from './plans.ts'
import { practices } from './practices.ts'
import { rounds } from './rounds.ts'
import type { Scene } from './state.ts'
import { visitor } from './visitor.ts'

/** All pages in all states. `differences` is last: it changes the content. */
export const everything: readonly Scene[] = [visitor, account, organisations, campaigns, rounds, plans, evidence, practices, comparison, administration, differences]

/** What is reached without an account: where all kinds of parts stand. */
export const withoutAccount: readonly Scene[] = [visitor]
