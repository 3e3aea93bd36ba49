import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { decimal, type Lang } from '#platform/i18n'
import { Badge } from '#ui/badge'
import { GrowthChart } from '#ui/charts/growth'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { LevelSign } from '#ui/sign'
import { Table } from '#ui/table'
import { breakWords, brokenWords, type Growth, type Trace } from '../growth.ts'
import { measures } from '../measure.ts'
import { signOf } from '../print/words.ts'
import { textIn, type Text } from '../text.ts'
import { Num } from '../parts/figure-link.tsx'
import { baseOf, ReportFrame } from '../parts/frame.tsx'
import type { Read, Shown } from '../reader.ts'
import { growthPictureOf, shortMonth } from '../parts/pictures.ts'

export const growthPages = (read: Read) =>
  new Hono<HttpEnv>().get('/metingen/:round{[\\w-]{16}}/groei', async (c) => html(c, <GrowthPage c={c} {...await read(c.var.actor, c.req.param('round'))} />))

function GrowthPage({ c, report, mine }: Shown & { c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  const base = baseOf(report)
  const picture = growthPictureOf(report, lang)
  return (
    <ReportFrame c={c} report={report} mine={mine} title={text.growthTitle} sub>
      {report.growth && picture ? (
        <>
          <GrowthChart
            id="groei"
            lang={lang}
            downloads={[
              { href: `${base}/rapport/groei.svg`, label: 'SVG' },
              { href: `${base}/rapport.ods`, label: 'ODS' },
            ]}
            {...picture}
          />
          {brokenWords(report.growth, text) && <Paragraph>{brokenWords(report.growth, text)}</Paragraph>}
          <Heading level={2}>{text.growth.changed}</Heading>
          <Changes shown={{ report, mine }} growth={report.growth} c={c} />
          <Heading level={2}>{text.growth.side}</Heading>
          <Paragraph>{text.growth.visible}</Paragraph>
          <Side shown={{ report, mine }} growth={report.growth} c={c} />
        </>
      ) : (
        <Paragraph lead>{text.growth.first}</Paragraph>
      )}
      <Paragraph>
        <Link href={`${base}/rapport`}>{text.files.full}</Link>
      </Paragraph>
    </ReportFrame>
  )
}

type Props = { shown: Shown; growth: NonNullable<Growth>; c: Ctx }

/** What moved since the previous round, with the note that says why. */
function Changes({ shown: { report }, growth, c }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const base = baseOf(report)
  const line = new Map(report.responsibilities.flatMap((one) => one.conditions).map((one) => [one.id, one]))
  const said = (change: (typeof growth.changes)[number]) =>
    [
      text.direction[change.direction],
      change.steps !== 0 && text.growth.steps(change.steps),
      change.gainedEvidence && text.gainedEvidence,
      change.lostEvidence && text.lostEvidence,
      breakWords(growth.rounds.slice(-1), change.id, text),
    ]
      .filter(Boolean)
      .join(', ')
  const kept = report.counts.conditions - growth.changes.length
  return (
    <>
      <Paragraph>
        {(['vooruit', 'terug', 'nu-bekend', 'nu-onbekend', 'gelijk'] as const).map((measure, at) => (
          <>
            {at > 0 && '; '}
            <Num report={report} of={measure}>{`${text.measures[measure].name.toLowerCase()} ${countIn(report, measure)}`}</Num>
          </>
        ))}
        .
      </Paragraph>
      <Table
        caption={text.growth.changed}
        captionHidden
        lang={lang}
        columns={[{ label: text.line.condition }, { label: text.line.change }, { label: text.growth.why }]}
        rows={growth.changes.map((change) => [
          <Link href={`${base}/rapport#v${change.id}`}>
            <span lang="nl">{`${change.id} ${line.get(change.id)?.title ?? ''}`}</span>
          </Link>,
          <Badge kind={change.direction === 'forward' || change.direction === 'now-known' ? 'growth' : 'neutral'}>{said(change)}</Badge>,
          change.note ? <bdi class="koers-typed">{change.note}</bdi> : <span class="koers-quiet">{text.growth.noNote}</span>,
        ])}
      />
      {kept > 0 && <Paragraph quiet>{text.growth.rest(kept)}</Paragraph>}
    </>
  )
}

const countIn = (report: Shown['report'], measure: 'vooruit' | 'terug' | 'nu-bekend' | 'nu-onbekend' | 'gelijk') =>
  report.responsibilities.flatMap((one) => one.conditions).filter((line) => measures[measure].leaves(line) === null).length

/** All rounds beside one another, responsibility by responsibility and condition by condition. */
function Side({ shown: { report }, growth, c }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const trace = new Map(growth.conditions.map((one) => [one.id, one.rounds]))
  const rounds = growth.rounds.map((round) => shortMonth(round.finishedOn ?? round.startedOn, lang))
  return (
    <>
      {report.responsibilities.map((responsibility) => (
        <section aria-labelledby={`g${responsibility.id}`}>
          <Heading level={3} id={`g${responsibility.id}`}>
            <span lang="nl">{`${responsibility.id} ${responsibility.title}`}</span>
          </Heading>
          <Table
            caption={`${responsibility.id} ${responsibility.title}`}
            captionHidden
            sticky
            lang={lang}
            columns={[{ label: text.line.condition }, ...rounds.map((label) => ({ label }))]}
            rows={[
              [text.counts.mean, ...growth.rounds.map((round) => <Mean report={report} round={round} responsibility={responsibility.id} text={text} c={c} />)],
              ...responsibility.conditions.map((line) => [
                <Link href={`${baseOf(report)}/rapport#v${line.id}`}>
                  <span lang="nl">{`${line.id} ${line.title}`}</span>
                </Link>,
                ...(trace.get(line.id) ?? []).map((one, at) => <Then one={one} broken={breakWords(growth.rounds.slice(at, at + 1), line.id, text)} lang={lang} />),
              ]),
            ]}
          />
        </section>
      ))}
    </>
  )
}

/** One condition in one round: its sign, or those of the questions it comes from, and what became of the question. */
function Then({ one, broken, lang }: { one: Trace['rounds'][number]; broken: string; lang: Lang }) {
  const asked = one.from.length > 1 ? one.from : []
  return (
    <>
      {asked.length === 0 && <LevelSign answer={signOf(one)} underpinned={one.underpinned} lang={lang} />}
      {asked.map((source) => (
        <>
          <span title={source.title}>{source.id}</span> <LevelSign answer={signOf(source)} underpinned={source.underpinned} lang={lang} />{' '}
        </>
      ))}
      {broken && (
        <>
          {' '}
          <Badge>{broken}</Badge>
        </>
      )}
    </>
  )
}

function Mean({ report, round, responsibility, text, c }: { report: Shown['report']; round: NonNullable<Growth>['rounds'][number]; responsibility: string; text: Text; c: Ctx }) {
  const mean = round.means.find((one) => one.responsibilityId === responsibility)?.mean
  if (!mean) return <span class="koers-quiet">{text.counts.noMean}</span>
  return (
    <Num report={report} of="gemiddelde" responsibility={responsibility} round={round.number}>
      {decimal(mean.mean, c.var.lang)}
    </Num>
  )
}
