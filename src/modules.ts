import type { Platform } from '#platform/module'
import { module as assessments } from './modules/assessments/module.ts'
import { module as demo } from './modules/demo/module.ts'
import { module as instruments } from './modules/instruments/module.ts'
import { module as organisations } from './modules/organisations/module.ts'
import type { OnSignedIn } from './modules/people/index.ts'
import { module as people } from './modules/people/module.ts'
import { module as portal } from './modules/portal/module.ts'
import { module as reports } from './modules/reports/module.ts'

/** THE LIST: one line per service, each after what it needs. */
export const modules = [instruments, people, organisations, assessments, reports, demo, portal] as const

export const names = { withMigrations: modules.filter((module) => module.migrations).map((module) => module.name) }

/** Makes the services in the order of the list and hands each what it needs, and nothing else. */
export function createServices(platform: Platform) {
  // Filled below, by services that come after people.
  const onSignedIn: OnSignedIn[] = []
  const made = {
    instruments: instruments.create(platform, {}),
    people: people.create(platform, { onSignedIn }),
    organisations: organisations.create(platform, {}),
  }
  const base = { instruments: made.instruments.verbs, organisations: made.organisations.verbs }
  const measuring = assessments.create(platform, base)
  const reporting = reports.create(platform, { instruments: base.instruments, assessments: measuring.verbs })
  return {
    ...made,
    assessments: measuring,
    reports: reporting,
    demo: demo.create(platform, { ...base, assessments: measuring.verbs }),
    portal: portal.create(platform, { ...base, assessments: measuring.verbs }),
  }
}
