import { longDate, type Lang } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Details } from '#ui/details'
import { Paragraph } from '#ui/paragraph'
import type { Report } from '../report.ts'
import { textIn } from '../text.ts'

/** That the board adopted this round: on which day, by whom, and the mark by which anyone can see that it did not change since. */
export function Adopted({ report, lang }: { report: Report; lang: Lang }) {
  const t = textIn(lang).record
  const { adoption } = report.about.record
  if (!adoption) return null
  return (
    <Alert kind="ok" title={t.isAdopted} lang={lang}>
      <Paragraph>
        <bdi>{`${t.adoptedBy(adoption.by, longDate(adoption.on, lang))}. ${t.recorded} ${longDate(new Date(adoption.recordedAt), lang)}. ${t.unchanged}`}</bdi>
      </Paragraph>
      <Details summary={t.hash}>
        <p class="koers-code">{adoption.contentHash}</p>
      </Details>
    </Alert>
  )
}
