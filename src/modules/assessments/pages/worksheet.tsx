import { Hono } from 'hono'
import { z } from 'zod'
import { parseUpload, typedIn } from '#platform/form'
import { download, html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { ErrorSummary } from '#ui/error-summary'
import { FileField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Assessments } from '../assessments.ts'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { WorksheetDifferences } from '../parts/worksheet-differences.tsx'
import type { Round } from '../round.ts'
import { textIn, type Text } from '../text.ts'
import type { Unreadable } from '../worksheet/read.ts'
import type { Choice, Worksheets } from '../worksheet/worksheets.ts'

/** A filled-in worksheet is about 60 kB; this leaves room for long notes and pictures someone pasted. */
const WORKSHEET_AT_MOST = 2 * 1024 * 1024
const tooLarge = { status: 'unreadable', problem: 'too-large', where: undefined } as const
export const worksheetUpload = { path: /^\/metingen\/[\w-]{16}\/werkblad$/, filesAtMost: WORKSHEET_AT_MOST }

const path = '/metingen/:round{[\\w-]{16}}/werkblad' as const

export const worksheetPages = (assessments: Assessments, worksheets: Worksheets) =>
  new Hono<HttpEnv>()
    .get('/metingen/:round{[\\w-]{16}}/werkblad.ods', async (c) => {
      const bytes = await worksheets.download(c.var.actor, c.req.param('round'))
      return download(c, { name: 'koers-werkblad.ods', type: 'application/vnd.oasis.opendocument.spreadsheet', bytes: new Uint8Array(bytes) })
    })
    .get(path, async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      if (round.finishedAt) return c.redirect(`/metingen/${round.id}`, 303)
      return html(c, <WorksheetPage c={c} round={round} gone={c.req.query('verlopen') !== undefined} />)
    })
    .post(path, async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      const form = await parseUpload(c, z.object({}), { field: 'file', files: 1, bytesEach: WORKSHEET_AT_MOST })
      const bytes = form.files[0]?.bytes
      const uploaded = !form.ok
        ? tooLarge
        : bytes?.length
          ? await worksheets.upload(c.var.actor, round.id, bytes)
          : { status: 'unreadable' as const, problem: 'no-file' as const, where: undefined }
      if (uploaded.status === 'finished') return c.redirect(`/metingen/${round.id}`, 303)
      if (uploaded.status === 'unreadable') return html(c, <WorksheetPage c={c} round={round} problem={uploaded.problem} where={uploaded.where} />, 422)
      return c.redirect(`/metingen/${round.id}/werkblad/${uploaded.worksheetId}`, 303)
    })
    .get(`${path}/:worksheet{[\\w-]{16}}`, async (c) => {
      const comparison = await worksheets.comparison(c.var.actor, c.req.param('round'), c.req.param('worksheet'))
      if (!comparison) return c.redirect(`/metingen/${c.req.param('round')}/werkblad?verlopen`, 303)
      return html(c, <WorksheetDifferences c={c} comparison={comparison} worksheetId={c.req.param('worksheet')} />)
    })
    .post(`${path}/:worksheet{[\\w-]{16}}`, async (c) => {
      const { round, worksheet } = c.req.param()
      const applied = await worksheets.apply(c.var.actor, round, worksheet, choiceFrom(await typedIn(c)))
      if (applied.status === 'gone') return c.redirect(`/metingen/${round}`, 303) // sent twice: what was chosen is stored already
      if (applied.changedMeanwhile.length === 0 && applied.refused.length === 0) return c.redirect(`/metingen/${round}`, 303)
      const comparison = await worksheets.comparison(c.var.actor, round, worksheet)
      if (!comparison) return c.redirect(`/metingen/${round}`, 303)
      return html(c, <WorksheetDifferences c={c} comparison={comparison} worksheetId={worksheet} applied={applied} />, 409)
    })

/** `take` are ticked changes; `choose-4.3:note` is the side chosen of a conflict; `version-4.3` what was on the screen. */
function choiceFrom(typed: Record<string, string | string[]>): Choice {
  const entries = Object.entries(typed)
  const chosen = entries.filter(([name, value]) => name.startsWith('choose-') && value === 'file').map(([name]) => name.slice('choose-'.length))
  return {
    take: new Set([...[typed['take'] ?? []].flat(), ...chosen]),
    versions: new Map(
      entries.filter(([name]) => name.startsWith('version-')).map(([name, value]) => [name.slice('version-'.length), /^\d{1,9}$/.test(String(value)) ? Number(value) : 0]),
    ),
  }
}

type Props = { c: Ctx; round: Round; problem?: Unreadable; where?: string | undefined; gone?: boolean }

function WorksheetPage({ c, round, problem, where, gone }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.worksheet
  const message = problem && unreadableText(problem, where, text)
  return (
    <MeasurementPage c={c} round={round} title={t.title} error={message !== undefined}>
      {message && <ErrorSummary errors={[{ field: 'file', message }]} lang={lang} />}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {gone && (
        <Alert kind="warning" lang={lang}>
          <Paragraph>{t.gone}</Paragraph>
        </Alert>
      )}
      <Actions>
        <LinkButton href={`/metingen/${round.id}/werkblad.ods`} download={true}>
          {t.download}
        </LinkButton>
      </Actions>
      <Paragraph quiet>{t.downloadHint}</Paragraph>
      <form method="post" action={`/metingen/${round.id}/werkblad`} enctype="multipart/form-data">
        <Heading level={2}>{t.upload}</Heading>
        <FileField name="file" label={t.file} error={message} lang={lang} accept=".ods,application/vnd.oasis.opendocument.spreadsheet" />
        <Actions>
          <Button kind="secondary">{t.compare}</Button>
          <Link href={`/metingen/${round.id}`}>{text.condition.back}</Link>
        </Actions>
      </form>
    </MeasurementPage>
  )
}

const unreadableText = (problem: Unreadable, where: string | undefined, text: Text) =>
  `${text.worksheet.unreadable[problem]}${where && problem === 'has-formula' ? ` (${where})` : ''}`
