import { Hono } from 'hono'
import { z } from 'zod'
import { notFound } from '#platform/errors'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { personFunctions } from '#platform/rights'
import { Actions, Button } from '#ui/button'
import { Alert } from '#ui/alert'
import { Checkbox } from '#ui/choice'
import { Details } from '#ui/details'
import { ErrorSummary } from '#ui/error-summary'
import { DateField, Select, TextArea, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Organisation } from '#modules/organisations'
import { changeSchema } from '../campaign.ts'
import type { Campaigns, Leading } from '../campaigns.ts'
import { guestsSchema, type Assignment } from '../participant.ts'
import { errorsIn, typedIn } from '../parts/errors.ts'
import { RoundsPage } from '../parts/page.tsx'
import { textIn } from '../text.ts'
import type { Visit } from '../visit.ts'

const path = '/organisaties/:organisation{[0-9a-f-]{36}}/rondes/:campaign{[\\w-]{16}}' as const
/** One field for each responsibility and condition, named by its id: a function, or nothing for everyone. */
const assignmentsSchema = z.record(z.string(), z.union([z.enum(['', ...personFunctions]), z.array(z.string())]))

export function managePages(campaigns: Campaigns, visit: Visit) {
  const led = async (c: Ctx, { organisation, campaign }: { organisation: string; campaign: string }) => {
    const [at, leading] = [await visit(c.var.actor, organisation), await campaigns.lead(c.var.actor, campaign)]
    if (leading.campaign.boardId !== at.id) throw notFound('There is no such round, or you do not belong to it.')
    return { organisation: at, leading, base: `/organisaties/${at.id}/rondes/${leading.campaign.id}` }
  }
  return new Hono<HttpEnv>()
    .get(`${path}/aanpassen`, async (c) => {
      const found = await led(c, c.req.param())
      const { title, startsOn, endsOn, byLink } = found.leading.campaign
      return html(c, <ChangePage c={c} {...found} fields={{ title, startsOn, endsOn, byLink: byLink ? 'yes' : '' }} />)
    })
    .post(`${path}/aanpassen`, async (c) => {
      const found = await led(c, c.req.param())
      const form = await parseForm(c, changeSchema)
      if (!form.ok) return html(c, <ChangePage c={c} {...found} fields={form.typed} errors={form.errors} />, 422)
      await campaigns.change(c.var.actor, found.leading.campaign.id, form.value)
      return c.redirect(found.base, 303)
    })
    .get(`${path}/mensen`, async (c) => {
      const found = await led(c, c.req.param())
      const done = { members: countIn(c.req.query('leden')), guests: countIn(c.req.query('links')) }
      return html(c, <PeoplePage c={c} {...found} fields={{}} done={done} />)
    })
    .post(`${path}/leden`, async (c) => {
      const { base, leading } = await led(c, c.req.param())
      return c.redirect(`${base}/mensen?leden=${await campaigns.inviteNewMembers(c.var.actor, leading.campaign.id)}`, 303)
    })
    .post(`${path}/mensen`, async (c) => {
      const found = await led(c, c.req.param())
      const form = await parseForm(c, guestsSchema)
      const again = (errors: FieldError[]) => html(c, <PeoplePage c={c} {...found} fields={form.typed} errors={errors} done={{}} />, 422)
      if (!form.ok) return again(form.errors)
      if (!found.leading.parts.some((part) => part.roundId === form.value.round)) return again([{ field: 'round', problem: 'round-required' }])
      const invited = await campaigns.inviteGuests(
        c.var.actor,
        found.leading.campaign.id,
        form.value.emails.map((email) => ({ email, label: '', function: form.value.function, roundId: form.value.round })),
      )
      return c.redirect(invited.status === 'invited' ? `${found.base}/mensen?links=${invited.count}` : `${found.base}/mensen`, 303)
    })
    .get(`${path}/verdelen`, async (c) => html(c, <DividePage c={c} {...await led(c, c.req.param())} saved={c.req.query('opgeslagen') !== undefined} />))
    .post(`${path}/verdelen`, async (c) => {
      const { base, leading } = await led(c, c.req.param())
      const form = await parseForm(c, assignmentsSchema)
      if (form.ok) await campaigns.assign(c.var.actor, leading.campaign.id, assignmentsIn(form.value, leading))
      return c.redirect(`${base}/verdelen${form.ok ? '?opgeslagen' : ''}`, 303)
    })
    .get(`${path}/sluiten`, async (c) => {
      const found = await led(c, c.req.param())
      return found.leading.campaign.closedAt ? c.redirect(found.base, 303) : html(c, <ClosePage c={c} {...found} />)
    })
    .post(`${path}/sluiten`, async (c) => {
      const { base, leading } = await led(c, c.req.param())
      await campaigns.close(c.var.actor, leading.campaign.id)
      return c.redirect(base, 303)
    })
}

const countIn = (text: string | undefined) => (text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined)

function assignmentsIn(typed: z.output<typeof assignmentsSchema>, { instrument }: Leading): Assignment[] {
  const subjects = instrument.edition.responsibilities.flatMap((responsibility) => [responsibility.id, ...responsibility.conditions.map((condition) => condition.id)])
  return subjects.flatMap((subject) => {
    const asked = typed[subject]
    const known = personFunctions.find((one) => one === asked)
    return known ? [{ subject, function: known, participantId: null }] : []
  })
}

