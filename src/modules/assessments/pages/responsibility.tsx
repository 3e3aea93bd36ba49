import { Hono } from 'hono'
import { notFound } from '#platform/errors'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { TaskList } from '#ui/task-list'
import type { Responsibility } from '#modules/instruments'
import { isFilledIn } from '../answer.ts'
import type { Assessments, Overview } from '../assessments.ts'
import { AnswerSign } from '../parts/answer-sign.tsx'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { textIn } from '../text.ts'

export const responsibilityPages = (assessments: Assessments) =>
  new Hono<HttpEnv>().get('/metingen/:round{[\\w-]{16}}/:responsibility{[0-9]{1,2}}', async (c) => {
    const overview = await assessments.overview(c.var.actor, c.req.param('round'))
    const responsibility = overview.instrument.responsibility(c.req.param('responsibility'))
    if (!responsibility) throw notFound('This responsibility does not exist.')
    return html(c, <ResponsibilityPage c={c} overview={overview} responsibility={responsibility} />)
  })

function ResponsibilityPage({ c, overview: { round, answers, instrument }, responsibility }: { c: Ctx; overview: Overview; responsibility: Responsibility }) {
  const text = textIn(c.var.lang)
  const base = `/metingen/${round.id}`
  const open = responsibility.conditions.find((condition) => !isFilledIn(answers.get(condition.id)))
  const started = responsibility.conditions.some((condition) => isFilledIn(answers.get(condition.id)))
  const next = instrument.responsibility(String(Number(responsibility.id) + 1))
  return (
    <MeasurementPage c={c} round={round} title={`${responsibility.id} ${responsibility.title}`}>
      <div lang="nl">
        <Heading level={1} over={responsibility.theme ? text.list.theme : undefined}>{`${responsibility.id} ${responsibility.title}`}</Heading>
        <Paragraph lead>{responsibility.promise}</Paragraph>
        <Paragraph>{responsibility.intro}</Paragraph>
      </div>
      <TaskList
        label={responsibility.title}
        items={responsibility.conditions.map((condition) => {
          const answer = answers.get(condition.id)
          return {
            href: `${base}/${condition.id}`,
            number: condition.id,
            title: condition.title,
            lang: 'nl',
            detail: condition.question,
            status: answer ? <AnswerSign answer={answer} instrument={instrument} text={text} /> : text.responsibility.open,
          }
        })}
      />
      <Actions>
        {open && !round.finishedAt && <LinkButton href={`${base}/${open.id}`}>{started ? text.responsibility.goOn(open.id) : text.responsibility.start(open.id)}</LinkButton>}
        {next && (
          <LinkButton kind="secondary" href={`${base}/${next.id}`}>
            {text.responsibility.next(next.id, next.title)}
          </LinkButton>
        )}
        <Link href={base}>{text.responsibility.back}</Link>
      </Actions>
    </MeasurementPage>
  )
}
