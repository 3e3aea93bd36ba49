import { Hono } from 'hono'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { placesFor } from '#platform/rights'
import { Actions, Button } from '#ui/button'
import { CheckboxGroup } from '#ui/choice'
import { Details } from '#ui/details'
import { ErrorSummary } from '#ui/error-summary'
import { TextArea } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { OrganisationPage } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { invitationForm } from '../invitations/invitation.ts'
import type { Invitations, Inviting } from '../invitations/invitations.ts'
import { labelOf, type Organisation } from '../organisation.ts'
import { FunctionChoice, RightChoice } from '../parts/membership-fields.tsx'
import { org, peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import { mayInvite } from '../policy.ts'
import { problemText, textIn } from '../text.ts'

const path = `${org}/mensen/uitnodigen` as const

/** Which field a refusal is about. */
const fieldOf: Record<Exclude<Inviting['status'], 'sent'>, string> = {
  'nobody-new': 'addresses',
  'too-many-open': 'addresses',
  'function-cannot-hold': 'right',
  'unknown-place': 'places',
}

export const invitePages = (invitations: Invitations) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      if (!c.var.actor.person) return signInFirst(c)
      return html(c, <InvitePage c={c} {...await invitations.placesToInvite(c.var.actor, c.req.param('org'))} typed={{}} />)
    })
    .post(path, async (c) => {
      const id = c.req.param('org')
      const view = await invitations.placesToInvite(c.var.actor, id)
      const form = await parseForm(c, invitationForm)
      const refuse = (errors: FieldError[]) => html(c, <InvitePage c={c} {...view} typed={form.typed} errors={errors} />, 422)
      if (!form.ok) return refuse(form.errors)
      const done = await invitations.invite(c.var.actor, id, form.value, c.var.lang)
      if (done.status !== 'sent') return refuse([{ field: fieldOf[done.status], problem: done.status }])
      return c.redirect(`${peoplePath(id)}?verstuurd=${done.sent}&overgeslagen=${done.skipped}`, 303)
    })

type Props = { c: Ctx; organisation: Organisation; schools: Organisation[]; typed: Typed; errors?: FieldError[] }

function InvitePage({ c, organisation, schools, typed, errors = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.invite
  const at = c.var.actor.standing.get(organisation.id)
  const all = (name: string) => [typed[name] ?? []].flat()
  const error = (field: string) => {
    const found = errors.find((one) => one.field === field)
    return found && problemText(text, found)
  }
  const places = all('places')
  const chosen = (id: string) => places.includes(id) || (places.length === 0 && id === organisation.id)
  return (
    <OrganisationPage
      {...c.var.page}
      title={t.title}
      organisation={organisation}
      place="mensen"
      open={placesFor(at?.right ?? 'reader')}
      below={[{ href: c.req.path, label: t.title }]}
      error={errors.length > 0}
    >
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" action={`${peoplePath(organisation.id)}/uitnodigen`} novalidate>
        <TextArea name="addresses" label={t.addresses} hint={t.addressesHint} value={all('addresses').join('\n')} rows={4} error={error('addresses')} lang={lang} />
        <FunctionChoice legend={t.functions} hint={t.functionsHint} chosen={all('functions')} error={error('functions')} lang={lang} />
        <RightChoice legend={t.right} chosen={all('right')[0] ?? ''} open={(right) => mayInvite(at, right)} error={error('right')} lang={lang} />
        {schools.length > 0 && (
          <>
            <CheckboxGroup
              name="places"
              legend={t.places}
              hint={t.placesHint}
              error={error('places')}
              lang={lang}
              options={[{ value: organisation.id, label: <bdi>{t.wholeBoard(organisation.name)}</bdi>, checked: chosen(organisation.id) }]}
            />
            <Details summary={t.schools(schools.length)} open={places.some((id) => id !== organisation.id)}>
              <CheckboxGroup
                name="places"
                id="school"
                legend={<span class="koers-hidden">{text.own.schoolsTitle}</span>}
                lang={lang}
                options={schools.map((school) => ({ value: school.id, label: <bdi>{labelOf(school)}</bdi>, checked: chosen(school.id) }))}
              />
            </Details>
          </>
        )}
        <Actions>
          <Button>{t.send}</Button>
          <Link href={peoplePath(organisation.id)}>{t.back}</Link>
        </Actions>
      </form>
    </OrganisationPage>
  )
}
