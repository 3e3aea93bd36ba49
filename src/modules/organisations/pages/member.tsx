import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { placesFor } from '#platform/rights'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { OrganisationPage } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { functionsField, rightField } from '../membership.ts'
import type { Memberships } from '../memberships/memberships.ts'
import { FunctionChoice, RightChoice } from '../parts/membership-fields.tsx'
import { org, peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import { mayChange } from '../policy.ts'
import { problemText, textIn } from '../text.ts'

const path = `${org}/mensen/:member{[\\w-]{16}}` as const
const memberForm = z.object({ functions: functionsField, right: rightField })

export const memberPages = (memberships: Memberships) => {
  const show = async (c: Ctx, at: { org: string; member: string }, typed?: Typed, errors: FieldError[] = []) =>
    html(c, <MemberPage c={c} view={await memberships.member(c.var.actor, at.org, at.member)} typed={typed} errors={errors} />, errors.length > 0 ? 422 : 200)
  return new Hono<HttpEnv>()
    .get(path, async (c) => (c.var.actor.person ? show(c, c.req.param()) : signInFirst(c)))
    .post(path, async (c) => {
      const { org: id, member } = c.req.param()
      await memberships.member(c.var.actor, id, member)
      const form = await parseForm(c, memberForm)
      if (!form.ok) return show(c, { org: id, member }, form.typed, form.errors)
      const { status } = await memberships.change(c.var.actor, id, member, form.value)
      if (status !== 'changed') return show(c, { org: id, member }, form.typed, [{ field: 'right', problem: status }])
      return c.redirect(`${peoplePath(id)}?gedaan=changed`, 303)
    })
    .post(`${path}/verwijderen`, async (c) => {
      const { org: id, member } = c.req.param()
      const { status, self } = await memberships.remove(c.var.actor, id, member)
      if (status === 'last-owner') return show(c, { org: id, member }, undefined, [{ field: 'remove', problem: status }])
      return c.redirect(self ? '/organisaties?gedaan=left' : `${peoplePath(id)}?gedaan=removed`, 303)
    })
}

type Props = { c: Ctx; view: Awaited<ReturnType<Memberships['member']>>; typed: Typed | undefined; errors: FieldError[] }

function MemberPage({ c, view, typed, errors }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.member
  const { organisation, at, member } = view
  const name = member.name || text.people.unnamed
  const here = `${peoplePath(organisation.id)}/${member.id}`
  const title = member.self ? t.ownTitle : t.title(name)
  const error = (field: string) => {
    const found = errors.find((one) => one.field === field)
    return found && problemText(text, found)
  }
  return (
    <OrganisationPage
      {...c.var.page}
      path={here}
      title={title}
      organisation={organisation}
      place="mensen"
      open={placesFor(at.right)}
      below={[{ href: here, label: name }]}
      error={errors.length > 0}
    >
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>
        <bdi>{title}</bdi>
      </Heading>
      {member.email !== undefined && <Paragraph quiet>{member.email}</Paragraph>}
      {mayChange(at) && (
        <form method="post" action={here} novalidate>
          <FunctionChoice legend={t.functions} chosen={typed ? [typed['functions'] ?? []].flat() : member.functions} error={error('functions')} lang={lang} />
          <RightChoice legend={t.right} chosen={typed ? ([typed['right'] ?? ''].flat()[0] ?? '') : member.right} error={error('right')} lang={lang} />
          <Actions>
            <Button>{t.save}</Button>
            <Link href={peoplePath(organisation.id)}>{text.invite.back}</Link>
          </Actions>
        </form>
      )}
      <Heading level={2}>
        <bdi>{member.self ? t.leaveTitle : t.removeTitle(name)}</bdi>
      </Heading>
      <Paragraph>{member.self ? t.leaveWhy : t.removeWhy}</Paragraph>
      <form method="post" action={`${here}/verwijderen`}>
        <Actions>
          <Button kind="secondary" id="remove">
            {member.self ? t.leave : t.remove}
          </Button>
        </Actions>
      </form>
    </OrganisationPage>
  )
}
