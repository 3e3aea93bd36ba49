import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button } from '#ui/button'
import { Alert } from '#ui/alert'
import { RadioGroup } from '#ui/choice'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Feed, Feeds } from '../feed/feeds.ts'
import { PlanPage, planPath } from '../parts/plan-page.tsx'
import type { Place, Plans } from '../plans.ts'
import { textIn } from '../text.ts'

const feedForm = z.object({ scope: z.enum(['all', 'mine']).catch('all') })
const path = '/organisaties/:org/plan/agenda' as const

export const feedPages = (plans: Plans, feeds: Feeds) => {
  const feedPage = async (c: Ctx, made?: string) => {
    const organisationId = c.req.param('org') ?? ''
    const [place, feed] = await Promise.all([plans.place(c.var.actor, organisationId), feeds.current(c.var.actor, organisationId)])
    return <FeedPage c={c} place={place} feed={feed} made={made} />
  }
  return new Hono<HttpEnv>()
    .get(path, async (c) => html(c, await feedPage(c)))
    .post(path, async (c) => {
      const form = await parseForm(c, feedForm)
      const { address } = await feeds.renew(c.var.actor, c.req.param('org'), form.ok && form.value.scope === 'mine')
      c.header('cache-control', 'private, no-store')
      // Shown in the answer to the post and nowhere else: the key is not kept, so a redirect could not show it.
      return html(c, await feedPage(c, address))
    })
    .post(`${path}/intrekken`, async (c) => {
      await feeds.withdraw(c.var.actor, c.req.param('org'))
      return c.redirect(planPath(c.req.param('org'), '/agenda'), 303)
    })
    .get('/kalender/:file{[\\w-]{32}\\.ics}', async (c) => {
      c.set('route', '/kalender/:key.ics')
      const calendar = await feeds.calendar(c.req.param('file').slice(0, -'.ics'.length))
      return c.body(calendar, 200, { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, max-age=3600', 'x-robots-tag': 'noindex' })
    })
}

type Props = { c: Ctx; place: Place; feed: Feed | undefined; made: string | undefined }

function FeedPage({ c, place, feed, made }: Props) {
  const { lang } = c.var
  const t = textIn(lang).feed
  const here = planPath(place.organisation.id, '/agenda')
  return (
    <PlanPage c={c} place={place} title={t.title} below={[{ href: here, label: t.title }]}>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Paragraph>{t.warning}</Paragraph>
      {made !== undefined && (
        <Alert kind="ok" title={t.made} live lang={lang}>
          <p class="koers-code">{made}</p>
          <Paragraph>{t.madeWhy}</Paragraph>
        </Alert>
      )}
      {feed && made === undefined && <Paragraph>{t.exists(longDate(feed.createdAt, lang), feed.mine ? t.whatMine : t.whatAll)}</Paragraph>}
      <form method="post" action={here}>
        <RadioGroup
          name="scope"
          legend={t.scope}
          lang={lang}
          options={[
            { value: 'all', label: t.all, checked: feed?.mine !== true },
            { value: 'mine', label: t.mine, checked: feed?.mine === true },
          ]}
        />
        <Actions>
          <Button kind={feed ? 'secondary' : 'primary'}>{feed ? t.renew : t.make}</Button>
          <Link href={planPath(place.organisation.id)}>{textIn(lang).action.back}</Link>
        </Actions>
      </form>
      {feed && (
        <form method="post" action={`${here}/intrekken`}>
          <Button kind="subtle">{t.withdraw}</Button>
        </form>
      )}
    </PlanPage>
  )
}
