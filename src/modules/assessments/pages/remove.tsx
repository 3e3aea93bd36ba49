import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { dropKey } from '#platform/identity'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { Checkbox } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Assessments } from '../assessments.ts'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import type { Round } from '../round.ts'
import { textIn } from '../text.ts'

const removeForm = z.object({ confirm: z.literal('yes') })
const path = '/metingen/:round{[\\w-]{16}}/verwijderen' as const

export const removePages = (assessments: Assessments, secure: boolean) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      const rounds = await assessments.siblings(c.var.actor, round.id)
      return html(c, <RemovePage c={c} round={round} rounds={rounds.length} />)
    })
    .post(path, async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      const form = await parseForm(c, removeForm)
      if (!form.ok) {
        const rounds = await assessments.siblings(c.var.actor, round.id)
        return html(c, <RemovePage c={c} round={round} rounds={rounds.length} refused />, 422)
      }
      const key = await assessments.ownKeyAmong(c.var.rawKeys, round)
      await assessments.remove(c.var.actor, round.id)
      dropKey(c, key, 'owner', secure)
      return c.redirect('/verwijderd', 303)
    })
    .get('/verwijderd', (c) => {
      const text = textIn(c.var.lang).remove
      return html(
        c,
        <Page {...c.var.page} title={text.doneTitle} robots="noindex">
          <Heading level={1}>{text.doneTitle}</Heading>
          <Paragraph lead>{text.done}</Paragraph>
          <Actions>
            <LinkButton href="/">{text.again}</LinkButton>
          </Actions>
        </Page>,
      )
    })

function RemovePage({ c, round, rounds, refused }: { c: Ctx; round: Round; rounds: number; refused?: boolean }) {
  const { lang } = c.var
  const t = textIn(lang).remove
  const base = `/metingen/${round.id}`
  return (
    <MeasurementPage c={c} round={round} title={t.title} error={refused ?? false}>
      {refused && <ErrorSummary errors={[{ field: 'confirm', message: t.confirmMissing }]} lang={lang} />}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead(rounds)}</Paragraph>
      <Alert kind="warning" lang={lang}>
        <Paragraph>{t.warning}</Paragraph>
        <ul class="koers-links">
          <li>
            <Link href={`${base}/rapport.pdf`}>{t.copy}</Link>
          </li>
          <li>
            <Link href={`${base}/rapport.ods`}>{t.copyOds}</Link>
          </li>
        </ul>
      </Alert>
      <form method="post" action={`${base}/verwijderen`} novalidate>
        <Checkbox name="confirm" value="yes" label={t.confirm} error={refused ? t.confirmMissing : undefined} lang={lang} />
        <Actions>
          <Button>{t.button}</Button>
          <Link href={base}>{t.keep}</Link>
        </Actions>
      </form>
    </MeasurementPage>
  )
}
