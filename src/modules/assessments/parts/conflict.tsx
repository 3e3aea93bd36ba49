import type { Ctx } from '#platform/http'
import { longDate, longTime } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Badge } from '#ui/badge'
import { Heading } from '#ui/heading'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Condition, Instrument } from '#modules/instruments'
import { fieldsOf, type Answer, type Statement, type StatementFields } from '../answer.ts'
import { textIn, type Text } from '../text.ts'
import { judgementWords, roleWords } from '../words.ts'
import type { Round } from '../round.ts'
import { MeasurementPage } from './measurement-page.tsx'

type Props = { c: Ctx; round: Round; condition: Condition; instrument: Instrument; mine: Statement; deviation: string; theirs: Answer; go: string }

/** Two answers side by side. Nothing was overwritten; the person chooses, with everything they typed still in the form. */
export function ConflictPage({ c, round, condition, instrument, mine, deviation, theirs, go }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.conflict
  const left = wordsOf(mine, condition, instrument, text, lang)
  const right = wordsOf(theirs, condition, instrument, text, lang)
  const who = theirs.answeredBy ? roleWords(theirs.answeredBy, text).toLowerCase() : t.someone
  return (
    <MeasurementPage c={c} round={round} title={`${t.title}: ${condition.id}`} error wide>
      <Heading level={1} over={`${condition.id} ${condition.title}`}>
        {t.title}
      </Heading>
      <Paragraph lead>{t.lead(longTime(theirs.answeredAt, lang), who)}</Paragraph>
      <Table
        caption={t.title}
        captionHidden
        lang={lang}
        columns={[{ label: text.worksheet.field }, { label: t.mine }, { label: t.theirs }]}
        rows={(Object.keys(t.fields) as (keyof typeof t.fields)[])
          .filter((field) => left[field] !== '' || right[field] !== '')
          .map((field) => [
            <>
              {t.fields[field]} {left[field] !== right[field] && <Badge kind="warning">{t.different}</Badge>}
            </>,
            <bdi>{left[field] || t.empty}</bdi>,
            <bdi>{right[field] || t.empty}</bdi>,
          ])}
      />
      <form method="post" action={`/metingen/${round.id}/${condition.id}`}>
        <input type="hidden" name="version" value={String(theirs.version)} />
        <input type="hidden" name="go" value={go} />
        <HiddenFields fields={{ ...fieldsOf(mine), deviation }} />
        <Actions>
          <Button>{t.useMine}</Button>
          <LinkButton kind="secondary" href={`/metingen/${round.id}/${condition.id}`}>
            {t.useTheirs}
          </LinkButton>
        </Actions>
      </form>
    </MeasurementPage>
  )
}

/** All that was typed, ready to be sent again. */
function HiddenFields({ fields }: { fields: StatementFields }) {
  const { needs, ...single } = fields
  return (
    <>
      {Object.entries(single).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {needs.map((need) => (
        <input type="hidden" name="needs" value={need} />
      ))}
    </>
  )
}

export type FieldWords = Record<keyof Text['conflict']['fields'], string>

/** Each field of a statement in the words of a person; '' where nothing was said. */
export function wordsOf(statement: Statement, condition: Condition, instrument: Instrument, text: Text, lang: Ctx['var']['lang']): FieldWords {
  const { judgement, wish } = statement
  return {
    answer: judgementWords(judgement, instrument, text),
    reason: judgement.kind === 'not-applicable' ? judgement.reason : '',
    needs: condition.needs
      .filter((need) => statement.needs.includes(need.id))
      .map((need) => need.text)
      .join('; '),
    arrangedBy: statement.arrangedBy ? text.arranged[statement.arrangedBy] : '',
    note: statement.note,
    evidence: statement.evidence,
    evidenceLink: statement.evidenceLink,
    desiredLevel: wish ? `${wish.desiredLevel} ${instrument.levelName(wish.desiredLevel)}` : '',
    owner: wish?.owner ?? '',
    term: wish?.term ? longDate(wish.term, lang) : '',
  }
}
