import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { longText } from '#platform/text-input'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { Details } from '#ui/details'
import { ErrorSummary } from '#ui/error-summary'
import { DateField, TextArea, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Assessments, Opened } from '../assessments.ts'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { mayAdopt } from '../policy.ts'
import { decisionSchema, type Round } from '../round.ts'
import { problemText, textIn } from '../text.ts'
import { notFound } from '#platform/errors'

const REASON_LIMIT = 1000
const correctionSchema = z.object({ reason: longText(REASON_LIMIT).refine((reason) => reason !== '', 'correction-required') })

const round = '/metingen/:round{[\\w-]{16}}' as const

/** Adopting a round and correcting an adopted one. Only an owner who is signed in comes here. */
export function adoptPages(assessments: Assessments, db: Db, clock: Clock) {
  const opened = async (c: Ctx, id: string): Promise<Opened> => {
    const found = await assessments.open(c.var.actor, id)
    if (!mayAdopt(c.var.actor, found.round)) throw notFound('There is no such measurement, or your link does not open it.')
    return found
  }
  return new Hono<HttpEnv>()
    .get(`${round}/vaststellen`, async (c) => html(c, <AdoptPage c={c} round={(await opened(c, c.req.param('round'))).round} fields={{ on: dayOf(clock.now()), by: '' }} />))
    .post(`${round}/vaststellen`, async (c) => {
      const found = await opened(c, c.req.param('round'))
      const form = await parseForm(c, decisionSchema)
      const again = (errors: FieldError[]) =>
        html(
          c,
          <AdoptPage c={c} round={found.round} fields={{ on: [form.typed['on'] ?? ''].flat()[0] ?? '', by: [form.typed['by'] ?? ''].flat()[0] ?? '' }} errors={errors} />,
          422,
        )
      if (!form.ok) return again(form.errors)
      const adopting = await db.tx((tx) => assessments.adopt(tx, c.var.actor, [found.round.id], form.value))
      if (adopting.status === 'in-future') return again([{ field: 'on', problem: 'day-in-future' }])
      if (adopting.status === 'not-finished') return c.redirect(`/metingen/${found.round.id}/controleren`, 303)
      // Adopted by this person or by a colleague a moment before: the page says by whom.
      return c.redirect(`/metingen/${found.round.id}/vaststellen`, 303)
    })
    .get(`${round}/corrigeren`, async (c) => {
      const found = await opened(c, c.req.param('round'))
      return found.round.adoption ? html(c, <CorrectPage c={c} round={found.round} reason="" />) : c.redirect(`/metingen/${found.round.id}`, 303)
    })
    .post(`${round}/corrigeren`, async (c) => {
      const found = await opened(c, c.req.param('round'))
      const form = await parseForm(c, correctionSchema)
      if (!form.ok) return html(c, <CorrectPage c={c} round={found.round} reason={[form.typed['reason'] ?? ''].flat()[0] ?? ''} errors={form.errors} />, 422)
      const correcting = await assessments.correct(c.var.actor, found.round.id, form.value.reason)
      return c.redirect(`/metingen/${correcting.status === 'not-adopted' ? found.round.id : correcting.roundId}`, 303)
    })
}

type AdoptProps = { c: Ctx; round: Round; fields: { on: string; by: string }; errors?: FieldError[] }

function AdoptPage({ c, round, fields, errors = [] }: AdoptProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.adopt
  const base = `/metingen/${round.id}`
  const error = (field: string) => {
    const found = errors.find((one) => one.field === field)
    return found && problemText(text, found)
  }
  if (round.adoption)
    return (
      <MeasurementPage c={c} round={round} title={t.title}>
        <Heading level={1}>{t.adopted}</Heading>
        <Alert kind="ok" lang={lang}>
          <Paragraph>{t.adoptedBy(round.adoption.by, longDate(round.adoption.on, lang), longDate(round.adoption.at, lang))}</Paragraph>
        </Alert>
        <Paragraph>{t.immutable}</Paragraph>
        <Details summary={t.hash}>
          <p class="koers-code">{round.adoption.contentHash}</p>
        </Details>
        <Actions>
          <LinkButton href={`${base}/rapport`}>{text.list.toReport}</LinkButton>
          <LinkButton kind="secondary" href={`${base}/corrigeren`}>
            {t.correct}
          </LinkButton>
        </Actions>
      </MeasurementPage>
    )
  return (
    <MeasurementPage c={c} round={round} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {round.finishedAt ? (
        <form method="post" novalidate>
          <DateField name="on" label={t.on} value={fields.on} error={error('on')} lang={lang} />
          <TextField name="by" label={t.by} hint={t.byHint} value={fields.by} error={error('by')} lang={lang} autocomplete="off" />
          <Actions>
            <Button>{t.adopt}</Button>
            <Link href={base}>{text.condition.back}</Link>
          </Actions>
        </form>
      ) : (
        <>
          <Paragraph>{t.finishFirst}</Paragraph>
          <Actions>
            <LinkButton href={`${base}/controleren`}>{text.list.check}</LinkButton>
          </Actions>
        </>
      )}
    </MeasurementPage>
  )
}

function CorrectPage({ c, round, reason, errors = [] }: { c: Ctx; round: Round; reason: string; errors?: FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.adopt
  const [first] = errors
  return (
    <MeasurementPage c={c} round={round} title={t.correct} error={errors.length > 0} above={[{ href: `/metingen/${round.id}/vaststellen`, label: t.title }]}>
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>{t.correct}</Heading>
      <Paragraph lead>{t.correctLead}</Paragraph>
      <form method="post" novalidate>
        <TextArea name="reason" label={t.reason} limit={REASON_LIMIT} value={reason} error={first && problemText(text, first)} lang={lang} />
        <Actions>
          <Button>{t.correctStart}</Button>
          <Link href={`/metingen/${round.id}/vaststellen`}>{text.condition.back}</Link>
        </Actions>
      </form>
    </MeasurementPage>
  )
}
