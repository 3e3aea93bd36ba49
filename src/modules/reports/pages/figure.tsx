import { Hono } from 'hono'
import { notFound } from '#platform/errors'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { decimal } from '#platform/i18n'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { LevelSign } from '#ui/sign'
import { Table } from '#ui/table'
import { explain, type Explanation } from '../figures.ts'
import { brokenWords } from '../growth.ts'
import { signOf } from '../print/words.ts'
import { AnswerName } from '../parts/condition.tsx'
import { baseOf, ReportFrame } from '../parts/frame.tsx'
import type { Read, Shown } from '../reader.ts'
import { textIn } from '../text.ts'

/** Behind every number: the rule in words, the answers that count in it, and those that do not, with why. */
export const figurePages = (read: Read) =>
  new Hono<HttpEnv>().get('/metingen/:round{[\\w-]{16}}/rapport/cijfers/:figure{[a-z0-9-]{1,80}}', async (c) => {
    const seen = await read(c.var.actor, c.req.param('round'))
    const figure = explain(seen.report, c.req.param('figure'), c.var.lang)
    if (!figure) throw notFound('There is no such number in this report.')
    return html(c, <FigurePage c={c} {...seen} figure={figure} />)
  })

function FigurePage({ c, report, mine, figure }: Shown & { c: Ctx; figure: Explanation }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.figure
  const base = baseOf(report)
  const value = figure.value === null ? t.none : figure.result === 'mean' ? decimal(figure.value, lang) : String(figure.value)
  const condition = (line: Explanation['counted'][number]['line']) => (
    <Link href={`${base}/rapport#v${line.id}`}>
      <span lang="nl">{`${line.id} ${line.title}`}</span>
    </Link>
  )
  const answer = (line: Explanation['counted'][number]['line']) => (
    <>
      <LevelSign answer={signOf(line)} underpinned={line.underpinned} label="" /> <AnswerName line={line} text={text} />
    </>
  )
  return (
    <ReportFrame c={c} report={report} mine={mine} title={t.title} sub>
      <Heading level={2}>
        {figure.name}
        {figure.scope && (
          <>
            : <span lang="nl">{figure.scope}</span>
          </>
        )}
        {figure.round !== null && `, ${text.round(figure.round).toLowerCase()}`}
      </Heading>
      <Paragraph lead>
        <strong>{value}</strong>
        {figure.result === 'mean' && figure.value !== null && `, ${t.over(figure.over)}`}
      </Paragraph>
      <Heading level={3}>{t.rule}</Heading>
      <Paragraph>{figure.rule}</Paragraph>
      {figure.round !== null && report.growth && brokenWords(report.growth, text) && <Paragraph>{brokenWords(report.growth, text)}</Paragraph>}
      <Heading level={3}>{t.counted}</Heading>
      <Table
        caption={t.counted}
        captionHidden
        lang={lang}
        empty={t.nothing}
        columns={[{ label: text.line.condition }, { label: text.line.answer }, { label: t.worth, numeric: true }]}
        rows={figure.counted.map(({ line, worth }) => [condition(line), answer(line), worth])}
      />
      <Heading level={3}>{t.leftOut}</Heading>
      <Table
        caption={t.leftOut}
        captionHidden
        lang={lang}
        empty={t.nothing}
        columns={[{ label: text.line.condition }, { label: text.line.answer }, { label: t.because }]}
        rows={figure.leftOut.map(({ line, reason }) => [condition(line), answer(line), text.reasons[reason]])}
      />
      <Paragraph>
        <Link href={`${base}/rapport`}>{t.back}</Link>
      </Paragraph>
    </ReportFrame>
  )
}