type Props = { c: Ctx; organisation: Organisation; leading: Leading; base: string }
type FormProps = Props & { fields: Typed; errors?: FieldError[] }

function ChangePage({ c, organisation, leading: { campaign }, base, fields, errors = [] }: FormProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const { summary, of } = errorsIn(errors, text)
  return (
    <RoundsPage c={c} organisation={organisation} campaign={campaign} title={text.change.title} here={text.change.title} error={errors.length > 0}>
      <ErrorSummary errors={summary} lang={lang} />
      <Heading level={1}>{text.change.title}</Heading>
      <form method="post" novalidate>
        <TextField name="title" label={text.form.name} value={typedIn(fields, 'title')} error={of('title')} lang={lang} autocomplete="off" />
        <DateField name="startsOn" label={text.form.startsOn} value={typedIn(fields, 'startsOn')} error={of('startsOn')} lang={lang} />
        <DateField name="endsOn" label={text.form.endsOn} value={typedIn(fields, 'endsOn')} error={of('endsOn')} lang={lang} />
        <Checkbox name="byLink" value="yes" label={text.form.byLink} hint={text.form.byLinkHint} checked={typedIn(fields, 'byLink') === 'yes'} error={of('byLink')} lang={lang} />
        <Actions>
          <Button>{text.change.save}</Button>
          <Link href={base}>{campaign.title}</Link>
        </Actions>
      </form>
    </RoundsPage>
  )
}

function PeoplePage({
  c,
  organisation,
  leading: { campaign, parts },
  base,
  fields,
  errors = [],
  done,
}: FormProps & { done: { members?: number | undefined; guests?: number | undefined } }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.people
  const { summary, of } = errorsIn(errors, text)
  return (
    <RoundsPage c={c} organisation={organisation} campaign={campaign} title={t.title} here={t.title} error={errors.length > 0}>
      <ErrorSummary errors={summary} lang={lang} />
      {(done.members !== undefined || done.guests !== undefined) && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{done.members === undefined ? t.sent(done.guests ?? 0) : t.membersDone(done.members)}</Paragraph>
        </Alert>
      )}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" action={`${base}/leden`}>
        <Actions>
          <Button kind="secondary">{t.members}</Button>
        </Actions>
      </form>
      <Heading level={2}>{t.guests}</Heading>
      {campaign.byLink ? (
        <form method="post" novalidate data-keep="">
          <TextArea name="emails" label={t.emails} hint={t.emailsHint} value={typedIn(fields, 'emails')} error={of('emails')} lang={lang} />
          <Select
            name="round"
            label={t.round}
            {...(parts.length > 1 ? { empty: true as const } : {})}
            value={typedIn(fields, 'round')}
            error={of('round')}
            lang={lang}
            options={parts.map((part) => ({ value: part.roundId, label: part.name }))}
          />
          <Select
            name="function"
            label={t.function}
            empty={text.noFunction}
            value={typedIn(fields, 'function')}
            error={of('function')}
            lang={lang}
            options={personFunctions.map((value) => ({ value, label: text.functions[value] }))}
          />
          <Actions>
            <Button>{t.send}</Button>
            <Link href={base}>{campaign.title}</Link>
          </Actions>
        </form>
      ) : (
        <Paragraph>
          {t.notByLink} <Link href={`${base}/aanpassen`}>{text.lead.change}</Link>
        </Paragraph>
      )}
    </RoundsPage>
  )
}

function DividePage({ c, organisation, leading: { campaign, instrument, assignments }, base, saved }: Props & { saved: boolean }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.divide
  const askedOf = (subject: string) => assignments.find((one) => one.subject === subject && one.function !== '')?.function ?? ''
  const options = personFunctions.map((value) => ({ value, label: text.functions[value] }))
  return (
    <RoundsPage c={c} organisation={organisation} campaign={campaign} title={t.title} here={t.title}>
      {saved && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.saved}</Paragraph>
        </Alert>
      )}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post">
        {instrument.edition.responsibilities.map((responsibility) => (
          <div class="koers-panel">
            <Select
              name={responsibility.id}
              id={`s${responsibility.id}`}
              label={<span lang="nl">{`${responsibility.id} ${responsibility.title}`}</span>}
              empty={t.everyone}
              value={askedOf(responsibility.id)}
              options={options}
              lang={lang}
            />
            <Details summary={t.conditions}>
              {responsibility.conditions.map((condition) => (
                <Select
                  name={condition.id}
                  id={`s${condition.id}`}
                  label={<span lang="nl">{`${condition.id} ${condition.title}`}</span>}
                  empty="–"
                  value={askedOf(condition.id)}
                  options={options}
                  lang={lang}
                />
              ))}
            </Details>
          </div>
        ))}
        <Actions>
          <Button>{t.save}</Button>
          <Link href={base}>{campaign.title}</Link>
        </Actions>
      </form>
    </RoundsPage>
  )
}

function ClosePage({ c, organisation, leading: { campaign }, base }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.close
  return (
    <RoundsPage c={c} organisation={organisation} campaign={campaign} title={t.title} here={t.title}>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {campaign.byLink && <Paragraph>{t.links}</Paragraph>}
      {campaign.anonymity === 'anonymous' && <Paragraph>{t.anonymous}</Paragraph>}
      <form method="post">
        <Actions>
          <Button>{t.confirm}</Button>
          <Link href={base}>{campaign.title}</Link>
        </Actions>
      </form>
    </RoundsPage>
  )
}
