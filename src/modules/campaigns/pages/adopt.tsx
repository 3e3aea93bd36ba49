import { Hono } from 'hono'
import { dayOf, type Clock } from '#platform/clock'
import { notFound } from '#platform/errors'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { decisionSchema } from '#modules/assessments'
import type { Organisation } from '#modules/organisations'
import type { Campaigns, Leading } from '../campaigns.ts'
import { DecisionFields } from '../parts/decision-fields.tsx'
import { errorsIn } from '../parts/errors.ts'
import { RoundsPage } from '../parts/page.tsx'
import { textIn } from '../text.ts'
import type { Visit } from '../visit.ts'

const path = '/organisaties/:organisation{[0-9a-f-]{36}}/rondes/:campaign{[\\w-]{16}}/vaststellen' as const

/** The board adopts all lists of a round in one decision. */
export function adoptPages(campaigns: Campaigns, visit: Visit, clock: Clock) {
  const led = async (c: Ctx, { organisation, campaign }: { organisation: string; campaign: string }) => {
    const [at, leading] = [await visit(c.var.actor, organisation), await campaigns.lead(c.var.actor, campaign)]
    if (!leading.mayAdopt || leading.campaign.boardId !== at.id) throw notFound('There is no such round, or you do not belong to it.')
    return { organisation: at, leading }
  }
  return new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <AdoptPage c={c} {...await led(c, c.req.param())} fields={{ on: dayOf(clock.now()) }} />))
    .post(path, async (c) => {
      const found = await led(c, c.req.param())
      const form = await parseForm(c, decisionSchema)
      const again = (errors: FieldError[]) => html(c, <AdoptPage c={c} {...found} fields={form.typed} errors={errors} />, 422)
      if (!form.ok) return again(form.errors)
      const adopting = await campaigns.adopt(c.var.actor, found.leading.campaign.id, form.value)
      if (adopting.status === 'in-future') return again([{ field: 'on', problem: 'day-in-future' }])
      // Adopted by this person, or by a colleague a moment before: the page of the round says by whom.
      return c.redirect(`/organisaties/${found.organisation.id}/rondes/${found.leading.campaign.id}`, 303)
    })
}

type Props = { c: Ctx; organisation: Organisation; leading: Leading; fields: Typed; errors?: FieldError[] }

function AdoptPage({ c, organisation, leading: { campaign, parts }, fields, errors = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const { summary, of } = errorsIn(errors, text)
  const base = `/organisaties/${organisation.id}/rondes/${campaign.id}`
  return (
    <RoundsPage c={c} organisation={organisation} campaign={campaign} title={text.lead.adopt} here={text.lead.adopt} error={errors.length > 0}>
      <ErrorSummary errors={summary} lang={lang} />
      <Heading level={1}>{text.lead.adopt}</Heading>
      <Paragraph lead>{text.lead.adoptWhy}</Paragraph>
      <ul>
        {parts.map((part) => (
          <li>
            <bdi>{part.name}</bdi>
          </li>
        ))}
      </ul>
      <form method="post" novalidate>
        <DecisionFields fields={fields} of={of} text={text} lang={lang} />
        <Actions>
          <Button>{text.lead.adopt}</Button>
          <Link href={base}>{campaign.title}</Link>
        </Actions>
      </form>
    </RoundsPage>
  )
}
