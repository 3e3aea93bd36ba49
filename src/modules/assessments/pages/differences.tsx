import { Hono } from 'hono'
import { notFound } from '#platform/errors'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import type { Lang } from '#platform/i18n'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { TaskList } from '#ui/task-list'
import type { Condition, Remark } from '#modules/instruments'
import type { Assessments, Comparison } from '../assessments.ts'
import { differenceKinds, differenceOf, differencesIn, type Difference } from '../differences.ts'
import { AnswerSign } from '../parts/answer-sign.tsx'
import { AnsweredThen, Asked } from '../parts/asked.tsx'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { textIn } from '../text.ts'

const path = '/metingen/:round{[\\w-]{16}}/verschillen' as const

export const differencePages = (assessments: Assessments) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <DifferencesPage c={c} comparison={await assessments.compareWithPrevious(c.var.actor, c.req.param('round'))} />))
    .get(`${path}/:condition{[0-9]{1,2}\\.[0-9]{1,2}}`, async (c) => {
      const comparison = await assessments.compareWithPrevious(c.var.actor, c.req.param('round'))
      const id = c.req.param('condition')
      const { instrument, before, since } = comparison
      if (!instrument.condition(id) && !before.instrument.condition(id)) throw notFound('This condition does not exist.')
      return html(c, <DifferencePage c={c} comparison={comparison} id={id} difference={differenceOf(id, since, before.instrument, instrument)} />)
    })

const named = ({ id, title }: Condition) => `${id} ${title}`

function DifferencesPage({ c, comparison }: { c: Ctx; comparison: Comparison }) {
  const { round, instrument, before, since } = comparison
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.differences
  const all = Map.groupBy(differencesIn(since, before.instrument, instrument), ({ kind }) => kind)
  return (
    <MeasurementPage c={c} round={round} title={t.title}>
      <Heading level={1}>{t.title}</Heading>
      {all.size === 0 ? (
        <Paragraph lead>{t.nothing}</Paragraph>
      ) : (
        <>
          <Paragraph lead>{t.lead(round.editionVersion, before.round.editionVersion)}</Paragraph>
          <Paragraph>
            {t.same(instrument.conditions.filter(({ id }) => since.origin(id)?.relation === 'same').length)} {t.kept}
          </Paragraph>
        </>
      )}
      {differenceKinds.map((kind) => {
        const of = all.get(kind) ?? []
        return (
          of.length > 0 && (
            <section aria-labelledby={kind}>
              <Heading level={2} id={kind}>
                {t.counts[kind](of.length)}
              </Heading>
              <TaskList id={`${kind}-answer`} label={t.counts[kind](of.length)} items={of.map((one) => itemOf(one, comparison, lang))} />
            </section>
          )
        )
      })}
      <Paragraph>
        <Link href={`/metingen/${round.id}`}>{text.condition.back}</Link>
      </Paragraph>
    </MeasurementPage>
  )
}

/** One line of the list: what it is about, what is said of it, and what was answered then. */
function itemOf({ kind, before, after, remarks }: Difference, comparison: Comparison, lang: Lang) {
  const text = textIn(lang)
  const t = text.differences
  const [about] = kind === 'split' || kind === 'gone' ? before : after
  const others = kind === 'split' ? after : kind === 'merged' ? before : []
  return {
    href: `/metingen/${comparison.round.id}/verschillen/${about?.id}`,
    number: about?.id ?? '',
    title: about?.title ?? '',
    lang: 'nl',
    detail: (
      <>
        {remarks.map((remark) => remark.text).join(' ')}
        {others.length > 0 && (
          <>
            {' '}
            <span lang={lang}>{kind === 'split' ? t.becomes : t.was}</span> {others.map(named).join('; ')}.
          </>
        )}
      </>
    ),
    status: before.map((condition) => {
      const answer = comparison.before.answers.get(condition.id)
      return (
        answer && (
          <div>
            {before.length > 1 && `${condition.id} `}
            <AnswerSign answer={answer} instrument={comparison.before.instrument} text={text} />
          </div>
        )
      )
    }),
  }
}

/** One condition in the words of then, with its answer, beside the words of now. */
function DifferencePage({ c, comparison, id, difference }: { c: Ctx; comparison: Comparison; id: string; difference: Difference | undefined }) {
  const { round, instrument, before } = comparison
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.differences
  const then = difference?.before ?? [before.instrument.condition(id)].flatMap((one) => one ?? [])
  const now = difference?.after ?? [instrument.condition(id)].flatMap((one) => one ?? [])
  const about = now.find((one) => one.id === id) ?? then.find((one) => one.id === id)
  const list = `/metingen/${round.id}/verschillen`
  // Only one beside one can be held against each other sentence by sentence.
  const pair = then.length === 1 && now.length === 1
  return (
    <MeasurementPage c={c} round={round} title={`${t.one[difference?.kind ?? 'same']}: ${id}`} above={[{ href: list, label: t.title }]} wide>
      <Heading level={1} over={about && <span lang="nl">{named(about)}</span>}>
        {t.one[difference?.kind ?? 'same']}
      </Heading>
      <Remarks remarks={difference?.remarks ?? []} />
      <div class="koers-beside">
        <section aria-labelledby="then">
          <Heading level={2} id="then">
            {t.askedThen(before.round.editionVersion)}
          </Heading>
          {then.length === 0 && <Paragraph>{t.notThen}</Paragraph>}
          {then.map((condition) => (
            <Asked condition={condition} instrument={before.instrument} lang={lang} answer={before.answers.get(condition.id)}>
              <AnsweredThen condition={condition} instrument={before.instrument} answer={before.answers.get(condition.id)} lang={lang} />
            </Asked>
          ))}
        </section>
        <section aria-labelledby="now">
          <Heading level={2} id="now">
            {t.askedNow(round.editionVersion)}
          </Heading>
          {now.length === 0 && <Paragraph>{t.notNow}</Paragraph>}
          {now.map((condition) => (
            <Asked condition={condition} instrument={instrument} lang={lang} other={pair ? then[0] : undefined}>
              <Paragraph>
                <Link href={`/metingen/${round.id}/${condition.id}`}>{t.answer(condition.id)}</Link>
              </Paragraph>
            </Asked>
          ))}
        </section>
      </div>
      <Paragraph>
        <Link href={list}>{t.back}</Link>
      </Paragraph>
    </MeasurementPage>
  )
}

/** What the editors say of it, each with its version. */
function Remarks({ remarks }: { remarks: readonly Remark[] }) {
  return (
    <>
      {remarks.map(({ version, text }) => (
        <p class="nl-paragraph nl-paragraph--lead">
          <span lang="nl">{text}</span> <span class="koers-quiet">({version})</span>
        </p>
      ))}
    </>
  )
}
