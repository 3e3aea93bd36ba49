import { Hono } from 'hono'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { placesFor } from '#platform/rights'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { RadioGroup } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { Select, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { OrganisationPage } from '#ui/organisation-page'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { labelOf, sectors, type Organisation } from '../organisation.ts'
import { ownForm, schoolForm, type OwnOrganisations } from '../own-organisations.ts'
import { FunctionChoice } from '../parts/membership-fields.tsx'
import { org, peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import { problemText, textIn } from '../text.ts'

const here = '/organisaties/nieuw'
const schools = `${org}/scholen` as const

export const ownPages = (own: OwnOrganisations) =>
  new Hono<HttpEnv>()
    .get(here, async (c) => (c.var.actor.person ? html(c, <OwnPage c={c} typed={{}} />) : signInFirst(c)))
    .post(here, async (c) => {
      const { actor } = c.var
      if (!actor.person) return signInFirst(c)
      const form = await parseForm(c, ownForm)
      if (!form.ok) return html(c, <OwnPage c={c} typed={form.typed} errors={form.errors} />, 422)
      const made = await own.make(actor, actor.person, form.value)
      if (made.status !== 'made')
        return html(c, <OwnPage c={c} typed={form.typed} errors={[{ field: made.status === 'first-owner' ? 'functions' : 'name', problem: made.status }]} />, 422)
      return c.redirect(form.value.kind === 'board' ? `/organisaties/${made.id}/scholen` : `${peoplePath(made.id)}?gedaan=owner`, 303)
    })
    .get(schools, async (c) => {
      if (!c.var.actor.person) return signInFirst(c)
      return html(c, <SchoolsPage c={c} {...await own.schoolsOf(c.var.actor, c.req.param('org'))} typed={{}} />)
    })
    .post(schools, async (c) => {
      const id = c.req.param('org')
      const view = await own.schoolsOf(c.var.actor, id)
      const form = await parseForm(c, schoolForm)
      const refuse = (errors: FieldError[]) => html(c, <SchoolsPage c={c} {...view} typed={form.typed} errors={errors} />, 422)
      if (!form.ok) return refuse(form.errors)
      const { status } = await own.addSchool(c.var.actor, id, form.value)
      return status === 'added' ? c.redirect(`/organisaties/${id}/scholen?gedaan=added`, 303) : refuse([{ field: 'name', problem: status }])
    })

type FieldsProps = { c: Ctx; typed: Typed; errors: readonly FieldError[] }

const one = (typed: Typed, name: string) => [typed[name] ?? ''].flat()[0] ?? ''

function errorsOf({ c, errors }: Omit<FieldsProps, 'typed'>) {
  const text = textIn(c.var.lang)
  return (field: string) => {
    const found = errors.find((error) => error.field === field)
    return found && problemText(text, found)
  }
}

function NameFields({ c, typed, errors }: FieldsProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const error = errorsOf({ c, errors })
  return (
    <>
      <TextField name="name" label={text.own.name} value={one(typed, 'name')} error={error('name')} lang={lang} autocomplete="off" />
      <TextField name="place" label={text.own.place} value={one(typed, 'place')} error={error('place')} width="middle" lang={lang} autocomplete="off" />
      <Select
        name="sector"
        label={text.own.sector}
        empty={text.own.sectorEmpty}
        value={one(typed, 'sector')}
        error={error('sector')}
        lang={lang}
        options={sectors.map((value) => ({ value, label: text.sector[value] }))}
      />
    </>
  )
}

function OwnPage({ c, typed, errors = [] }: { c: Ctx; typed: Typed; errors?: FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.own
  const error = errorsOf({ c, errors })
  return (
    <Page {...c.var.page} title={t.title} robots="noindex" breadcrumb={[{ href: '/organisaties', label: text.join.title }]} error={errors.length > 0}>
      <ErrorSummary errors={errors.map((found) => ({ field: found.field, message: problemText(text, found) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" action={here} novalidate>
        <RadioGroup
          name="kind"
          legend={t.kind}
          error={error('kind')}
          lang={lang}
          options={(['board', 'school'] as const).map((value) => ({ value, label: t[value], checked: one(typed, 'kind') === value }))}
        />
        <NameFields c={c} typed={typed} errors={errors} />
        <FunctionChoice legend={text.claim.functions} chosen={[typed['functions'] ?? []].flat()} error={error('functions')} lang={lang} />
        <Actions>
          <Button>{t.save}</Button>
          <Link href="/organisaties">{text.claim.back}</Link>
        </Actions>
      </form>
    </Page>
  )
}

type SchoolsProps = { c: Ctx; organisation: Organisation; schools: Organisation[]; typed: Typed; errors?: FieldError[] }

function SchoolsPage({ c, organisation, schools: all, typed, errors = [] }: SchoolsProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.own
  const error = errorsOf({ c, errors })
  const at = c.var.actor.standing.get(organisation.id)
  return (
    <OrganisationPage
      {...c.var.page}
      title={t.schoolsTitle}
      organisation={organisation}
      place="mensen"
      open={placesFor(at?.right ?? 'reader')}
      below={[{ href: c.req.path, label: t.schoolsTitle }]}
      error={errors.length > 0}
    >
      {c.req.query('gedaan') === 'added' && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.added}</Paragraph>
        </Alert>
      )}
      <ErrorSummary errors={errors.map((found) => ({ field: found.field, message: problemText(text, found) }))} lang={lang} />
      <Heading level={1}>{t.schoolsTitle}</Heading>
      <Paragraph lead>
        <bdi>{t.schoolsLead(organisation.name)}</bdi>
      </Paragraph>
      {all.length === 0 && <Paragraph quiet>{t.none}</Paragraph>}
      <ul class="koers-links">
        {all.map((school) => (
          <li>
            <Link href={peoplePath(school.id)}>
              <bdi>{labelOf(school)}</bdi>
            </Link>
          </li>
        ))}
      </ul>
      <Heading level={2}>{t.addTitle}</Heading>
      <form method="post" action={`/organisaties/${organisation.id}/scholen`} novalidate>
        <NameFields c={c} typed={typed} errors={errors} />
        <TextField name="brin" label={t.brin} hint={t.brinHint} value={one(typed, 'brin')} error={error('brin')} width="short" optional lang={lang} autocomplete="off" />
        <Actions>
          <Button>{t.add}</Button>
          <Link href={`${peoplePath(organisation.id)}/uitnodigen`}>{text.people.invite}</Link>
        </Actions>
      </form>
    </OrganisationPage>
  )
}
