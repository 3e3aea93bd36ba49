import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf, type Clock } from '#platform/clock'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longTime } from '#platform/i18n'
import { longText, shortText } from '#platform/text-input'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { CheckboxGroup } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { LevelChoice } from '#ui/level-choice'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Evidence, Named } from '#modules/evidence'
import { levels } from '#modules/instruments'
import { DEVIATION_LIMIT, emptyStatement, fieldsOf, fieldsTyped, REASON_LIMIT, statementSchema, type StatementFields } from '../answer.ts'
import type { Assessments, ConditionView } from '../assessments.ts'
import { inconsistenciesOf } from '../inconsistencies.ts'
import { offeredIn, type OfferedFor, type OfferedPractice } from '../offered.ts'
import { AnswerExtras, WishFields } from '../parts/answer-fields.tsx'
import { ArrangedAbove } from '../parts/arranged-above.tsx'
import { CarriedFrom, QuestionChanged } from '../parts/carried-from.tsx'
import { ConditionHelp } from '../parts/condition-help.tsx'
import { EvidencePieces } from '../parts/evidence-pieces.tsx'
import { ConflictPage } from '../parts/conflict.tsx'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { OfferedPractices } from '../parts/offered-practices.tsx'
import { wordingFor } from '../round.ts'
import { problemText, textIn, type Text } from '../text.ts'
import { signOf } from '../words.ts'

const version = z.coerce.number('version').int('version').min(0, 'version').max(2_000_000_000, 'version')
/** Beside the answer itself: the version on the screen, and where to go after. */
const envelope = z.object({ version: version.default(0), go: shortText(20), deviation: longText(DEVIATION_LIMIT) })

const path = '/metingen/:round{[\\w-]{16}}/:condition{[0-9]{1,2}\\.[0-9]{1,2}}' as const

export const conditionPages = (assessments: Assessments, evidence: Pick<Evidence, 'forCondition'>, clock: Clock, offeredFor: OfferedFor) => {
  /** For who belongs there: what stands by this condition, that of the board included. */
  const piecesOf = async (c: Ctx, { round, condition }: ConditionView) => {
    const standing = c.var.actor.standing.get(round.organisationId)
    return standing && evidence.forCondition(round.organisationId, condition.id, standing.above)
  }
  return new Hono<HttpEnv>()
    .get(path, async (c) => {
      const view = await assessments.viewCondition(c.var.actor, c.req.param('round'), c.req.param('condition'))
      return html(
        c,
        <ConditionPage
          c={c}
          view={view}
          pieces={await piecesOf(c, view)}
          offered={await offeredIn(view, offeredFor)}
          fields={fieldsOf(view.answer ?? emptyStatement)}
          today={dayOf(clock.now())}
        />,
      )
    })
    .post(path, async (c) => {
      const view = await assessments.viewCondition(c.var.actor, c.req.param('round'), c.req.param('condition'))
      const { round, condition, instrument } = view
      if (round.finishedAt) return c.redirect(`/metingen/${round.id}`, 303)
      const form = await parseForm(
        c,
        z.intersection(
          envelope.transform((e) => ({ envelope: e })),
          statementSchema(condition).transform((statement) => ({ statement })),
        ),
      )
      if (!form.ok) return html(c, <ConditionPage c={c} view={view} fields={fieldsTyped(form.typed)} errors={inOrderOfPage(form.errors)} today={dayOf(clock.now())} />, 422)
      const { statement, envelope: asked } = form.value
      const saved = await assessments.answer(c.var.actor, view, { conditionId: condition.id, expectedVersion: asked.version, statement, deviation: asked.deviation })
      if (saved.status === 'arranged-above') {
        const errors = [{ field: 'deviation', problem: 'deviation-required' }]
        return html(c, <ConditionPage c={c} view={{ ...view, ofBoard: saved.ofBoard }} fields={fieldsTyped(form.typed)} errors={errors} today={dayOf(clock.now())} />, 422)
      }
      if (saved.status === 'changed-meanwhile')
        return html(
          c,
          <ConflictPage c={c} round={round} condition={condition} instrument={instrument} mine={statement} deviation={asked.deviation} theirs={saved.current} go={asked.go} />,
          409,
        )
      const next = instrument.neighbour(condition.id, 1)
      if (asked.go === 'list' || saved.status === 'finished') return c.redirect(`/metingen/${round.id}`, 303)
      return c.redirect(`/metingen/${round.id}/${next?.id ?? 'controleren'}`, 303)
    })
}

const page = ['version', 'deviation', 'answer', 'reason', 'needs', 'wish', 'desiredLevel', 'owner', 'term', 'note', 'evidence', 'evidenceLink', 'arrangedBy']
/** The summary names the mistakes in the order in which one meets their fields. */
const inOrderOfPage = (errors: FieldError[]) => errors.toSorted((one, other) => page.indexOf(one.field.split('.')[0] ?? '') - page.indexOf(other.field.split('.')[0] ?? ''))

type Props = {
  c: Ctx
  view: ConditionView
  pieces?: readonly Named[] | undefined
  fields: StatementFields
  errors?: FieldError[]
  offered?: readonly OfferedPractice[]
  today: string
}

