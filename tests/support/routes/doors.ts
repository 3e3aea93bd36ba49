import type { Doors } from './door.ts'
import { api } from './doors/api.ts'
import { organisations, plans, sharing } from './doors/organisations.ts'
import { administration, open, people } from './doors/people.ts'
import { campaigns, measurements } from './doors/rounds.ts'

/** Who gets in where: one line for each route of the running app. */
export const doors: Doors = { ...open, ...people, ...administration, ...organisations, ...sharing, ...plans, ...measurements, ...campaigns, ...api }
