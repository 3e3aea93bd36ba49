import type { Lang } from '#platform/i18n'
import { longDate } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { TextArea } from '#ui/field'
import { Paragraph } from '#ui/paragraph'
import type { Instrument } from '#modules/instruments'
import { DEVIATION_LIMIT, type Answer } from '../answer.ts'
import type { Text } from '../text.ts'
import { judgementWords } from '../words.ts'

type Props = { answer: Answer | undefined; ofBoard: Answer; instrument: Instrument; typed: string | undefined; error: string | undefined; lang: Lang; text: Text }

/** What the board arranges, with its source; and the way to say that it is different here. */
export function ArrangedAbove({ answer, ofBoard, instrument, typed, error, lang, text }: Props) {
  const t = text.above
  return (
    <>
      <Alert kind="info" lang={lang}>
        <Paragraph>{t.holds(judgementWords(ofBoard.judgement, instrument, text), text.arranged[ofBoard.arrangedBy ?? 'board'], longDate(ofBoard.answeredAt, lang))}</Paragraph>
        {ofBoard.note !== '' && (
          <Paragraph>
            <bdi>{ofBoard.note}</bdi>
          </Paragraph>
        )}
        <Paragraph>{answer?.inheritedFrom === null || answer === undefined ? t.own : t.nothingToDo}</Paragraph>
      </Alert>
      <TextArea name="deviation" label={t.deviation} hint={t.deviationHint} rows={2} limit={DEVIATION_LIMIT} value={typed ?? answer?.deviation ?? ''} error={error} lang={lang} />
    </>
  )
}
