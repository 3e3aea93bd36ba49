import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { Badge } from '#ui/badge'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { TaskList } from '#ui/task-list'
import type { Assessments, Opened, Review } from '../assessments.ts'
import { AnswerSign } from '../parts/answer-sign.tsx'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { textIn } from '../text.ts'

const round = '/metingen/:round{[\\w-]{16}}' as const

export const checkPages = (assessments: Assessments) =>
  new Hono<HttpEnv>()
    .get(`${round}/controleren`, async (c) => {
      const review = await assessments.review(c.var.actor, c.req.param('round'))
      // A bookmarked link to the last step of a finished round leads on to what it became.
      if (review.round.finishedAt) return c.redirect(`/metingen/${review.round.id}/rapport`, 303)
      return html(c, <CheckPage c={c} review={review} />)
    })
    .post(`${round}/afronden`, async (c) => {
      const id = c.req.param('round')
      const finishing = await assessments.finish(c.var.actor, id)
      if (finishing.status === 'nothing-answered') return html(c, <CheckPage c={c} review={await assessments.review(c.var.actor, id)} nothing />, 422)
      return c.redirect(`/metingen/${id}/afgerond`, 303)
    })
    .get(`${round}/afronden`, (c) => c.redirect(`/metingen/${c.req.param('round')}/controleren`, 303))
    .get(`${round}/afgerond`, async (c) => {
      const opened = await assessments.openOwn(c.var.actor, c.req.param('round'))
      if (!opened.round.finishedAt) return c.redirect(`/metingen/${opened.round.id}/controleren`, 303)
      return html(c, <DonePage c={c} opened={opened} />)
    })
    .post(`${round}/nieuwe-ronde`, async (c) => {
      const next = await assessments.startNext(c.var.actor, c.req.param('round'))
      return c.redirect(`/metingen/${next.status === 'started' ? next.roundId : c.req.param('round')}`, 303)
    })

function CheckPage({ c, review, nothing }: { c: Ctx; review: Review; nothing?: boolean }) {
  const { round, instrument, answers, progress, inconsistencies } = review
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.check
  const base = `/metingen/${round.id}`
  const openCount = progress.total - progress.filledIn
  return (
    <MeasurementPage c={c} round={round} title={t.title} error={nothing ?? false}>
      {nothing && <ErrorSummary errors={[{ message: t.nothing }]} lang={lang} />}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {round.name === '' && (
        <Alert kind="warning" lang={lang}>
          <Paragraph>
            {t.nameMissing} <Link href={`${base}/profiel`}>{text.profile.title}</Link>
          </Paragraph>
        </Alert>
      )}
      {inconsistencies.length === 0 ? (
        progress.filledIn > 0 && <Paragraph>{t.none}</Paragraph>
      ) : (
        <section aria-labelledby="pointing">
          <Heading level={2} id="pointing">
            {t.pointing(inconsistencies.length)}
          </Heading>
          <Paragraph>{t.pointingLead}</Paragraph>
          <TaskList
            id="point"
            label={t.pointing(inconsistencies.length)}
            items={inconsistencies.map((one) => ({
              href: `${base}/${one.conditionId}#${one.field}`,
              number: one.conditionId,
              title: instrument.condition(one.conditionId)?.title ?? '',
              detail: text.inconsistency[one.rule](one.about),
              status: t.fix,
            }))}
          />
        </section>
      )}
      {instrument.edition.responsibilities.map((responsibility) => (
        <section aria-labelledby={`r${responsibility.id}`}>
          <Heading level={2} id={`r${responsibility.id}`}>
            <span lang="nl">{`${responsibility.id} ${responsibility.title}`}</span>
          </Heading>
          <SummaryList
            lang={lang}
            rows={responsibility.conditions.map((condition) => {
              const answer = answers.get(condition.id)
              return {
                key: <span lang="nl">{`${condition.id} ${condition.title}`}</span>,
                value: answer ? (
                  <>
                    <AnswerSign answer={answer} instrument={instrument} text={text} />
                    {answer.judgement.kind === 'not-applicable' && (
                      <>
                        : <bdi>{answer.judgement.reason}</bdi>
                      </>
                    )}
                    {answer.carried && (
                      <>
                        {' '}
                        <Badge>{longDate(answer.answeredAt, lang)}</Badge>
                      </>
                    )}
                    {answer.wish && (
                      <>
                        {' '}
                        <Badge kind="wish">{`${text.condition.wish}: ${answer.wish.desiredLevel} ${instrument.levelName(answer.wish.desiredLevel)}`}</Badge>
                      </>
                    )}
                  </>
                ) : (
                  text.answer.open
                ),
                change: { href: `${base}/${condition.id}`, context: condition.id },
              }
            })}
          />
        </section>
      ))}
      <section aria-labelledby="finish" class="koers-panel">
        <Heading level={2} id="finish">
          {t.finishTitle}
        </Heading>
        {openCount > 0 && (
          <Paragraph>
            {t.open(openCount)}.{progress.carried > 0 && ` ${text.carried(progress.carried)}.`}
          </Paragraph>
        )}
        <Paragraph>{t.finishText}</Paragraph>
        <form method="post" action={`${base}/afronden`}>
          <Actions>
            <Button>{t.finish}</Button>
            <Link href={base}>{text.condition.back}</Link>
          </Actions>
        </form>
      </section>
    </MeasurementPage>
  )
}

function DonePage({ c, opened: { round } }: { c: Ctx; opened: Opened }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.done
  const base = `/metingen/${round.id}`
  const steps = [
    { href: `${base}/rapport`, title: t.report, detail: t.reportWhy },
    { href: `${base}/rapport/bestuur`, title: t.board, detail: t.boardWhy },
    { href: `${base}/delen`, title: t.share, detail: t.shareWhy },
  ]
  return (
    <MeasurementPage c={c} round={round} title={t.title}>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead(longDate(round.finishedAt ?? round.startedAt, lang))}</Paragraph>
      <Heading level={2}>{t.next}</Heading>
      <TaskList items={steps.map((step) => ({ ...step, status: '' }))} />
      <form method="post" action={`${base}/nieuwe-ronde`}>
        <Paragraph quiet>{t.nextRoundWhy}</Paragraph>
        <Actions>
          <LinkButton href={`${base}/rapport`}>{t.report}</LinkButton>
          <Button kind="secondary">{text.list.next}</Button>
        </Actions>
      </form>
    </MeasurementPage>
  )
}
