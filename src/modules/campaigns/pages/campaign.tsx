import { Hono } from 'hono'
import { notFound } from '#platform/errors'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { Badge } from '#ui/badge'
import { Details } from '#ui/details'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Assessments, Round } from '#modules/assessments'
import type { Organisation } from '#modules/organisations'
import type { Part } from '../campaign.ts'
import type { Campaigns, Leading, Placed, Progressing } from '../campaigns.ts'
import { RoundsPage } from '../parts/page.tsx'
import { mayJoin, mayLead, mayLeadPart } from '../policy.ts'
import { textIn, type Text } from '../text.ts'
import type { Visit } from '../visit.ts'

const path = '/organisaties/:organisation{[0-9a-f-]{36}}/rondes/:campaign{[\\w-]{16}}' as const

export const campaignPages = (campaigns: Campaigns, assessments: Assessments, visit: Visit) => {
  const rounds = async (c: Ctx, { parts }: Placed) =>
    new Map(
      (
        await assessments.roundsAt(
          c.var.actor,
          parts.map((part) => part.organisationId),
        )
      ).map((round) => [round.id, round]),
    )
  const placedAt = async (c: Ctx, { organisation, campaign }: { organisation: string; campaign: string }) => {
    const [at, placed] = [await visit(c.var.actor, organisation), await campaigns.see(c.var.actor, campaign)]
    if (at.id !== placed.campaign.boardId && !placed.parts.some((part) => part.organisationId === at.id)) throw notFound('There is no such round, or you do not belong to it.')
    return { organisation: at, placed }
  }
  return new Hono<HttpEnv>()
    .get(path, async (c) => {
      const { organisation, placed } = await placedAt(c, c.req.param())
      const { boardId } = placed.campaign
      // Leading is done at the board, whichever of its schools one came from.
      if (mayLead(c.var.actor, boardId) && organisation.id !== boardId) return c.redirect(`/organisaties/${boardId}/rondes/${placed.campaign.id}`, 303)
      if (!mayLead(c.var.actor, boardId) && !placed.campaign.example) return html(c, <SeenPage c={c} organisation={organisation} placed={placed} />)
      const leading = await campaigns.lead(c.var.actor, placed.campaign.id)
      const said = { reminded: c.req.query('herinnerd') }
      return html(c, <LeadPage c={c} organisation={organisation} leading={leading} rounds={await rounds(c, placed)} said={said} />)
    })
    .post(`${path}/herinneren`, async (c) => {
      const { organisation, campaign } = c.req.param()
      await placedAt(c, { organisation, campaign })
      const reminding = await campaigns.remind(c.var.actor, campaign)
      return c.redirect(`/organisaties/${organisation}/rondes/${campaign}?herinnerd=${reminding.status === 'reminded' ? reminding.count : 'vandaag'}`, 303)
    })
    .post(`${path}/deelnemers/:participant{[\\w-]{16}}/verwijderen`, async (c) => {
      const { organisation, campaign, participant } = c.req.param()
      await placedAt(c, { organisation, campaign })
      await campaigns.removeParticipant(c.var.actor, campaign, participant)
      return c.redirect(`/organisaties/${organisation}/rondes/${campaign}`, 303)
    })
    .post(`${path}/deelnemers/:participant{[\\w-]{16}}/nieuwe-link`, async (c) => {
      const { organisation, campaign, participant } = c.req.param()
      await placedAt(c, { organisation, campaign })
      await campaigns.sendNewLink(c.var.actor, campaign, participant)
      return c.redirect(`/organisaties/${organisation}/rondes/${campaign}`, 303)
    })
}

type LeadProps = { c: Ctx; organisation: Organisation; leading: Leading; rounds: ReadonlyMap<string, Round>; said: { reminded: string | undefined } }

