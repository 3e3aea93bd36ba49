import { Hono } from 'hono'
import { notFound } from '#platform/errors'
import { typedIn, type Typed } from '#platform/form'
import { download, html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { FileField } from '../parts/action-page.tsx'
import { PlanPage, planPath } from '../parts/plan-page.tsx'
import { WorksheetDifferences } from '../parts/worksheet-differences.tsx'
import type { Place, Plans } from '../plans.ts'
import { mayPlan } from '../policy.ts'
import { textIn } from '../text.ts'
import type { Unreadable } from '../worksheet/read.ts'
import type { Choice, Worksheets } from '../worksheet/worksheets.ts'
import { fileIn } from './upload.ts'

const ODS = 'application/vnd.oasis.opendocument.spreadsheet'
const base = '/organisaties/:org/plan' as const

export const worksheetPages = (plans: Plans, worksheets: Worksheets) =>
  new Hono<HttpEnv>()
    .get(`${base}/plan.ods`, async (c) => {
      const bytes = await worksheets.ods(c.var.actor, c.req.param('org'))
      return download(c, { name: 'koers-plan.ods', type: ODS, bytes: new Uint8Array(bytes) })
    })
    .get(`${base}/plan.csv`, async (c) => download(c, { name: 'koers-plan.csv', type: 'text/csv; charset=utf-8', bytes: await worksheets.csv(c.var.actor, c.req.param('org')) }))
    .get(`${base}/werkblad`, async (c) => html(c, <WorksheetPage c={c} place={await writable(plans, c)} gone={c.req.query('verlopen') !== undefined} />))
    .post(`${base}/werkblad`, async (c) => {
      const place = await writable(plans, c)
      const file = await fileIn(c)
      const uploaded = file
        ? await worksheets.upload(c.var.actor, place.organisation.id, file.bytes)
        : { status: 'unreadable' as const, problem: 'no-file' as const, where: undefined }
      if (uploaded.status === 'unreadable') return html(c, <WorksheetPage c={c} place={place} problem={uploaded.problem} where={uploaded.where} />, 422)
      return c.redirect(planPath(place.organisation.id, `/werkblad/${uploaded.worksheetId}`), 303)
    })
    .get(`${base}/werkblad/:worksheet{[\\w-]{16}}`, async (c) => {
      const { org, worksheet } = c.req.param()
      const comparison = await worksheets.comparison(c.var.actor, org, worksheet)
      if (!comparison) return c.redirect(planPath(org, '/werkblad?verlopen'), 303)
      return html(c, <WorksheetDifferences c={c} comparison={comparison} worksheetId={worksheet} />)
    })
    .post(`${base}/werkblad/:worksheet{[\\w-]{16}}`, async (c) => {
      const { org, worksheet } = c.req.param()
      const applied = await worksheets.apply(c.var.actor, org, worksheet, choiceFrom(await typedIn(c)))
      // Sent twice: what was chosen is stored already.
      if (applied.status === 'gone' || applied.left === 0) return c.redirect(planPath(org), 303)
      const comparison = await worksheets.comparison(c.var.actor, org, worksheet)
      if (!comparison) return c.redirect(planPath(org), 303)
      return html(c, <WorksheetDifferences c={c} comparison={comparison} worksheetId={worksheet} applied={applied} />, 409)
    })

async function writable(plans: Plans, c: Ctx): Promise<Place> {
  const place = await plans.place(c.var.actor, c.req.param('org') ?? '')
  if (!mayPlan(place.right)) throw notFound('There is no such page, or it is not for you.')
  return place
}

/** `take` are ticked changes and new rows; `choose-<action>:<field>` is the side chosen of a conflict; `version-<action>` what was on the screen. */
function choiceFrom(typed: Typed): Choice {
  const entries = Object.entries(typed)
  const chosen = entries.filter(([name, value]) => name.startsWith('choose-') && value === 'file').map(([name]) => name.slice('choose-'.length))
  return {
    take: new Set([...[typed['take'] ?? []].flat(), ...chosen]),
    versions: new Map(
      entries.filter(([name]) => name.startsWith('version-')).map(([name, value]) => [name.slice('version-'.length), /^\d{1,9}$/.test(String(value)) ? Number(value) : 0]),
    ),
  }
}

type Props = { c: Ctx; place: Place; problem?: Unreadable; where?: string | undefined; gone?: boolean }

function WorksheetPage({ c, place, problem, where, gone }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.worksheet
  const message = problem && `${t.unreadable[problem]}${where && problem === 'has-formula' ? ` (${where})` : ''}`
  const here = planPath(place.organisation.id, '/werkblad')
  return (
    <PlanPage c={c} place={place} title={t.title} error={message !== undefined} below={[{ href: here, label: t.title }]}>
      {message && <ErrorSummary errors={[{ field: 'file', message }]} lang={lang} />}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {gone && (
        <Alert kind="warning" lang={lang}>
          <Paragraph>{t.gone}</Paragraph>
        </Alert>
      )}
      <Actions>
        <LinkButton href={planPath(place.organisation.id, '/plan.ods')} download={true}>
          {t.download}
        </LinkButton>
      </Actions>
      <form method="post" action={here} enctype="multipart/form-data">
        <Heading level={2}>{t.upload}</Heading>
        <FileField label={t.file} error={message} accept={`.ods,${ODS}`} />
        <Actions>
          <Button kind="secondary">{t.compare}</Button>
          <Link href={planPath(place.organisation.id)}>{text.action.back}</Link>
        </Actions>
      </form>
    </PlanPage>
  )
}
