import type { Child } from 'hono/jsx'
import { longDate, type Lang } from '#platform/i18n'
import { Badge } from '#ui/badge'
import { Heading } from '#ui/heading'
import { Paragraph } from '#ui/paragraph'
import { levels, type Condition, type Instrument } from '#modules/instruments'
import { levelOf, type Answer } from '../answer.ts'
import { textIn } from '../text.ts'
import { AnswerSign } from './answer-sign.tsx'
import { wordsOf } from './conflict.tsx'

type Props = {
  condition: Condition
  instrument: Instrument
  lang: Lang
  /** The same condition at the other side: what differs from it is marked. */
  other?: Condition | undefined
  /** What was answered to it; undefined where one looks at the question only. */
  answer?: Answer | undefined
  children?: Child
}

/** A condition as it is asked in one edition, with the level that was chosen then. */
export function Asked({ condition, instrument, lang, other, answer, children }: Props) {
  const t = textIn(lang).differences
  const mark = (differs: boolean) => other && differs && <Badge kind="warning">{t.other}</Badge>
  return (
    <section aria-label={`${condition.id} ${condition.title}`}>
      <div lang="nl">
        <Heading level={3} over={`${condition.id} ${condition.title}`}>
          {condition.question}
        </Heading>
      </div>
      {other && other.question !== condition.question && <Paragraph>{mark(true)}</Paragraph>}
      <dl class="koers-pairs">
        {levels.map((level) => (
          <>
            <dt>
              {`${level} ${instrument.levelName(level)}`} {levelOf(answer) === level && <Badge kind="growth">{t.chosen}</Badge>}{' '}
              {mark(other?.levels[level] !== condition.levels[level])}
            </dt>
            <dd lang="nl">{condition.levels[level]}</dd>
          </>
        ))}
        <dt>
          {t.needs} {mark(needsOf(other) !== needsOf(condition))}
        </dt>
        <dd lang="nl">
          <ul>
            {condition.needs.map((need) => (
              <li>{need.text}</li>
            ))}
          </ul>
        </dd>
      </dl>
      {children}
    </section>
  )
}

const needsOf = (condition: Condition | undefined) => condition?.needs.map((need) => need.text).join('\n')

/** Everything that was answered then, also what does not fit the question of now. */
export function AnsweredThen({ condition, instrument, answer, lang }: { condition: Condition; instrument: Instrument; answer: Answer | undefined; lang: Lang }) {
  const text = textIn(lang)
  const t = text.differences
  if (!answer) return <Paragraph quiet>{t.none}</Paragraph>
  const { answer: _, ...words } = wordsOf(answer, condition, instrument, text, lang)
  return (
    <div class="koers-panel">
      <Heading level={4}>{t.yours}</Heading>
      <Paragraph>
        <AnswerSign answer={answer} instrument={instrument} text={text} /> <span class="koers-quiet">({longDate(answer.answeredAt, lang)})</span>
      </Paragraph>
      <dl class="koers-pairs">
        {(Object.keys(words) as (keyof typeof words)[])
          .filter((field) => words[field] !== '')
          .map((field) => (
            <>
              <dt>{text.conflict.fields[field]}</dt>
              <dd class="koers-typed" lang={field === 'needs' ? 'nl' : undefined}>
                <bdi>{words[field]}</bdi>
              </dd>
            </>
          ))}
      </dl>
    </div>
  )
}
