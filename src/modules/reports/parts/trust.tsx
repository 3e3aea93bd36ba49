import type { Child } from 'hono/jsx'
import { longDate, type Lang } from '#platform/i18n'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import type { MeasureName } from '../measure.ts'
import type { Report } from '../report.ts'
import { textIn } from '../text.ts'
import { Num } from './figure-link.tsx'
import { baseOf } from './frame.tsx'

/** How far the picture can be trusted: answered, by whom, how old, with what evidence, and what does not fit together. */
export function Trust({ report, lang }: { report: Report; lang: Lang }) {
  const text = textIn(lang)
  const t = text.quality
  const { quality } = report
  const num = (of: MeasureName, value: Child) => (
    <Num report={report} of={of}>
      {value}
    </Num>
  )
  const day = (moment: string | null) => (moment ? longDate(new Date(moment), lang) : text.line.empty)
  return (
    <>
      <Paragraph>{t.self}</Paragraph>
      <SummaryList
        lang={lang}
        rows={[
          {
            key: t.answered,
            value: (
              <Num report={report} of="ingevuld">
                {t.of(quality.answered, quality.total)}
              </Num>
            ),
          },
          {
            key: t.carried,
            value: (
              <Num report={report} of="overgenomen">
                {quality.carried}
              </Num>
            ),
          },
          { key: t.by, value: quality.byRole.map(({ role, answers }) => `${role?.name ?? text.noRole}: ${t.answers(answers)}`).join('; ') || text.line.empty },
          { key: t.oldest, value: day(quality.oldest) },
          { key: t.newest, value: day(quality.newest) },
          {
            key: t.old,
            value: (
              <Num report={report} of="ouder-dan-een-jaar">
                {quality.olderThanAYear}
              </Num>
            ),
          },
          ...(quality.inherited > 0 ? [{ key: t.inherited, value: num('van-het-bestuur', quality.inherited) }] : []),
          ...(quality.deviating > 0 ? [{ key: t.deviating, value: num('bij-ons-anders', quality.deviating) }] : []),
          ...(quality.discussed > 0 ? [{ key: t.discussed, value: num('samen-besproken', t.of(quality.discussed, quality.total)) }] : []),
          {
            key: t.evidence,
            value: (
              <Num report={report} of="onderbouwd">
                {t.of(quality.withEvidence, quality.withLevel)}
              </Num>
            ),
          },
        ]}
      />
      <Heading level={3}>{text.inconsistencies.title}</Heading>
      {report.inconsistencies.length === 0 ? (
        <Paragraph>{text.inconsistencies.none}</Paragraph>
      ) : (
        <>
          <Paragraph>{text.inconsistencies.lead}</Paragraph>
          <ul class="koers-links">
            {report.inconsistencies.map((one) => (
              <li>
                <Link href={`${baseOf(report)}/rapport#v${one.id}`}>{one.id}</Link>: <span lang="nl">{one.sentence}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
