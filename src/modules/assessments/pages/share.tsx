import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { shortText } from '#platform/text-input'
import { Actions, Button } from '#ui/button'
import { Alert } from '#ui/alert'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Link as SharedLink } from '../access.ts'
import type { Assessments } from '../assessments.ts'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import type { Round } from '../round.ts'
import { problemText, textIn } from '../text.ts'

const LABEL_LIMIT = 80
const shareForm = z.object({ label: shortText(LABEL_LIMIT) })
const path = '/metingen/:round{[\\w-]{16}}/delen' as const

export const sharePages = (assessments: Assessments, publicUrl: string) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      return html(c, <SharePage c={c} round={round} links={await assessments.links(c.var.actor, round.id)} />)
    })
    .post(path, async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      const form = await parseForm(c, shareForm)
      if (!form.ok)
        return html(
          c,
          <SharePage c={c} round={round} links={await assessments.links(c.var.actor, round.id)} errors={form.errors} label={[form.typed['label'] ?? ''].flat()[0] ?? ''} />,
          422,
        )
      const { key } = await assessments.share(c.var.actor, round.id, form.value.label)
      c.header('cache-control', 'private, no-store')
      // Shown in the answer to the post and nowhere else: the key is not kept, so a redirect could not show it.
      return html(c, <SharePage c={c} round={round} links={await assessments.links(c.var.actor, round.id)} made={`${publicUrl}/gedeeld/${key}`} />)
    })
    .post(`${path}/:link{[\\w-]{16}}/intrekken`, async (c) => {
      await assessments.withdraw(c.var.actor, c.req.param('round'), c.req.param('link'))
      return c.redirect(`/metingen/${c.req.param('round')}/delen`, 303)
    })

type Props = { c: Ctx; round: Round; links: SharedLink[]; made?: string; errors?: FieldError[]; label?: string }

function SharePage({ c, round, links, made, errors = [], label = '' }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.share
  const first = errors[0]
  return (
    <MeasurementPage c={c} round={round} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {!round.finishedAt && (
        <Alert kind="info" lang={lang}>
          <Paragraph>{t.draft}</Paragraph>
        </Alert>
      )}
      {made && (
        <Alert kind="ok" title={t.made} live lang={lang}>
          <p class="koers-code">{made}</p>
          <Paragraph>{t.madeWhy}</Paragraph>
        </Alert>
      )}
      <form method="post" action={`/metingen/${round.id}/delen`}>
        <TextField name="label" label={t.label} hint={t.labelHint} value={label} error={first && problemText(text, first)} optional lang={lang} autocomplete="off" />
        <Actions>
          <Button>{t.make}</Button>
          <Link href={`/metingen/${round.id}`}>{text.condition.back}</Link>
        </Actions>
      </form>
      <Heading level={2}>{t.links}</Heading>
      {links.length === 0 && <Paragraph quiet>{t.none}</Paragraph>}
      <ul class="koers-links">
        {links.map((link) => (
          <li>
            <form method="post" action={`/metingen/${round.id}/delen/${link.id}/intrekken`} class="koers-actions">
              <span>
                <bdi>{link.label || t.unnamed}</bdi>, {t.since(longDate(link.createdAt, lang))}
              </span>
              <Button kind="subtle">
                {t.withdraw}
                <span class="koers-hidden"> {link.label || t.unnamed}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </MeasurementPage>
  )
}
