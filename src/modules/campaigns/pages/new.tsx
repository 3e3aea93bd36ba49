import { Hono } from 'hono'
import { dayOf, type Clock } from '#platform/clock'
import { notFound } from '#platform/errors'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button } from '#ui/button'
import { Checkbox, CheckboxGroup, RadioGroup } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { DateField, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Organisation, Organisations } from '#modules/organisations'
import { addDays, anonymities, campaignSchema, scopes } from '../campaign.ts'
import type { Campaigns } from '../campaigns.ts'
import { allTypedIn, errorsIn, typedIn } from '../parts/errors.ts'
import { RoundsPage } from '../parts/page.tsx'
import { mayLead } from '../policy.ts'
import { textIn } from '../text.ts'
import type { Visit } from '../visit.ts'

const path = '/organisaties/:organisation{[0-9a-f-]{36}}/rondes/nieuw' as const
/** Three weeks with a holiday in it are too short for schools; six are soon forgotten. */
const USUAL_DAYS = 28

export function newPages(campaigns: Campaigns, organisations: Organisations, visit: Visit, clock: Clock) {
  const board = async (c: Ctx, id: string) => {
    const organisation = await visit(c.var.actor, id)
    if (!mayLead(c.var.actor, organisation.id)) throw notFound('There is no such organisation, or you do not belong to it.')
    return { organisation, schools: await organisations.childrenOf(organisation.id) }
  }
  return new Hono<HttpEnv>()
    .get(path, async (c) => {
      const { organisation, schools } = await board(c, c.req.param('organisation'))
      const today = dayOf(clock.now())
      const scope = schools.length > 0 ? 'both' : 'board'
      const fields = { startsOn: today, endsOn: addDays(today, USUAL_DAYS), scope, schools: schools.map((school) => school.id) }
      return html(c, <NewPage c={c} organisation={organisation} schools={schools} fields={fields} />)
    })
    .post(path, async (c) => {
      const { organisation, schools } = await board(c, c.req.param('organisation'))
      const form = await parseForm(c, campaignSchema)
      const again = (errors: FieldError[]) => html(c, <NewPage c={c} organisation={organisation} schools={schools} fields={form.typed} errors={errors} />, 422)
      if (!form.ok) return again(form.errors)
      const created = await campaigns.create(c.var.actor, organisation, schools, form.value)
      if (created.status !== 'created') return again([{ field: form.value.scope === 'board' ? 'scope' : 'schools', problem: created.status }])
      return c.redirect(`/organisaties/${organisation.id}/rondes/${created.id}`, 303)
    })
}

type Props = { c: Ctx; organisation: Organisation; schools: readonly Organisation[]; fields: Typed; errors?: FieldError[] }

function NewPage({ c, organisation, schools, fields, errors = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.form
  const { summary, of } = errorsIn(errors, text)
  const chosen = allTypedIn(fields, 'schools')
  return (
    <RoundsPage c={c} organisation={organisation} title={t.title} here={t.title} error={errors.length > 0}>
      <ErrorSummary errors={summary} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" novalidate data-keep="">
        <TextField name="title" label={t.name} hint={t.nameHint} value={typedIn(fields, 'title')} error={of('title')} lang={lang} autocomplete="off" />
        <DateField name="startsOn" label={t.startsOn} value={typedIn(fields, 'startsOn')} error={of('startsOn')} lang={lang} />
        <DateField name="endsOn" label={t.endsOn} value={typedIn(fields, 'endsOn')} error={of('endsOn')} lang={lang} />
        <RadioGroup
          name="scope"
          legend={t.scope}
          error={of('scope')}
          lang={lang}
          options={scopes
            .filter((scope) => scope === 'board' || schools.length > 0)
            .map((scope) => ({ value: scope, label: t.scopes[scope], hint: t.scopeHints[scope], checked: typedIn(fields, 'scope') === scope }))}
        />
        {schools.length === 0 ? (
          <Paragraph quiet>{t.noSchools}</Paragraph>
        ) : (
          <CheckboxGroup
            name="schools"
            legend={t.schools}
            error={of('schools')}
            lang={lang}
            options={schools.map((school) => ({
              value: school.id,
              label: <bdi>{[school.name, school.place].filter(Boolean).join(' · ')}</bdi>,
              checked: chosen.includes(school.id),
            }))}
          />
        )}
        <RadioGroup
          name="anonymity"
          legend={t.anonymity}
          error={of('anonymity')}
          lang={lang}
          options={anonymities.map((value) => ({ value, label: t.anonymities[value], hint: t.anonymityHints[value], checked: typedIn(fields, 'anonymity') === value }))}
        />
        <Checkbox name="byLink" value="yes" label={t.byLink} hint={t.byLinkHint} checked={typedIn(fields, 'byLink') === 'yes'} error={of('byLink')} lang={lang} />
        <Actions>
          <Button>{t.save}</Button>
          <Link href={`/organisaties/${organisation.id}/rondes`}>{text.lead.back}</Link>
        </Actions>
      </form>
    </RoundsPage>
  )
}