function ConditionPage({ c, view, pieces, fields, errors = [], offered = [], today }: Props) {
  const { round, condition, instrument, answer, ofBoard } = view
  const { lang } = c.var
  const text = textIn(lang)
  const responsibility = instrument.responsibility(condition.id)
  const number = (responsibility?.conditions.indexOf(condition) ?? 0) + 1
  const wording = wordingFor(round.role)
  const next = instrument.neighbour(condition.id, 1)
  const error = (field: string) => {
    const found = errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))
    return found && problemText(text, found)
  }
  const pointing = answer && errors.length === 0 ? inconsistenciesOf(condition, answer, { answers: new Map(), today }) : []
  return (
    <MeasurementPage
      c={c}
      round={round}
      title={`${condition.id} ${condition.title}`}
      error={errors.length > 0}
      scripts={['keep-text']}
      above={[{ href: `/metingen/${round.id}/${responsibility?.id}`, label: `${responsibility?.id} ${responsibility?.title}` }]}
      aside={
        <>
          {pieces && <EvidencePieces pieces={pieces} organisationId={round.organisationId} condition={condition} text={text} />}
          <OfferedPractices offered={offered} conditionId={condition.id} text={text} />
          <ConditionHelp condition={condition} instrument={instrument} lang={lang} />
        </>
      }
    >
      <ErrorSummary errors={errors.map((one) => ({ field: one.field.split('.')[0] ?? one.field, message: problemText(text, one) }))} lang={lang} />
      <div lang="nl">
        <Heading
          level={1}
          over={
            <span lang={lang}>
              {condition.id} · {text.condition.place(number, responsibility?.conditions.length ?? number)}
            </span>
          }
        >
          {condition.question}
        </Heading>
        {wording && condition.wordings[wording] && <Paragraph lead>{condition.wordings[wording]}</Paragraph>}
      </div>
      {round.finishedAt && (
        <Alert kind="info" lang={lang}>
          <Paragraph>{text.condition.finishedNote}</Paragraph>
        </Alert>
      )}
      <QuestionChanged view={view} text={text} />
      {answer?.carried && <CarriedFrom answer={answer} instrument={instrument} lang={lang} />}
      {pointing.length > 0 && (
        <Alert kind="warning" title={text.condition.pointing} lang={lang}>
          <ul class="koers-links">
            {pointing.map((one) => (
              <li>
                <Link href={`#${one.field}`}>{text.inconsistency[one.rule](one.about)}</Link>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <form method="post" data-keep="" novalidate>
        <input type="hidden" name="version" value={String(answer?.version ?? 0)} />
        {ofBoard && (
          <ArrangedAbove
            answer={answer}
            ofBoard={ofBoard}
            instrument={instrument}
            typed={c.req.method === 'POST' ? fields.deviation : undefined}
            error={error('deviation')}
            lang={lang}
            text={text}
          />
        )}
        <LevelChoice
          name="answer"
          legend={text.condition.legend}
          lang={lang}
          levels={instrument.edition.levels.map(({ level, name }) => ({ level, name, sentence: condition.levels[level] }))}
          value={fields.answer === '' ? undefined : asChosen(fields.answer)}
          previous={answer?.carried ? signOf(answer.judgement) : undefined}
          error={error('answer')}
          reason={{ value: fields.reason, error: error('reason'), limit: REASON_LIMIT }}
          steps={stepsOf(view, text)}
        >
          <CheckboxGroup
            name="needs"
            legend={text.condition.needs}
            hint={text.condition.needsHint}
            error={error('needs')}
            lang={lang}
            options={condition.needs.map((need) => ({ value: need.id, label: <span lang="nl">{need.text}</span>, checked: fields.needs.includes(need.id) }))}
          />
        </LevelChoice>
        <WishFields fields={fields} error={error} instrument={instrument} lang={lang} text={text} />
        <AnswerExtras fields={fields} error={error} condition={condition} lang={lang} text={text} />
        <Actions>
          {!round.finishedAt && <Button>{next ? text.condition.save(next.id) : text.condition.saveLast}</Button>}
          {!round.finishedAt && (
            <Button kind="secondary" name="go" value="list">
              {text.condition.saveList}
            </Button>
          )}
          {round.finishedAt && next && <LinkButton kind="secondary" href={`/metingen/${round.id}/${next.id}`}>{`${next.id} ${next.title}`}</LinkButton>}
          <Link href={`/metingen/${round.id}`}>{text.condition.back}</Link>
        </Actions>
      </form>
      {answer && !answer.carried && answer.inheritedFrom === null && <Paragraph quiet>{text.condition.savedAt(longTime(answer.answeredAt, lang))}</Paragraph>}
    </MeasurementPage>
  )
}

const asChosen = (answer: Exclude<StatementFields['answer'], ''>) =>
  answer === 'unknown' || answer === 'not-applicable' ? answer : (levels.find((level) => String(level) === answer) ?? undefined)

/** What one reads at the moment of choosing: the sentence of the next level. */
function stepsOf({ condition, instrument }: ConditionView, text: Text) {
  const steps = ([1, 2, 3] as const).map((from) => {
    const to = (from + 1) as 2 | 3 | 4
    return { from, to, title: text.condition.stepTitle(instrument.levelName(from), instrument.levelName(to)), text: <span lang="nl">{condition.levels[to]}</span> }
  })
  return [
    ...steps,
    { from: 4 as const, title: text.condition.keepTitle, text: text.condition.keepText },
    { from: 'unknown' as const, title: text.condition.unknownTitle, text: text.condition.unknownText },
  ]
}
