import { longDate, type Lang } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Instrument } from '#modules/instruments'
import type { Answer } from '../answer.ts'
import type { ConditionView } from '../assessments.ts'
import { textIn, type Text } from '../text.ts'
import { judgementWords } from '../words.ts'

/** That the question is not the one of the previous round, with the way to what it was. */
export function QuestionChanged({ view: { round, condition, since }, text }: { view: ConditionView; text: Text }) {
  const relation = since?.origin(condition.id)?.relation ?? 'same'
  if (relation === 'same') return null
  return (
    <Paragraph>
      <Link href={`/metingen/${round.id}/verschillen/${condition.id}`}>{text.differences.one[relation]}</Link>
    </Paragraph>
  )
}

/** The answer of the previous round as it stands in the form: how old it is, and why to look at it again. */
export function CarriedFrom({ answer, instrument, lang }: { answer: Answer; instrument: Instrument; lang: Lang }) {
  const text = textIn(lang)
  const given = [judgementWords(answer.judgement, instrument, text), longDate(answer.answeredAt, lang)] as const
  const t = text.differences
  return (
    <Alert kind="info" lang={lang}>
      {answer.carriedAs === undefined && <Paragraph>{text.condition.previous(...given)}</Paragraph>}
      {answer.carriedAs !== undefined && (
        <Paragraph>{answer.carriedAs === 'merged' && answer.judgement.kind === 'open' ? t.apart : `${t.carried(...given)} ${t.again[answer.carriedAs]}`}</Paragraph>
      )}
    </Alert>
  )
}
