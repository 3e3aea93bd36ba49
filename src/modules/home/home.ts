import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Right } from '#platform/rights'
import { requirePerson } from '#platform/signed-in'
import type { Assessments, Round } from '#modules/assessments'
import type { Campaign, Campaigns, CampaignState } from '#modules/campaigns'
import type { Instrument, Instruments } from '#modules/instruments'
import type { Memberships, Organisation, Organisations } from '#modules/organisations'
import type { Action, Plans } from '#modules/plans'

export type Mine = {
  organisations: { organisation: Organisation; right: Right }[]
  /** Measurements that began without an account, and moved into it. */
  measurements: Round[]
  /** Where one is asked for an answer. */
  asked: Awaited<ReturnType<Campaigns['asked']>>
  actions: Action[]
}

type Cells = Awaited<ReturnType<Assessments['picture']>>['rounds'][number]['cells']
export type Standing = {
  organisation: Organisation
  right: Right
  schools: Organisation[]
  campaigns: { campaign: Campaign; state: CampaignState }[]
  /** The newest round of the organisation itself, in the words it was answered in. */
  newest: { round: Round; cells: Cells; instrument: Instrument } | undefined
  plan: { open: number; done: number; passed: number; nextTerms: { id: string; title: string; term: string }[] }
}

type Needs = { instruments: Instruments; organisations: Organisations & Pick<Memberships, 'mine'>; assessments: Assessments; campaigns: Campaigns; plans: Plans }

export function createHome({ instruments, organisations, assessments, campaigns, plans }: Needs) {
  return {
    /** @throws {WayIn} when nobody is signed in. */
    async mine(actor: Actor): Promise<Mine> {
      requirePerson(actor)
      const all = await organisations.mine(actor)
      const ofVisitor = all.filter(({ organisation }) => organisation.origin === 'visitor')
      const measurements = await assessments.roundsAt(
        actor,
        ofVisitor.map(({ organisation }) => organisation.id),
      )
      return {
        organisations: all.filter((one) => !ofVisitor.includes(one)),
        measurements: measurements.toReversed(),
        asked: await campaigns.asked(actor),
        actions: await plans.mineOf(actor),
      }
    },

    async standing(actor: Actor, id: string): Promise<Standing> {
      const at = actor.standing.get(id)
      const organisation = at && (await organisations.byId(id))
      if (!at || !organisation) throw notFound('There is no such organisation, or you do not belong to it.')
      const [found] = (await assessments.picture(actor, [id])).rounds
      const summary = (await plans.summaryOf([id])).get(id)
      const counts = summary?.counts
      return {
        organisation,
        right: at.right,
        schools: organisation.kind === 'board' ? await organisations.childrenOf(id) : [],
        campaigns: (await campaigns.listAt(actor, id)).filter(({ state }) => state !== 'closed'),
        newest: found && { ...found, instrument: await instruments.edition(found.round.editionHash) },
        plan: {
          open: (counts?.todo ?? 0) + (counts?.busy ?? 0) + (counts?.waiting ?? 0),
          done: counts?.done ?? 0,
          passed: summary?.passed ?? 0,
          nextTerms: summary?.nextTerms ?? [],
        },
      }
    },
  }
}

export type Home = ReturnType<typeof createHome>
