import { Hono } from 'hono'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { eventStream } from '#platform/event-stream'
import type { Live } from '#platform/live'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { RadioGroup } from '#ui/choice'
import { Details } from '#ui/details'
import { ErrorSummary } from '#ui/error-summary'
import { TextArea, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { LevelRadios } from '#ui/level-choice'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { LevelSign } from '#ui/sign'
import { SignRow, TaskList } from '#ui/task-list'
import { isFilledIn, type Answer } from '#modules/assessments'
import type { Campaigns } from '../campaigns.ts'
import { REASON_LIMIT, settlementSchema, shownSchema } from '../conversation/conversation.ts'
import { topicOf, type Agenda, type AgendaItem, type Conversations, type Table } from '../conversation/conversations.ts'
import { errorsIn, typedIn } from '../parts/errors.ts'
import { answerWords, chosenIn, levelsOf, signOf } from '../parts/judgement.ts'
import { ViewsTable } from '../parts/views-table.tsx'
import { textIn, type Text } from '../text.ts'

const base = '/metingen/:round{[\\w-]{16}}/gesprek' as const
const one = `${base}/:condition{[0-9]{1,2}\\.[0-9]{1,2}}` as const

/** The conversation about differences: an agenda, one condition at a time on the beamer, hidden until shown, and what is settled. */
export const conversationPages = (conversations: Conversations, campaigns: Campaigns, live: Live, publicUrl: string) =>
  new Hono<HttpEnv>()
    .get(base, async (c) => html(c, <AgendaPage c={c} agenda={await conversations.agenda(c.var.actor, c.req.param('round'))} taken={c.req.query('overgenomen')} />))
    .post(`${base}/eens`, async (c) => {
      const id = c.req.param('round')
      return c.redirect(`/metingen/${id}/gesprek?overgenomen=${await conversations.settleAgreed(c.var.actor, id)}`, 303)
    })
    .get(`${base}/stroom`, async (c) => {
      const id = c.req.param('round')
      await campaigns.seat(c.var.actor, id)
      return eventStream(c, live, topicOf(id))
    })
    .get(one, async (c) => {
      const table = await conversations.table(c.var.actor, c.req.param('round'), c.req.param('condition'))
      return html(c, <TablePage c={c} table={table} fields={fieldsOf(table)} publicUrl={publicUrl} />)
    })
    .post(`${one}/tonen`, async (c) => {
      const { round, condition } = c.req.param()
      const form = await parseForm(c, shownSchema)
      await conversations.show(c.var.actor, round, condition, form.ok && form.value.shown === 'yes')
      return c.redirect(`/metingen/${round}/gesprek/${condition}${form.ok && form.value.big === 'yes' ? '?groot' : ''}`, 303)
    })
    .post(one, async (c) => {
      const { round, condition } = c.req.param()
      const table = await conversations.table(c.var.actor, round, condition)
      const form = await parseForm(c, settlementSchema)
      if (!form.ok) return html(c, <TablePage c={c} table={{ ...table, revealed: true }} fields={form.typed} errors={form.errors} publicUrl={publicUrl} />, 422)
      const settling = await conversations.settle(c.var.actor, round, condition, form.value)
      if (settling.status === 'changed-meanwhile')
        return html(
          c,
          <TablePage
            c={c}
            table={{ ...table, settlement: settling.settlement, revealed: true }}
            fields={{ ...form.typed, version: String(settling.current?.version ?? 0), settled: String(settling.settlement?.version ?? 0) }}
            changed={settling}
            publicUrl={publicUrl}
          />,
          409,
        )
      if (settling.status === 'arranged-above')
        return html(
          c,
          <TablePage c={c} table={{ ...table, revealed: true }} fields={form.typed} errors={[{ field: 'reason', problem: 'deviation-required' }]} publicUrl={publicUrl} />,
          422,
        )
      if (settling.status === 'finished')
        return html(
          c,
          <TablePage c={c} table={{ ...(await conversations.table(c.var.actor, round, condition)), revealed: true }} fields={form.typed} tooLate publicUrl={publicUrl} />,
          409,
        )
      return c.redirect(`/metingen/${round}/gesprek${table.next ? `/${table.next.id}` : ''}`, 303)
    })
    /** What those who take part have on their own screen: the question of now, and the answers once they are shown. */
    .get('/metingen/:round{[\\w-]{16}}/kijk/gesprek', async (c) => {
      const round = c.req.param('round')
      const following = await conversations.follow(c.var.actor, round)
      if (!following) return c.redirect(`/metingen/${round}/kijk`, 303)
      if (!following.revealed) return c.redirect(`/metingen/${round}/kijk/${following.conditionId}`, 303)
      return html(c, <FollowPage c={c} round={round} following={following} instrument={await conversations.instrumentOf(round)} />)
    })

function AgendaPage({ c, agenda, taken }: { c: Ctx; agenda: Agenda; taken: string | undefined }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.talk
  const { campaign, part, items, unanswered, overview, leads } = agenda
  const path = `/metingen/${part.roundId}/gesprek`
  const agreed = items.filter((item) => item.difference.largest === 0 && item.views.status === 'shown' && !isFilledIn(item.answer))
  const differing = items.filter((item) => !agreed.includes(item))
  const first = differing.find((item) => !item.settlement) ?? differing[0]
  // A step apart is ordinary: what tells most stands first, unless nothing else is there.
  const apart = differing.filter((item) => item.difference.largest > 1 || item.settlement !== undefined)
  const [telling, small] = apart.length === 0 ? [differing, []] : [apart, differing.filter((item) => !apart.includes(item))]
  const taskOf = (item: AgendaItem) => ({
    href: `${path}/${item.condition.id}`,
    number: item.condition.id,
    title: item.condition.title,
    lang: 'nl',
    detail: <ItemDetail item={item} text={text} />,
    status: <ItemStatus item={item} overview={overview} text={text} />,
  })
  return (
    <Page {...c.var.page} title={t.title} robots="noindex" breadcrumb={[{ href: `/organisaties/${campaign.boardId}/rondes/${campaign.id}`, label: campaign.title }]}>
      <Heading level={1} over={<bdi>{part.name}</bdi>}>
        {t.title}
      </Heading>
      {taken !== undefined && /^\d{1,3}$/.test(taken) && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.taken(Number(taken))}</Paragraph>
        </Alert>
      )}
      {overview.round.finishedAt && (
        <Alert kind="info" lang={lang}>
          <Paragraph>{t.finished}</Paragraph>
        </Alert>
      )}
      <Paragraph lead>{items.length === 0 ? t.none : t.lead}</Paragraph>
      {first && !overview.round.finishedAt && (
        <Actions>
          <LinkButton href={`${path}/${first.condition.id}`}>{t.begin}</LinkButton>
        </Actions>
      )}
      <TaskList items={telling.map(taskOf)} />
      {small.length > 0 && (
        <Details summary={t.smallOnes(small.length)}>
          <TaskList id="small" items={small.map(taskOf)} />
        </Details>
      )}
      {agreed.length > 0 && !overview.round.finishedAt && (
        <section aria-labelledby="agreed" class="koers-panel">
          <Heading level={2} id="agreed">
            {t.agreedTitle}
          </Heading>
          <Paragraph>{t.agreedLead(agreed.length)}</Paragraph>
          <TaskList
            id="same"
            items={agreed.map((item) => ({
              href: `${path}/${item.condition.id}`,
              number: item.condition.id,
              title: item.condition.title,
              lang: 'nl',
              detail: <ItemDetail item={item} text={text} />,
              status: text.talk.views(item.difference.views),
            }))}
          />
          {leads && (
            <form method="post" action={`${path}/eens`}>
              <Actions>
                <Button kind="secondary">{t.takeAgreed}</Button>
              </Actions>
            </form>
          )}
        </section>
      )}
      {unanswered.length > 0 && (
        <Details summary={t.unanswered} over={String(unanswered.length)}>
          <ul class="koers-links" lang="nl">
            {unanswered.map((condition) => (
              <li>
                <Link href={`${path}/${condition.id}`}>{`${condition.id} ${condition.title}`}</Link>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Page>
  )
}

function ItemDetail({ item: { views, difference }, text }: { item: AgendaItem; text: Text }) {
  const t = text.talk
  if (views.status === 'too-few') return <span class="koers-quiet">{t.tooFew(views.count)}</span>
  return (
    <>
      <SignRow>
        {views.views.map((view) => (
          <LevelSign answer={signOf(view.judgement)} label="" />
        ))}
      </SignRow>
      <span class="koers-quiet">{differenceWords(difference.largest, text)}</span>
    </>
  )
}

const differenceWords = (largest: number, text: Text) => text.talk.difference[Math.min(largest, 3) as 0 | 1 | 2 | 3]

function ItemStatus({ item, overview, text }: { item: AgendaItem; overview: Agenda['overview']; text: Text }) {
  const t = text.talk
  if (item.settlement?.outcome === 'find-out') return <>{t.findOut}</>
  if (!isFilledIn(item.answer) || !item.answer) return <>{t.unsettled}</>
  return <>{`${t.settled}: ${answerWords(item.answer, overview.instrument, text)}`}</>
}

const fieldsOf = ({ answer, settlement }: Table): Typed => ({
  // Of an answer that the board gave, the version is the school's own.
  version: String(answer?.version ?? 0),
  settled: String(settlement?.version ?? 0),
  outcome: settlement?.outcome ?? 'agreed',
  answer: answer && isFilledIn(answer) ? (answer.judgement.kind === 'level' ? String(answer.judgement.level) : answer.judgement.kind) : '',
  reason: settlement?.reason ?? '',
  agreedBy: settlement?.agreedBy ?? '',
  dissent: settlement?.dissent ?? '',
})

type TableProps = { c: Ctx; table: Table; fields: Typed; errors?: FieldError[]; changed?: { current: Answer | undefined }; tooLate?: boolean; publicUrl: string }

function TablePage({ c, table, fields, errors = [], changed, tooLate = false, publicUrl }: TableProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.talk
  const { condition, part, overview, views, difference, revealed, previous, next, settlement, answer, leads } = table
  const path = `/metingen/${part.roundId}/gesprek`
  const here = `${path}/${condition.id}`
  const big = c.req.query('groot') !== undefined
  const { summary, of } = errorsIn(errors, text)
  const open = leads && overview.round.finishedAt === null
  return (
    <Page
      {...c.var.page}
      title={`${t.title}: ${condition.id} ${condition.title}`}
      robots="noindex"
      error={errors.length > 0}
      wide
      scripts={leads ? ['live'] : []}
      breadcrumb={[{ href: path, label: t.title }]}
    >
      <div class={big ? 'koers-beamer' : undefined} data-live={leads ? `${path}/stroom` : undefined}>
        <ErrorSummary errors={summary} lang={lang} />
        <div lang="nl">
          <Heading level={1} over={`${condition.id} ${condition.title}`}>
            {condition.question}
          </Heading>
        </div>
        {changed && (
          <Alert kind="warning" lang={lang} live>
            <Paragraph>
              {t.changed} {changed.current && t.now(answerWords(changed.current, overview.instrument, text))}
            </Paragraph>
          </Alert>
        )}
        {tooLate && (
          <Alert kind="warning" lang={lang} live>
            <Paragraph>{t.finished}</Paragraph>
          </Alert>
        )}
        <ol class="koers-steps" lang="nl">
          {overview.instrument.edition.levels.map(({ level, name }) => (
            <li>
              <LevelSign answer={level} label="" /> <strong>{name}</strong> {condition.levels[level]}
            </li>
          ))}
        </ol>
        {revealed ? (
          <section aria-labelledby="shown">
            <Heading level={2} id="shown">
              {t.shown}
            </Heading>
            <ViewsTable views={views} instrument={overview.instrument} text={text} lang={lang} />
            {views.status === 'shown' && views.views.length > 1 && <Paragraph quiet>{differenceWords(difference.largest, text)}.</Paragraph>}
          </section>
        ) : (
          <section class="koers-panel" aria-live="polite">
            <Paragraph lead>{t.hidden(difference.views)}</Paragraph>
            <Paragraph>{t.hiddenWhy}</Paragraph>
            <Paragraph quiet>{t.onPhone(`${publicUrl.replace(/^https?:\/\//, '')}/metingen/${part.roundId}/kijk`)}</Paragraph>
          </section>
        )}
        {open && !settlement && (
          <form method="post" action={`${here}/tonen`}>
            <input type="hidden" name="big" value={big ? 'yes' : 'no'} />
            <Actions>
              <Button kind={revealed ? 'subtle' : 'primary'} name="shown" value={revealed ? 'no' : 'yes'}>
                {revealed ? t.hide : t.reveal}
              </Button>
              <Link href={`${here}${big ? '?groot' : ''}`}>{t.refresh}</Link>
              <Link href={big ? here : `${here}?groot`}>{big ? t.small : t.big}</Link>
            </Actions>
          </form>
        )}
      </div>
      {settlement && (
        <Alert kind="ok" lang={lang}>
          <Paragraph>{settlement.outcome === 'find-out' ? `${t.findOut}.` : answer ? t.now(answerWords(answer, overview.instrument, text)) : ''}</Paragraph>
          {[settlement.reason, settlement.agreedBy && t.by(settlement.agreedBy), settlement.dissent && t.saw(settlement.dissent)]
            .filter((line) => line !== '')
            .map((line) => (
              <Paragraph>
                <bdi>{line}</bdi>
              </Paragraph>
            ))}
        </Alert>
      )}
      {(tooLate || (open && (revealed || errors.length > 0))) && <SettleForm table={table} fields={fields} of={of} text={text} lang={lang} />}
      <Actions>
        {previous && <Link href={`${path}/${previous.id}`}>{t.previous(previous.id)}</Link>}
        {next && <Link href={`${path}/${next.id}`}>{leads && !settlement ? t.next(next.id) : t.toNext(next.id)}</Link>}
        <Link href={path}>{t.agenda}</Link>
      </Actions>
    </Page>
  )
}

type SettleProps = { table: Table; fields: Typed; of: (field: string) => string | undefined; text: Text; lang: 'nl' | 'en' }

function SettleForm({ table: { campaign, condition, overview, part, next }, fields, of, text, lang }: SettleProps) {
  const t = text.talk
  return (
    <section aria-labelledby="settle" class="koers-panel">
      <Heading level={2} id="settle">
        {t.settleTitle}
      </Heading>
      <form method="post" action={`/metingen/${part.roundId}/gesprek/${condition.id}`} novalidate data-keep="">
        <input type="hidden" name="version" value={typedIn(fields, 'version')} />
        <input type="hidden" name="settled" value={typedIn(fields, 'settled')} />
        <RadioGroup
          name="outcome"
          legend={t.outcome}
          error={of('outcome')}
          lang={lang}
          options={(['agreed', 'find-out'] as const).map((value) => ({
            value,
            label: t.outcomes[value],
            ...(t.outcomeHints[value] === '' ? {} : { hint: t.outcomeHints[value] }),
            checked: typedIn(fields, 'outcome') === value,
          }))}
        />
        <LevelRadios
          name="answer"
          legend={t.answer}
          levels={levelsOf(overview.instrument, condition)}
          value={chosenIn(typedIn(fields, 'answer'))}
          error={of('answer')}
          lang={lang}
        />
        <TextArea name="reason" label={t.reason} limit={REASON_LIMIT} value={typedIn(fields, 'reason')} error={of('reason')} lang={lang} />
        <TextField name="agreedBy" label={t.agreedBy} hint={t.agreedHint} value={typedIn(fields, 'agreedBy')} error={of('agreedBy')} optional lang={lang} autocomplete="off" />
        <TextArea
          name="dissent"
          label={t.dissent}
          hint={t.dissentHint[campaign.anonymity === 'anonymous' ? 'anonymous' : 'open']}
          rows={2}
          limit={REASON_LIMIT}
          value={typedIn(fields, 'dissent')}
          error={of('dissent')}
          optional
          lang={lang}
        />
        <Actions>
          <Button>{next ? t.saveNext(next.id) : t.save}</Button>
        </Actions>
      </form>
    </section>
  )
}

type FollowProps = { c: Ctx; round: string; following: { conditionId: string; views: Table['views'] | undefined }; instrument: Agenda['overview']['instrument'] }

function FollowPage({ c, round, following, instrument }: FollowProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const condition = instrument.condition(following.conditionId)
  return (
    <Page {...c.var.page} title={text.talk.shown} robots="noindex" scripts={['live']} breadcrumb={[{ href: `/metingen/${round}/kijk`, label: text.mine.title }]}>
      <div data-live={`/metingen/${round}/gesprek/stroom`}>
        <Heading level={1} over={`${following.conditionId} ${condition?.title ?? ''}`}>
          {text.talk.shown}
        </Heading>
        {following.views && <ViewsTable views={following.views} instrument={instrument} text={text} lang={lang} />}
        <Actions>
          <Link href={`/metingen/${round}/kijk/gesprek`}>{text.talk.refresh}</Link>
          <Link href={`/metingen/${round}/kijk`}>{text.question.back}</Link>
        </Actions>
      </div>
    </Page>
  )
}