function LeadPage({ c, organisation, leading, rounds, said }: LeadProps) {
  const { lang, actor } = c.var
  const text = textIn(lang)
  const t = text.lead
  const { campaign, parts, state, participants } = leading
  const base = `/organisaties/${organisation.id}/rondes/${campaign.id}`
  const leads = mayLead(actor, campaign.boardId)
  const adoption = parts.map((part) => rounds.get(part.roundId)?.adoption).find((one) => one != null)
  return (
    <RoundsPage c={c} organisation={organisation} title={campaign.title} campaign={campaign} wide>
      <Heading level={1} over={<Badge kind={state === 'ending' || state === 'over' ? 'warning' : 'neutral'}>{text.state[state]}</Badge>}>
        <bdi>{campaign.title}</bdi>
      </Heading>
      <Paragraph lead>{text.period(longDate(campaign.startsOn, lang), longDate(campaign.endsOn, lang))}.</Paragraph>
      {said.reminded !== undefined && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{/^\d{1,4}$/.test(said.reminded) ? t.reminded(Number(said.reminded)) : t.remindedToday}</Paragraph>
        </Alert>
      )}
      {adoption ? (
        <Alert kind="ok" lang={lang}>
          <Paragraph>
            <bdi>{t.adopted(adoption.by, longDate(adoption.on, lang))}</bdi>
          </Paragraph>
        </Alert>
      ) : (
        campaign.closedAt && (
          <Alert kind="info" lang={lang}>
            <Paragraph>{t.closed(longDate(campaign.closedAt, lang))}</Paragraph>
          </Alert>
        )
      )}
      {leads && (
        <form method="post" action={`${base}/herinneren`}>
          <Actions>
            {!campaign.closedAt && <Button kind="secondary">{t.remind}</Button>}
            {!campaign.closedAt && (
              <LinkButton kind="secondary" href={`${base}/mensen`}>
                {t.invite}
              </LinkButton>
            )}
            {!campaign.closedAt && (
              <LinkButton kind="secondary" href={`${base}/verdelen`}>
                {t.divide}
              </LinkButton>
            )}
            {!campaign.closedAt && (
              <LinkButton kind="secondary" href={`${base}/sluiten`}>
                {t.close}
              </LinkButton>
            )}
            {campaign.closedAt && !adoption && leading.mayAdopt && <LinkButton href={`${base}/vaststellen`}>{t.adopt}</LinkButton>}
            {campaign.closedAt && (
              <LinkButton kind="secondary" href={`/organisaties/${organisation.id}/rondes/nieuw`}>
                {t.next}
              </LinkButton>
            )}
            {!campaign.closedAt && <Link href={`${base}/aanpassen`}>{t.change}</Link>}
          </Actions>
        </form>
      )}
      {campaign.closedAt && leads && <WhatNow organisation={organisation} parts={parts} text={text} />}
      <Heading level={2}>{t.progress}</Heading>
      {parts.map((part) => (
        <PartSection
          c={c}
          part={part}
          participants={participants.filter((one) => one.roundId === part.roundId)}
          closed={campaign.closedAt !== null || !leads}
          base={base}
          answers={mayJoin(actor, part)}
          text={text}
          folded={part.scope === 'school' && parts.length > FOLDED_FROM}
        />
      ))}
    </RoundsPage>
  )
}

/** With more lists than this a school is one line that opens: a board of eighty schools still sees who waits. */
const FOLDED_FROM = 4

type PartProps = { c: Ctx; part: Part; participants: readonly Progressing[]; closed: boolean; base: string; answers: boolean; text: Text; folded: boolean }

