import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { placesFor } from '#platform/rights'
import { Alert } from '#ui/alert'
import { Actions, Button, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { OrganisationPage } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { org, peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import type { SecondStepRule, SecondStepView } from '../second-step/second-step.ts'
import { textIn } from '../text.ts'

const path = `${org}/mensen/tweede-stap` as const

export const secondStepPages = (rule: SecondStepRule) => {
  const set = (asked: boolean) => async (c: Ctx) => {
    const id = c.req.param('org') ?? ''
    await rule.ask(c.var.actor, id, asked)
    return c.redirect(`${peoplePath(id)}/tweede-stap`, 303)
  }
  return new Hono<HttpEnv>()
    .get(path, async (c) => (c.var.actor.person ? html(c, <SecondStepPage c={c} view={await rule.view(c.var.actor, c.req.param('org'))} />) : signInFirst(c)))
    .post(`${path}/vragen`, set(true))
    .post(`${path}/niet-meer-vragen`, set(false))
}

function SecondStepPage({ c, view }: { c: Ctx; view: SecondStepView }) {
  const { lang, actor } = c.var
  const t = textIn(lang).secondStep
  const { organisation, since, above } = view
  const here = `${peoplePath(organisation.id)}/tweede-stap`
  const mayAsk = actor.person?.strong === true
  return (
    <OrganisationPage {...c.var.page} title={t.title} organisation={organisation} place="mensen" open={placesFor('owner')} below={[{ href: here, label: t.title }]}>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>
        <bdi>{t.lead(organisation.name)}</bdi>
      </Paragraph>
      <Paragraph>{t.count(view.withSecondStep, view.people)}</Paragraph>
      {above !== null && (
        <Alert kind="info" lang={lang}>
          <Paragraph>
            <bdi>{t.above(above)}</bdi>
          </Paragraph>
        </Alert>
      )}
      <Paragraph>{since === null ? t.notAsked : t.since(longDate(since, lang))}</Paragraph>
      {mayAsk ? (
        <form method="post" action={since === null ? `${here}/vragen` : `${here}/niet-meer-vragen`}>
          <Actions>
            <Button kind={since === null ? 'primary' : 'secondary'}>{since === null ? t.ask : t.end}</Button>
          </Actions>
        </form>
      ) : (
        <>
          <Paragraph>{t.first}</Paragraph>
          <Actions>
            <LinkButton href={`/mijn/account/tweede-stap?naar=${encodeURIComponent(here)}`}>{t.firstButton}</LinkButton>
          </Actions>
        </>
      )}
      <Paragraph quiet>{t.links}</Paragraph>
    </OrganisationPage>
  )
}
