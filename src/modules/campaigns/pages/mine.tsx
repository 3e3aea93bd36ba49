import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { keepKey } from '#platform/identity'
import { shortText } from '#platform/text-input'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { Details } from '#ui/details'
import { ErrorSummary } from '#ui/error-summary'
import { TextArea } from '#ui/field'
import { Heading } from '#ui/heading'
import { LevelRadios } from '#ui/level-choice'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { Progress } from '#ui/progress'
import { LevelSign } from '#ui/sign'
import { TaskList } from '#ui/task-list'
import type { Condition } from '#modules/instruments'
import type { Campaigns } from '../campaigns.ts'
import type { Conversations } from '../conversation/conversations.ts'
import { ConditionHelp } from '../parts/condition-help.tsx'
import { errorsIn, typedIn } from '../parts/errors.ts'
import { chosenIn, judgementName, judgementWords, levelsOf, signOf } from '../parts/judgement.ts'
import { textIn } from '../text.ts'
import { VIEW_REASON_LIMIT, viewSchema } from '../views/view.ts'
import type { MyView, MyViews, Views } from '../views/views.ts'

const round = '/metingen/:round{[\\w-]{16}}/kijk' as const
/** So few questions stand open all at once; of more, the responsibility one is at. */
const FEW = 12
const question = `${round}/:condition{[0-9]{1,2}\\.[0-9]}` as const
const envelope = z.object({ version: z.coerce.number('version').int('version').min(0, 'version').max(2_000_000_000, 'version').default(0), go: shortText(20) })

/** One's own answers in a round that others answer too; with an account, or by a personal link. */
export const minePages = (campaigns: Campaigns, views: Views, conversations: Conversations, secure: boolean) =>
  new Hono<HttpEnv>()
    .get('/deelnemen/:key', async (c) => {
      c.set('route', '/deelnemen/:key')
      const key = c.req.param('key')
      const participant = await campaigns.openedBy(key)
      if (!participant) return html(c, <BadLinkPage c={c} />, 404)
      keepKey(c, key, 'reader', secure)
      return c.redirect(`/metingen/${participant.roundId}/kijk`, 303)
    })
    .get(round, async (c) => {
      const id = c.req.param('round')
      const mine = await views.mine(c.var.actor, id)
      return html(c, <MinePage c={c} mine={mine} talking={mine.campaign.closedAt ? undefined : await conversations.follow(c.var.actor, id)} />)
    })
    .post(`${round}/klaar`, async (c) => {
      const id = c.req.param('round')
      const form = await parseForm(c, z.object({ done: z.enum(['yes', 'no']).default('yes') }))
      await campaigns.setDone(c.var.actor, id, !form.ok || form.value.done === 'yes')
      return c.redirect(`/metingen/${id}/kijk`, 303)
    })
    .get(question, async (c) => {
      const view = await views.mineOf(c.var.actor, c.req.param('round'), c.req.param('condition'))
      return html(c, <QuestionPage c={c} mine={view} fields={{ answer: view.view ? answerName(view.view) : '', reason: view.view?.reason ?? '' }} />)
    })
    .post(question, async (c) => {
      const { round: id, condition: conditionId } = c.req.param()
      const view = await views.mineOf(c.var.actor, id, conditionId)
      const form = await parseForm(
        c,
        z.intersection(
          envelope.transform((e) => ({ envelope: e })),
          viewSchema.transform((said) => ({ said })),
        ),
      )
      const typed = { answer: typedIn(form.typed, 'answer'), reason: typedIn(form.typed, 'reason') }
      if (!form.ok) return html(c, <QuestionPage c={c} mine={view} fields={typed} errors={form.errors} />, 422)
      const saved = await views.save(c.var.actor, id, { conditionId, expectedVersion: form.value.envelope.version, ...form.value.said })
      if (saved.status === 'changed-meanwhile') return html(c, <QuestionPage c={c} mine={{ ...view, view: saved.current }} fields={typed} changed />, 409)
      // Closed while they typed: what they wrote stays on the screen, to take along.
      if (saved.status === 'closed') return html(c, <QuestionPage c={c} mine={await views.mineOf(c.var.actor, id, conditionId)} fields={typed} />, 409)
      const next = nextAsked(view)
      return c.redirect(form.value.envelope.go === 'list' || !next ? `/metingen/${id}/kijk` : `/metingen/${id}/kijk/${next.id}`, 303)
    })

const answerName = ({ judgement }: { judgement: { kind: string; level?: number } }) => (judgement.kind === 'level' ? String(judgement.level) : judgement.kind)

/** The next condition that is asked of this person; those that are not asked are reached from the list. */
function nextAsked({ instrument, asked, condition }: MyView): Condition | undefined {
  const at = instrument.conditions.findIndex((one) => one.id === condition.id)
  return instrument.conditions.slice(at + 1).find((one) => asked.has(one.id))
}