function PartSection({ c, part, participants, closed, base, answers, text, folded }: PartProps) {
  const { lang, actor } = c.var
  const t = text.lead
  const id = `deel-${part.roundId}`
  const inside = (
    <>
      <ul class="koers-links koers-links--row">
        {answers && !closed && (
          <li>
            <Link href={`/metingen/${part.roundId}/kijk`}>{t.answer}</Link>
          </li>
        )}
        <li>
          <Link href={`/metingen/${part.roundId}/gesprek`}>{t.conversation}</Link>
        </li>
        {mayLeadPart(actor, part) && (
          <li>
            <Link href={`/metingen/${part.roundId}`}>{t.joint}</Link>
          </li>
        )}
        <li>
          <Link href={`/metingen/${part.roundId}/rapport`}>{t.report}</Link>
        </li>
      </ul>
      <Table
        caption={`${t.progress} ${part.name}`}
        captionHidden
        lang={lang}
        empty={t.noParticipants}
        columns={[
          { label: t.who },
          { label: t.function },
          { label: t.answered },
          { label: t.state },
          ...(closed ? [] : [{ label: <span class="koers-hidden">{t.actions}</span> }]),
        ]}
        rows={participants.map((one) => [
          <>
            <bdi>{one.name}</bdi>
            {one.byLink && <span class="koers-quiet"> ({t.byLink})</span>}
          </>,
          one.function === '' ? text.noFunction : text.functions[one.function],
          t.of(one.answered, one.asked),
          text.participantState[one.state],
          ...(closed
            ? []
            : [
                <form method="post" action={`${base}/deelnemers/${one.id}/verwijderen`} class="koers-inline">
                  {one.byLink && (
                    <Button kind="subtle" formaction={`${base}/deelnemers/${one.id}/nieuwe-link`}>
                      {t.newLink}
                      <span class="koers-hidden"> {one.name}</span>
                    </Button>
                  )}
                  <Button kind="subtle">
                    {t.remove}
                    <span class="koers-hidden"> {one.name}</span>
                  </Button>
                </form>,
              ]),
        ])}
      />
    </>
  )
  if (folded)
    return (
      <Details
        summary={
          <>
            <bdi>{part.name}</bdi> <span class="koers-quiet">{t.partDone(participants.filter((one) => one.state === 'done').length, participants.length)}</span>
          </>
        }
      >
        {inside}
      </Details>
    )
  return (
    <section aria-labelledby={id} class="koers-panel">
      <Heading level={3} id={id}>
        <bdi>{part.name}</bdi>
      </Heading>
      {inside}
    </section>
  )
}

/** After closing: what the round was for. */
function WhatNow({ organisation, parts, text }: { organisation: Organisation; parts: readonly Part[]; text: Text }) {
  const t = text.lead
  const ofBoard = parts.find((part) => part.scope === 'board')
  return (
    <section aria-labelledby="after">
      <Heading level={2} id="after">
        {t.after}
      </Heading>
      <ul class="koers-links">
        {ofBoard && (
          <li>
            <Link href={`/metingen/${ofBoard.roundId}/rapport`}>{t.toReport}</Link>
          </li>
        )}
        {ofBoard && (
          <li>
            <Link href={`/organisaties/${organisation.id}/plan/uit-ronde/${ofBoard.roundId}`}>{t.toPlan}</Link>
          </li>
        )}
        <li>
          <Link href={`/organisaties/${organisation.id}/groei`}>{t.toGrowth}</Link>
        </li>
        {parts.length > 1 && (
          <li>
            <Link href={`/organisaties/${organisation.id}/afwijkingen`}>{t.deviations}</Link>
          </li>
        )}
      </ul>
    </section>
  )
}

/** For who takes part without leading: their own lists, and the conversation where they lead it. */
function SeenPage({ c, organisation, placed: { campaign, parts, state } }: { c: Ctx; organisation: Organisation; placed: Placed }) {
  const { lang, actor } = c.var
  const text = textIn(lang)
  const t = text.lead
  const own = parts.filter((part) => actor.standing.has(part.organisationId))
  return (
    <RoundsPage c={c} organisation={organisation} title={campaign.title} campaign={campaign}>
      <Heading level={1} over={<Badge>{text.state[state]}</Badge>}>
        <bdi>{campaign.title}</bdi>
      </Heading>
      <Paragraph lead>{campaign.closedAt ? t.closed(longDate(campaign.closedAt, lang)) : t.ends(longDate(campaign.endsOn, lang))}</Paragraph>
      {own.map((part) => (
        <section aria-labelledby={`deel-${part.roundId}`}>
          <Heading level={2} id={`deel-${part.roundId}`}>
            <bdi>{part.name}</bdi>
          </Heading>
          <Actions>
            {mayJoin(actor, part) && !campaign.closedAt && <LinkButton href={`/metingen/${part.roundId}/kijk`}>{t.answer}</LinkButton>}
            {mayLeadPart(actor, part) && (
              <LinkButton kind="secondary" href={`/metingen/${part.roundId}/gesprek`}>
                {t.conversation}
              </LinkButton>
            )}
            {mayLeadPart(actor, part) && <Link href={`/metingen/${part.roundId}`}>{t.joint}</Link>}
            <Link href={`/metingen/${part.roundId}/rapport`}>{t.report}</Link>
          </Actions>
        </section>
      ))}
    </RoundsPage>
  )
}
