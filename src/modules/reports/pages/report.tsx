import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { decimal, longDate } from '#platform/i18n'
import { GrowthChart } from '#ui/charts/growth'
import { LadderChart } from '#ui/charts/ladder'
import { MapChart } from '#ui/charts/map'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { LevelSign } from '#ui/sign'
import { Table } from '#ui/table'
import { countsOf } from '../responsibility.ts'
import { questionsOf } from '../question.ts'
import { textIn } from '../text.ts'
import { ConditionInReport } from '../parts/condition.tsx'
import { Num } from '../parts/figure-link.tsx'
import { Adopted } from '../parts/adopted.tsx'
import { baseOf, ReportFrame } from '../parts/frame.tsx'
import type { Read, Shown } from '../reader.ts'
import { growthPictureOf, ladderOf, mapOf } from '../parts/pictures.ts'
import { Norms, Sources } from '../parts/references.tsx'
import { Trust } from '../parts/trust.tsx'
import { Wishes } from '../parts/wishes.tsx'

export const reportPages = (read: Read) =>
  new Hono<HttpEnv>().get('/metingen/:round{[\\w-]{16}}/rapport', async (c) => html(c, <ReportPage c={c} {...await read(c.var.actor, c.req.param('round'))} />))

const chapters = ['map', 'questions', 'now', 'growth', 'wishes', 'since', 'trust', 'norms', 'sources', 'downloads'] as const
type Chapter = (typeof chapters)[number]

