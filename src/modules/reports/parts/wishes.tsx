import { longDate, type Lang } from '#platform/i18n'
import { Badge } from '#ui/badge'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Report } from '../report.ts'
import { textIn } from '../text.ts'
import { baseOf } from './frame.tsx'

/** What the board wants to work on, nearest term first. */
export function Wishes({ report, lang }: { report: Report; lang: Lang }) {
  const text = textIn(lang)
  const t = text.wish
  const name = (level: number | null) => (level === null ? text.noLevel : text.level(level, report.about.instrument.levels[level - 1]?.name ?? ''))
  if (report.wishes.length === 0) return <Paragraph>{t.none}</Paragraph>
  return (
    <Table
      caption={text.chapters.wishes}
      captionHidden
      lang={lang}
      columns={[{ label: text.line.condition }, { label: t.now }, { label: t.desired }, { label: t.owner }, { label: t.term }]}
      rows={report.wishes.map((wish) => [
        <Link href={`${baseOf(report)}/rapport#v${wish.id}`}>
          <span lang="nl">{`${wish.id} ${wish.title}`}</span>
        </Link>,
        name(wish.level),
        name(wish.desiredLevel),
        <bdi>{wish.owner || t.noOwner}</bdi>,
        <>
          {wish.term ? longDate(wish.term, lang) : t.noTerm}
          {wish.termPassed && (
            <>
              {' '}
              <Badge kind="warning">{t.passed}</Badge>
            </>
          )}
          {wish.reached && (
            <>
              {' '}
              <Badge kind="growth">{t.reached}</Badge>
            </>
          )}
        </>,
      ])}
    />
  )
}
