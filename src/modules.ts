import type { Platform, Service } from '#platform/module'
import type { FindOut } from '#modules/campaigns'
import { module as assessments } from './modules/assessments/module.ts'
import { module as campaigns } from './modules/campaigns/module.ts'
import { module as comparison } from './modules/comparison/module.ts'
import { module as demo } from './modules/demo/module.ts'
import { module as evidence } from './modules/evidence/module.ts'
import { module as home } from './modules/home/module.ts'
import { module as instruments } from './modules/instruments/module.ts'
import { module as networks } from './modules/networks/module.ts'
import { module as notifications } from './modules/notifications/module.ts'
import { module as operations } from './modules/operations/module.ts'
import { module as organisations } from './modules/organisations/module.ts'
import type { OnSecurity, OnSignedIn } from './modules/people/index.ts'
import { module as overviews } from './modules/overviews/module.ts'
import { module as people } from './modules/people/module.ts'
import { module as plans } from './modules/plans/module.ts'
import { module as portal } from './modules/portal/module.ts'
import { module as practices } from './modules/practices/module.ts'
import { module as privacy } from './modules/privacy/module.ts'
import { module as reports } from './modules/reports/module.ts'
import { module as transfer } from './modules/transfer/module.ts'

/** THE LIST: one line per service, each after what it needs. */
export const modules = [
  instruments,
  people,
  notifications,
  organisations,
  evidence,
  practices,
  assessments,
  campaigns,
  plans,
  networks,
  reports,
  overviews,
  comparison,
  home,
  demo,
  operations,
  privacy,
  transfer,
  portal,
] as const

export const names = { withMigrations: modules.filter((module) => module.migrations).map((module) => module.name) }

/** Makes the services in the order of the list and hands each what it needs, and nothing else. */
export function createServices(platform: Platform) {
  // Filled below, by services that come after people.
  const onSignedIn: OnSignedIn[] = []
  const onSecurity: OnSecurity[] = []
  const accounts = people.create(platform, { onSignedIn, onSecurity })
  const telling = notifications.create(platform, { people: accounts.verbs })
  onSecurity.push((tx, personId, notice) => telling.verbs.notify(tx, { ...notice, about: '/mijn/account', personIds: [personId] }))
  const made = {
    instruments: instruments.create(platform, {}),
    people: accounts,
    notifications: telling,
    organisations: organisations.create(platform, { people: accounts.verbs, notifications: telling.verbs }),
  }
  const base = { instruments: made.instruments.verbs, organisations: made.organisations.verbs }
  const proving = evidence.create(platform, { ...base, people: made.people.verbs, notifications: made.notifications.verbs })
  const examples = practices.create(platform, { ...base, people: made.people.verbs, notifications: made.notifications.verbs })
  const measuring = assessments.create(platform, { ...base, evidence: proving.verbs, offered: examples.verbs.offeredFor })
  // What a visitor measured before signing in belongs to the person from then on.
  onSignedIn.push(async (tx, personId, keyHashes) => {
    for (const organisationId of await measuring.verbs.moveIntoAccount(tx, personId, keyHashes))
      await made.organisations.verbs.grant(tx, { personId, organisationId, right: 'owner', functions: [], grantedBy: null })
    return keyHashes
  })
  const planning = plans.create(platform, { ...base, people: made.people.verbs, notifications: made.notifications.verbs, assessments: measuring.verbs })
  const findOut: FindOut = async (tx, actor, { roundId, ...action }) => void (await planning.verbs.createFrom(tx, actor, { ...action, origin: { kind: 'conversation', roundId } }))
  const rounds = campaigns.create(platform, { ...base, people: made.people.verbs, notifications: made.notifications.verbs, assessments: measuring.verbs, findOut })
  const reporting = reports.create(platform, { instruments: base.instruments, assessments: measuring.verbs, campaigns: rounds.verbs })
  const services = {
    ...made,
    evidence: proving,
    practices: examples,
    assessments: measuring,
    campaigns: rounds,
    plans: planning,
    networks: networks.create(platform, { ...base, notifications: made.notifications.verbs, practices: examples.verbs, assessments: measuring.verbs, plans: planning.verbs }),
    reports: reporting,
    overviews: overviews.create(platform, { ...base, assessments: measuring.verbs, evidence: proving.verbs, plans: planning.verbs }),
    comparison: comparison.create(platform, { ...base, assessments: measuring.verbs }),
    home: home.create(platform, { ...base, assessments: measuring.verbs, campaigns: rounds.verbs, plans: planning.verbs }),
    demo: demo.create(platform, { ...base, assessments: measuring.verbs, campaigns: rounds.verbs, plans: planning.verbs, evidence: proving.verbs }),
    operations: operations.create(platform, { organisations: made.organisations.verbs, practices: examples.verbs }),
  }
  const all: [string, Service<unknown>][] = Object.entries(services)
  const keepers = all.flatMap(([name, { keeper }]) => (keeper ? [{ name, keeper }] : []))
  const rules = all.flatMap(([, { retention = [] }]) => retention)
  const portables = all.flatMap(([, { portable }]) => portable ?? [])
  return {
    ...services,
    privacy: privacy.create(platform, { ...base, people: made.people.verbs, assessments: measuring.verbs, keepers, rules }),
    transfer: transfer.create(platform, { ...base, people: made.people.verbs, portables }),
    portal: portal.create(platform, { ...base, assessments: measuring.verbs }),
  }
}
