import type { Figure } from './figure.ts'
import type { Stage } from './stage.ts'
import type { Tally } from './tally.ts'

export type Scenario = (stage: Stage, tally: Tally) => Promise<Figure[]>
