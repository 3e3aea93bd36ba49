import { Hono } from 'hono'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button, LinkButton } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { claimForm } from '../claims/claim.ts'
import type { Claims, JoinView } from '../claims/claims.ts'
import { labelOf } from '../organisation.ts'
import { FunctionChoice } from '../parts/membership-fields.tsx'
import { org, peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import { problemText, textIn } from '../text.ts'

const path = `${org}/aansluiten` as const

export const claimPages = (claims: Claims) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      if (!c.var.actor.person) return signInFirst(c)
      return html(c, <ClaimPage c={c} view={await claims.viewJoin(c.var.actor, c.req.param('org'))} chosen={[]} />)
    })
    .post(path, async (c) => {
      const { actor } = c.var
      if (!actor.person) return signInFirst(c)
      const id = c.req.param('org')
      const form = await parseForm(c, claimForm)
      const refuse = async (errors: FieldError[]) =>
        html(c, <ClaimPage c={c} view={await claims.viewJoin(actor, id)} chosen={[form.typed['functions'] ?? []].flat()} errors={errors} />, 422)
      if (!form.ok) return refuse(form.errors)
      const { status } = await claims.claim(actor, actor.person, id, form.value.functions)
      switch (status) {
        case 'confirmed':
          return c.redirect(`${peoplePath(id)}?gedaan=owner`, 303)
        case 'already':
          return c.redirect(peoplePath(id), 303)
        case 'asked-owner':
        case 'asked-administrator':
          return c.redirect(`/organisaties/${id}/aansluiten`, 303)
        default:
          return refuse([{ field: 'functions', problem: status }])
      }
    })

type Props = { c: Ctx; view: JoinView; chosen: readonly string[]; errors?: FieldError[] }

function ClaimPage({ c, view, chosen, errors = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.claim
  const { organisation, board, state } = view
  const isAsked = state === 'asked-owner' || state === 'asked-administrator'
  const title = isAsked ? t.askedTitle : t.title(organisation.name)
  const [first] = errors
  return (
    <Page {...c.var.page} title={title} robots="noindex" breadcrumb={[{ href: '/organisaties', label: text.join.title }]} error={errors.length > 0}>
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>
        <bdi>{title}</bdi>
      </Heading>
      <Paragraph quiet>
        <bdi>{[labelOf(organisation), ...(board ? [board.name] : [])].join(', ')}</bdi>
      </Paragraph>
      {isAsked && <Paragraph lead>{state === 'asked-owner' ? t.askedOwner(organisation.name) : t.askedAdministrator(organisation.name)}</Paragraph>}
      {state === 'already' && (
        <>
          <Paragraph lead>{t.already}</Paragraph>
          <Actions>
            <LinkButton href={peoplePath(organisation.id)}>{t.open(organisation.name)}</LinkButton>
          </Actions>
        </>
      )}
      {(state === 'first' || state === 'later') && (
        <form method="post" action={`/organisaties/${organisation.id}/aansluiten`} novalidate>
          <Paragraph>{state === 'first' ? t.first : t.later}</Paragraph>
          <FunctionChoice legend={t.functions} chosen={chosen} error={first && problemText(text, first)} lang={lang} />
          <Actions>
            <Button>{state === 'first' ? t.send : t.ask}</Button>
          </Actions>
        </form>
      )}
      <Paragraph>
        <Link href="/organisaties">{t.back}</Link>
      </Paragraph>
    </Page>
  )
}
