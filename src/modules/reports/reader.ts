import type { Clock } from '#platform/clock'
import type { Actor } from '#platform/http'
import { mayWork, type Assessments } from '#modules/assessments'
import type { Campaigns } from '#modules/campaigns'
import { buildReport, type Report } from './report.ts'

/** A report as a page sees it: the data, and whether who looks may also go to the questions. */
export type Shown = { report: Report; mine: boolean }
export type Read = (actor: Actor, roundId: string) => Promise<Shown>

/** The report of one round, for who may read it: the one way to it for pages, files, the API and the command line. */
export const createReader =
  ({ assessments, campaigns, clock }: { assessments: Assessments; campaigns: Pick<Campaigns, 'settledIn'>; clock: Clock }): Read =>
  async (actor, roundId) => {
    const history = await assessments.history(actor, roundId)
    const settled = await campaigns.settledIn(actor, [roundId, ...history.revisions.filter(({ revision }) => revision < history.round.revision).map(({ id }) => id)])
    return { report: buildReport(history, clock.now(), settled), mine: mayWork(history.access, history.round) }
  }