function ReportPage({ c, report, mine }: Shown & { c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  const base = baseOf(report)
  const heading = (chapter: Chapter) => (
    <Heading level={2} id={chapter}>
      {text.chapters[chapter]}
    </Heading>
  )
  const growth = growthPictureOf(report, lang)
  const svg = (name: string) => [
    { href: `${base}/rapport/${name}.svg`, label: 'SVG' },
    { href: `${base}/rapport.ods`, label: 'ODS' },
  ]
  return (
    <ReportFrame c={c} report={report} mine={mine} title={text.title}>
      <Adopted report={report} lang={lang} />
      <nav aria-label={text.chapters.contents} class="koers-contents">
        <ul class="koers-links">
          {chapters.map((chapter) => (
            <li>
              <Link href={`#${chapter}`}>{text.chapters[chapter]}</Link>
            </li>
          ))}
        </ul>
      </nav>
      {heading('map')}
      <MapChart id="kaart" lang={lang} downloads={svg('kaart')} {...mapOf(report, lang)} />
      <Paragraph quiet>{text.levelNote}</Paragraph>
      {heading('questions')}
      <Questions report={report} c={c} />
      {heading('now')}
      <LadderChart id="ladder" lang={lang} downloads={svg('ladder')} {...ladderOf(report, lang)} />
      {report.responsibilities.map((one) => (
        <section aria-labelledby={`r${one.id}`}>
          <Heading level={3} id={`r${one.id}`}>
            <span lang="nl">{`${one.id} ${one.title}`}</span>
          </Heading>
          <Paragraph>
            <Num report={report} of="ingevuld" responsibility={one.id}>
              {text.counts.filledIn(one.counts.filledIn, one.counts.conditions)}
            </Num>
            {'; '}
            {one.mean ? (
              <>
                <Num report={report} of="gemiddelde" responsibility={one.id}>{`${text.counts.mean} ${decimal(one.mean.mean, lang)}`}</Num>
                {` ${text.counts.over(one.mean.over)}`}
              </>
            ) : (
              text.counts.noMean
            )}
            {one.previousMean && (
              <>
                {'; '}
                <Num
                  report={report}
                  of="gemiddelde"
                  responsibility={one.id}
                  round={report.growth?.rounds.at(-2)?.number ?? 0}
                >{`${text.counts.previousMean} ${decimal(one.previousMean.mean, lang)}`}</Num>
              </>
            )}
            {one.desiredMean && (
              <>
                {'; '}
                <Num report={report} of="gewenst" responsibility={one.id}>{`${text.counts.desiredMean} ${decimal(one.desiredMean.mean, lang)}`}</Num>
              </>
            )}
            {one.counts.unknown > 0 && (
              <>
                {'; '}
                <Num report={report} of="weet-ik-niet" responsibility={one.id}>
                  {text.counts.unknown(one.counts.unknown)}
                </Num>
              </>
            )}
            {one.counts.notApplicable > 0 && (
              <>
                {'; '}
                <Num report={report} of="niet-van-toepassing" responsibility={one.id}>
                  {text.counts.notApplicable(one.counts.notApplicable)}
                </Num>
              </>
            )}
            .
          </Paragraph>
          {one.conditions.map((line) => (
            <ConditionInReport line={line} base={base} mine={mine} lang={lang} />
          ))}
        </section>
      ))}
      {heading('growth')}
      <Possibilities report={report} c={c} />
      {heading('wishes')}
      <Wishes report={report} lang={lang} />
      {heading('since')}
      {growth ? <GrowthChart id="groei" lang={lang} downloads={svg('groei')} {...growth} /> : <Paragraph>{text.growth.first}</Paragraph>}
      <Paragraph>
        <Link href={`${base}/groei`}>{text.files.growthPage}</Link>
      </Paragraph>
      {heading('trust')}
      <Trust report={report} lang={lang} />
      {heading('norms')}
      <Norms report={report} lang={lang} />
      {heading('sources')}
      <Sources report={report} lang={lang} />
      {heading('downloads')}
      <Downloads base={base} text={text} />
      <Paragraph quiet>
        <span lang="nl">{report.about.origin}</span>{' '}
        {`${text.about.content}: ${text.about.version(report.about.instrument.version)}. ${text.about.reported} ${longDate(new Date(report.about.reportedAt), lang)}.`}
      </Paragraph>
    </ReportFrame>
  )
}

/** The four questions of the tool, literally, and the numbers behind them per responsibility. */
function Questions({ report, c }: { report: Shown['report']; c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  return (
    <>
      <dl class="koers-questions">
        {questionsOf(report.responsibilities, text).map(({ question, answer }) => (
          <>
            <dt>{question}</dt>
            <dd>{answer}</dd>
          </>
        ))}
      </dl>
      <Table
        caption={text.chapters.questions}
        captionHidden
        lang={lang}
        columns={[
          { label: text.questionTable.responsibility },
          { label: text.questionTable.conditions, numeric: true },
          { label: text.questionTable.needs, numeric: true },
          { label: text.questionTable.growth, numeric: true },
        ]}
        rows={report.responsibilities.map(({ id, title, conditions }) => {
          const counts = countsOf(conditions)
          return [
            <span lang="nl">{`${id} ${title}`}</span>,
            <Num report={report} of="voorwaarden" responsibility={id}>
              {counts.conditions}
            </Num>,
            <Num report={report} of="werkpunten-klaar" responsibility={id}>
              {text.quality.of(counts.needsDone, counts.needs)}
            </Num>,
            <Num report={report} of="volgende-stap" responsibility={id}>
              {counts.nextSteps}
            </Num>,
          ]
        })}
      />
    </>
  )
}

function Possibilities({ report, c }: { report: Shown['report']; c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  const lines = report.responsibilities.flatMap((one) => one.conditions)
  return (
    <>
      <Table
        caption={text.chapters.growth}
        captionHidden
        lang={lang}
        empty={text.line.openStep}
        columns={[{ label: text.line.condition }, { label: text.pictures.nextLevel }, { label: text.line.missing }]}
        rows={lines.flatMap((line) =>
          line.next === null
            ? []
            : [
                [
                  <Link href={`#v${line.id}`}>
                    <span lang="nl">{`${line.id} ${line.title}`}</span>
                  </Link>,
                  <>
                    <LevelSign answer={line.next.level} label="" /> <strong>{line.next.levelName}</strong>
                    <br />
                    <span lang="nl">{line.next.sentence}</span>
                  </>,
                  line.next.openNeeds.length === 0 ? (
                    text.line.allNeeds
                  ) : (
                    <ul class="koers-links" lang="nl">
                      {line.next.openNeeds.map((need) => (
                        <li>{need}</li>
                      ))}
                    </ul>
                  ),
                ],
              ],
        )}
      />
      <Heading level={3}>{text.attention.title}</Heading>
      {report.attention.length === 0 ? (
        <Paragraph>{text.attention.none}</Paragraph>
      ) : (
        <>
          <Paragraph>{text.attention.lead}</Paragraph>
          <ul class="koers-links">
            {report.attention.map((one) => (
              <li>
                <Link href={`#v${one.id}`}>
                  <span lang="nl">{`${one.id} ${one.title}`}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Downloads({ base, text }: { base: string; text: ReturnType<typeof textIn> }) {
  const files = [
    ['rapport.pdf', text.files.pdf],
    ['rapport/bestuur', text.files.boardPage],
    ['rapport/bestuur.pdf', text.files.board],
    ['rapport/toezicht', text.files.oversightPage],
    ['rapport/toezicht.pdf', text.files.oversight],
    ['rapport.ods', text.files.ods],
    ['rapport.csv', text.files.csv],
    ['rapport.json', text.files.json],
    ['formulier.pdf', text.files.form],
  ] as const
  return (
    <ul class="koers-links">
      {files.map(([path, label]) => (
        <li>
          <Link href={`${base}/${path}`}>{label}</Link>
        </li>
      ))}
    </ul>
  )
}
