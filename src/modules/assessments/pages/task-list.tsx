import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Progress } from '#ui/progress'
import { LevelSign, signLabel } from '#ui/sign'
import { SignRow, TaskList } from '#ui/task-list'
import type { Assessments, Overview } from '../assessments.ts'
import { isUnderpinned } from '../answer.ts'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { OwnLink } from '../parts/own-link.tsx'
import { mayRemove, type Access } from '../policy.ts'
import { isComplete, progressOf } from '../progress.ts'
import type { Round } from '../round.ts'
import { textIn, type Text } from '../text.ts'
import { nameOf, signOf } from '../words.ts'

export const taskListPages = (assessments: Assessments) =>
  new Hono<HttpEnv>().get('/metingen/:round{[\\w-]{16}}', async (c) => {
    const overview = await assessments.overview(c.var.actor, c.req.param('round'))
    return html(c, <TaskListPage c={c} overview={overview} />)
  })

function TaskListPage({ c, overview }: { c: Ctx; overview: Overview }) {
  const { round, instrument, answers, progress, goOn, since } = overview
  const text = textIn(c.var.lang)
  const base = `/metingen/${round.id}`
  return (
    <MeasurementPage c={c} round={round} title={nameOf(round, text)} top aside={<More round={round} access={overview.access} byKey={c.var.rawKeys.length > 0} text={text} />}>
      <Heading level={1} over={text.list.round(round.number)}>
        <bdi>{nameOf(round, text)}</bdi>
      </Heading>
      {round.correction && (
        <Alert kind="info" lang={c.var.lang}>
          <Paragraph>
            <bdi>{text.adopt.correction(round.correction.reason)}</bdi>
          </Paragraph>
        </Alert>
      )}
      {round.finishedAt ? <Finished round={overview} c={c} text={text} /> : <Paragraph lead>{text.list.lead}</Paragraph>}
      {since?.differs && !round.finishedAt && (
        <Alert kind="info" lang={c.var.lang}>
          <Paragraph>
            {text.differences.renewed(round.editionVersion)} <Link href={`${base}/verschillen`}>{text.differences.see}</Link>
          </Paragraph>
        </Alert>
      )}
      <Progress done={progress.filledIn} total={progress.total} label={progressWords(progress, text)} lang={c.var.lang} />
      {!round.finishedAt && (
        <Actions>
          {goOn && <LinkButton href={`${base}/${goOn.id}`}>{progress.filledIn === 0 ? text.list.begin : text.list.goOn(goOn.id)}</LinkButton>}
          <LinkButton kind={goOn ? 'secondary' : 'primary'} href={`${base}/controleren`}>
            {text.list.check}
          </LinkButton>
        </Actions>
      )}
      <TaskList
        label={instrument.edition.title}
        items={instrument.edition.responsibilities.map((responsibility) => {
          const part = progressOf(responsibility.conditions, answers)
          return {
            href: `${base}/${responsibility.id}`,
            number: responsibility.id,
            title: responsibility.title,
            lang: 'nl',
            detail: (
              <SignRow>
                {responsibility.conditions.map((condition) => {
                  const answer = answers.get(condition.id)
                  const sign = { answer: signOf(answer?.judgement), underpinned: isUnderpinned(answer), flag: answer?.wish != null, carried: answer?.carried ?? false }
                  return (
                    <a
                      class="koers-sign-link"
                      href={`${base}/${condition.id}`}
                      title={`${condition.id} ${condition.title}`}
                      aria-label={`${condition.id} ${condition.title}: ${signLabel(sign, c.var.lang)}`}
                    >
                      <LevelSign {...sign} label="" lang={c.var.lang} />
                    </a>
                  )
                })}
              </SignRow>
            ),
            status: <Progress done={part.filledIn} total={part.total} label={progressWords(part, text)} lang={c.var.lang} />,
          }
        })}
      />
    </MeasurementPage>
  )
}

/** What else one can do, beside the list on a desktop and below it on a phone. */
function More({ round, access, byKey, text }: { round: Round; access: Access; byKey: boolean; text: Text }) {
  const base = `/metingen/${round.id}`
  return (
    <>
      {byKey && <OwnLink href={`${base}/link`} text={text} />}
      <Heading level={2} looks={3}>
        {text.list.more}
      </Heading>
      <ul class="koers-links">
        {!round.finishedAt && (
          <li>
            <Link href={`${base}/profiel`}>{text.list.profile}</Link>
            {round.name === '' && <> ({text.list.profileOpen.toLowerCase()})</>}
          </li>
        )}
        {!round.finishedAt && (
          <li>
            <Link href={`${base}/werkblad`}>{text.list.worksheet}</Link>
          </li>
        )}
        <li>
          <Link href={`${base}/formulier.pdf`}>{text.list.paper}</Link>
        </li>
        <li>
          <Link href={`${base}/rapport`}>{round.finishedAt ? text.list.toReport : text.list.report}</Link>
        </li>
        <li>
          <Link href={`${base}/groei`}>{text.list.growth}</Link>
        </li>
        <li>
          <Link href={`${base}/delen`}>{text.list.share}</Link>
        </li>
        {mayRemove(access, round) && round.finishedAt && !byKey && (
          <li>
            <Link href={`${base}/vaststellen`}>{round.adoption ? text.adopt.seeAdopted : text.adopt.toAdopt}</Link>
          </li>
        )}
        {mayRemove(access, round) && (
          <li>
            <Link href={`${base}/verwijderen`}>{text.list.remove}</Link>
          </li>
        )}
      </ul>
    </>
  )
}

function Finished({ round: { round }, c, text }: { round: Overview; c: Ctx; text: Text }) {
  return (
    <Alert kind="info" lang={c.var.lang}>
      <Paragraph>{text.list.finished(longDate(round.finishedAt ?? round.startedAt, c.var.lang))}</Paragraph>
      <form method="post" action={`/metingen/${round.id}/nieuwe-ronde`}>
        <Paragraph>{text.list.nextWhy}</Paragraph>
        <Actions>
          <LinkButton href={`/metingen/${round.id}/rapport`}>{text.list.toReport}</LinkButton>
          <Button kind="secondary">{text.list.next}</Button>
        </Actions>
      </form>
    </Alert>
  )
}

/** A finished list says that nothing has been sent (a full bar reads as "ingediend" otherwise). */
export function progressWords(progress: { filledIn: number; total: number; carried: number }, text: Text): string {
  if (isComplete({ ...progress, unknown: 0, notApplicable: 0, wishes: 0 })) return text.allDone
  const words = text.progress(progress.filledIn, progress.total)
  return progress.carried > 0 ? `${words}, ${text.carried(progress.carried)}` : words
}