function MinePage({ c, mine, talking }: { c: Ctx; mine: MyViews; talking: { conditionId: string; revealed: boolean } | undefined }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.mine
  const { campaign, part, participant, instrument, views, asked } = mine
  const base = `/metingen/${part.roundId}/kijk`
  const answered = instrument.conditions.filter((condition) => asked.has(condition.id) && views.has(condition.id)).length
  const goOn = instrument.conditions.find((condition) => asked.has(condition.id) && !views.has(condition.id))
  const done = participant?.doneAt != null
  const items = (conditions: readonly Condition[]) =>
    conditions.map((condition) => {
      const view = views.get(condition.id)
      return {
        href: `${base}/${condition.id}`,
        number: condition.id,
        title: condition.title,
        lang: 'nl',
        status: view ? (
          <span lang={lang}>
            <LevelSign answer={signOf(view.judgement)} label="" lang={lang} /> {judgementName(view.judgement, instrument, text)}
          </span>
        ) : (
          t.open
        ),
      }
    })
  const others = instrument.conditions.filter((condition) => !asked.has(condition.id))
  return (
    <Page {...c.var.page} title={t.title} robots="noindex">
      <Heading level={1} over={<bdi>{campaign.title}</bdi>}>
        {t.title}
      </Heading>
      <Paragraph lead>
        <bdi>{t.lead(part.name)}</bdi> {!campaign.closedAt && text.lead.ends(longDate(campaign.endsOn, lang))}
      </Paragraph>
      {campaign.closedAt && (
        <Alert kind="info" lang={lang}>
          <Paragraph>{t.closed}</Paragraph>
        </Alert>
      )}
      {done && !campaign.closedAt && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.isDone}</Paragraph>
        </Alert>
      )}
      {talking && (
        <Alert kind="info" title={t.talking} lang={lang}>
          <Paragraph>
            <Link href={`${base}/gesprek`}>{t.toTalk(talking.conditionId)}</Link>
          </Paragraph>
        </Alert>
      )}
      <Paragraph quiet>{t.promise[campaign.anonymity]}</Paragraph>
      {!participant && !campaign.closedAt && <Paragraph>{t.notInvited}</Paragraph>}
      <Progress done={answered} total={asked.size} label={t.progress(answered, asked.size)} lang={lang} />
      {!campaign.closedAt && (
        <form method="post" action={`${base}/klaar`}>
          <Actions>
            {goOn && <LinkButton href={`${base}/${goOn.id}`}>{t.goOn(goOn.id)}</LinkButton>}
            {done ? (
              <Button kind="secondary" name="done" value="no">
                {t.notDone}
              </Button>
            ) : (
              <Button kind={goOn ? 'secondary' : 'primary'} name="done" value="yes">
                {t.done}
              </Button>
            )}
          </Actions>
        </form>
      )}
      <Heading level={2}>{t.asked}</Heading>
      {instrument.edition.responsibilities.map((responsibility) => {
        const theirs = responsibility.conditions.filter((condition) => asked.has(condition.id))
        if (theirs.length === 0) return null
        const done = theirs.filter((condition) => views.has(condition.id)).length
        return (
          <Details
            summary={<span lang="nl">{`${responsibility.id} ${responsibility.title}`}</span>}
            over={t.progress(done, theirs.length)}
            open={theirs.some((condition) => condition === goOn) || asked.size <= FEW}
          >
            <TaskList id={`task-${responsibility.id}`} items={items(theirs)} />
          </Details>
        )
      })}
      {others.length > 0 && (
        <>
          <Heading level={2}>{t.others}</Heading>
          <TaskList id="other" items={items(others)} />
        </>
      )}
    </Page>
  )
}

type QuestionProps = { c: Ctx; mine: MyView; fields: { answer: string; reason: string }; errors?: FieldError[]; changed?: boolean }

function QuestionPage({ c, mine, fields, errors = [], changed }: QuestionProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.question
  const { campaign, part, instrument, condition, view } = mine
  const base = `/metingen/${part.roundId}/kijk`
  const responsibility = instrument.responsibility(condition.id)
  const { summary, of } = errorsIn(errors, text)
  const next = nextAsked(mine)
  return (
    <Page
      {...c.var.page}
      title={`${text.mine.title}: ${condition.id} ${condition.title}`}
      robots="noindex"
      error={errors.length > 0}
      scripts={['keep-text']}
      breadcrumb={[{ href: base, label: text.mine.title }]}
      aside={<ConditionHelp condition={condition} />}
    >
      <ErrorSummary errors={summary} lang={lang} />
      <div lang="nl">
        <Heading
          level={1}
          over={
            <span lang={lang}>
              {condition.id} · {t.place((responsibility?.conditions.indexOf(condition) ?? 0) + 1, responsibility?.conditions.length ?? 1)}
            </span>
          }
        >
          {condition.question}
        </Heading>
      </div>
      {changed && (
        <Alert kind="warning" lang={lang} live>
          <Paragraph>{t.changed}</Paragraph>
          {view && <Paragraph>{t.stored(judgementWords(view.judgement, instrument, text))}</Paragraph>}
        </Alert>
      )}
      {campaign.closedAt && (
        <Alert kind="info" lang={lang}>
          <Paragraph>{text.mine.closed}</Paragraph>
        </Alert>
      )}
      <form method="post" novalidate data-keep="">
        <input type="hidden" name="version" value={String(view?.version ?? 0)} />
        <LevelRadios name="answer" legend={t.legend} levels={levelsOf(instrument, condition)} value={chosenIn(fields.answer)} error={of('answer')} lang={lang} />
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} limit={VIEW_REASON_LIMIT} value={fields.reason} error={of('reason')} lang={lang} />
        <Actions>
          {!campaign.closedAt && <Button>{next ? t.save(next.id) : t.saveLast}</Button>}
          {!campaign.closedAt && next && (
            <Button kind="secondary" name="go" value="list">
              {t.saveList}
            </Button>
          )}
          <Link href={base}>{t.back}</Link>
        </Actions>
      </form>
    </Page>
  )
}

function BadLinkPage({ c }: { c: Ctx }) {
  const t = textIn(c.var.lang).mine
  return (
    <Page {...c.var.page} path="/" title={t.badLink} robots="noindex">
      <Heading level={1}>{t.badLink}</Heading>
      <Paragraph lead>{t.badLinkText}</Paragraph>
    </Page>
  )
}
