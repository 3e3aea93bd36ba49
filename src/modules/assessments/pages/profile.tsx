import { Hono } from 'hono'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button } from '#ui/button'
import { Alert } from '#ui/alert'
import { RadioGroup } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { Select, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { labelOf, type Organisation, type Organisations } from '#modules/organisations'
import type { Assessments } from '../assessments.ts'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { answererRoles, profileSchema, scopes, sectors, type Round } from '../round.ts'
import { problemText, textIn } from '../text.ts'

const path = '/metingen/:round{[\\w-]{16}}/profiel' as const
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const profilePages = (assessments: Assessments, organisations: Organisations) => {
  const search = async (c: Ctx) => {
    const query = c.req.query('zoek') ?? ''
    return { query, results: query === '' ? undefined : await organisations.search(query, { limit: 15 }) }
  }
  const registered = async (id: string | null | undefined) => (id && uuid.test(id) ? organisations.byId(id) : undefined)
  return new Hono<HttpEnv>()
    .get(path, async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      if (round.finishedAt) return c.redirect(`/metingen/${round.id}`, 303)
      // ?register=<id> is a choice from the list, ?register= undoes it; nothing is stored until the form is sent.
      const asked = c.req.query('register')
      const chosen = asked === '' ? undefined : await registered(asked ?? round.registerId)
      const fields = chosen && asked ? fieldsChosen(round, chosen) : fieldsOfRound(round)
      return html(c, <ProfilePage c={c} round={round} fields={fields} chosen={chosen} {...await search(c)} />)
    })
    .post(path, async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      const form = await parseForm(c, profileSchema)
      const refuse = async (errors: FieldError[]) => {
        const one = (name: string) => [form.typed[name] ?? ''].flat()[0] ?? ''
        const fields = { name: one('name'), scope: one('scope'), sector: one('sector'), role: one('role') }
        return html(c, <ProfilePage c={c} round={round} fields={fields} chosen={await registered(one('registerId'))} errors={errors} {...await search(c)} />, 422)
      }
      if (!form.ok) return refuse(form.errors)
      const saved = await assessments.describe(c.var.actor, round.id, form.value)
      if (saved.status === 'unknown-organisation') return refuse([{ field: 'zoek', problem: 'unknown-organisation' }])
      return c.redirect(`/metingen/${round.id}`, 303)
    })
}

type Fields = { name: string; scope: string; sector: string; role: string }
const fieldsOfRound = (round: Round): Fields => ({ name: round.name, scope: round.scope, sector: round.sector ?? '', role: round.role })
const fieldsChosen = (round: Round, { name, kind, sector }: Organisation): Fields => ({
  name,
  scope: kind === 'board' ? 'board' : 'school',
  sector: sector ?? '',
  role: round.role,
})

type Props = { c: Ctx; round: Round; fields: Fields; chosen: Organisation | undefined; query: string; results: Organisation[] | undefined; errors?: FieldError[] }

function ProfilePage({ c, round, fields, chosen, query, results, errors = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.profile
  const here = `/metingen/${round.id}/profiel`
  const error = (field: string) => {
    const found = errors.find((one) => one.field === field)
    return found && problemText(text, found)
  }
  return (
    <MeasurementPage c={c} round={round} title={t.title} error={errors.length > 0} scripts={['find-organisation']}>
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {chosen ? (
        <Alert kind="ok" title={t.chosen} lang={lang}>
          <Paragraph>
            <bdi>{labelOf(chosen)}</bdi>
          </Paragraph>
          <Paragraph>
            <Link href={`${here}?register=`}>{t.unchoose}</Link>
          </Paragraph>
        </Alert>
      ) : (
        <form method="get" action={here} role="search">
          <TextField
            name="zoek"
            type="search"
            label={t.register}
            hint={t.registerHint}
            value={query}
            error={error('zoek')}
            lang={lang}
            autocomplete="off"
            data={{ 'data-search': '/api/organisations/v1/organisations?limit=8&q=', 'data-go': `${here}?register=` }}
          />
          <Actions>
            <Button kind="secondary">{t.search}</Button>
          </Actions>
          {results && <Results results={results} here={here} t={t} />}
        </form>
      )}
      <form method="post" action={here} novalidate>
        <input type="hidden" name="registerId" value={chosen?.id ?? ''} />
        <TextField name="name" label={t.name} hint={t.nameHint} value={fields.name} error={error('name')} lang={lang} autocomplete="organization" />
        <RadioGroup
          name="scope"
          legend={t.scope}
          error={error('scope')}
          inline
          lang={lang}
          options={scopes.map((value) => ({ value, label: text.scope[value], checked: fields.scope === value }))}
        />
        <Select
          name="sector"
          label={t.sector}
          empty={t.sectorEmpty}
          value={fields.sector}
          error={error('sector')}
          lang={lang}
          options={sectors.map((value) => ({ value, label: text.sector[value] }))}
        />
        <Select
          name="role"
          label={t.role}
          hint={t.roleHint}
          empty={t.roleEmpty}
          value={fields.role}
          error={error('role')}
          lang={lang}
          options={answererRoles.map((value) => ({ value, label: text.role[value] }))}
        />
        <Actions>
          <Button>{t.save}</Button>
          <Link href={`/metingen/${round.id}/1.1`}>{t.later}</Link>
        </Actions>
      </form>
    </MeasurementPage>
  )
}

function Results({ results, here, t }: { results: Organisation[]; here: string; t: ReturnType<typeof textIn>['profile'] }) {
  return (
    <div role="status">
      <Paragraph>{results.length === 0 ? t.noResults : t.results(results.length)}</Paragraph>
      <ul class="koers-links">
        {results.map((organisation) => (
          <li>
            <Link href={`${here}?register=${organisation.id}`}>
              <bdi>{labelOf(organisation)}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
