import type { Child } from 'hono/jsx'
import { Link } from '#ui/link'
import { figureId } from '../figures.ts'
import type { MeasureName } from '../measure.ts'
import type { Report } from '../report.ts'
import { baseOf } from './frame.tsx'

/** A number that leads to the answers and the rule that made it. */
export function Num({ report, of, responsibility, round, children }: { report: Report; of: MeasureName; responsibility?: string; round?: number; children: Child }) {
  return <Link href={`${baseOf(report)}/rapport/cijfers/${figureId(of, responsibility ?? null, round ?? null)}`}>{children}</Link>
}
