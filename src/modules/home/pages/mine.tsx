import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { TaskList } from '#ui/task-list'
import type { Home, Mine } from '../home.ts'
import { textIn } from '../text.ts'

export const minePages = (home: Home) => new Hono<HttpEnv>().get('/mijn', async (c) => html(c, <MinePage c={c} mine={await home.mine(c.var.actor)} />))

/** What is there for this person: what is asked of them first. */
function MinePage({ c, mine }: { c: Ctx; mine: Mine }) {
  const { lang, actor } = c.var
  const text = textIn(lang)
  const t = text.mine
  const { organisations, measurements, asked, actions } = mine
  return (
    <Page {...c.var.page} title={t.title} robots="noindex" aside={<More c={c} />}>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>
        <bdi>{t.hello(actor.person?.name ?? '')}</bdi>
      </Paragraph>
      {asked.length > 0 && (
        <section aria-labelledby="asked">
          <Heading level={2} id="asked">
            {t.asked}
          </Heading>
          <TaskList
            id="ask"
            items={asked.map((one) => ({
              href: `/metingen/${one.roundId}/kijk`,
              title: one.name,
              detail: <bdi>{t.askedBy(one.title, longDate(one.endsOn, lang))}</bdi>,
              status: one.done ? t.done : t.answered(one.answered),
            }))}
          />
        </section>
      )}
      {actions.length > 0 && (
        <section aria-labelledby="actions">
          <Heading level={2} id="actions">
            {t.actions}
          </Heading>
          <TaskList
            id="action"
            items={actions.map((action) => ({
              href: `${organisationPath(action.organisationId, 'plan')}/${action.id}`,
              title: action.title,
              status: action.term === null ? t.noTerm : t.term(longDate(action.term, lang)),
            }))}
          />
        </section>
      )}
      <section aria-labelledby="organisations">
        <Heading level={2} id="organisations">
          {t.organisations}
        </Heading>
        {organisations.length === 0 ? (
          <>
            <Paragraph>{t.none}</Paragraph>
            <Actions>
              <LinkButton href="/organisaties">{t.join}</LinkButton>
            </Actions>
          </>
        ) : (
          <>
            <TaskList
              id="organisation"
              items={organisations.map(({ organisation, right }) => ({
                href: organisationPath(organisation.id),
                title: organisation.name,
                detail: [text.organisation.kind[organisation.kind], organisation.place].filter((part) => part !== null && part !== '').join(', '),
                status: actor.withheld.has(organisation.id) ? t.secondStep : text.right[right],
              }))}
            />
            <Paragraph>
              <Link href="/organisaties">{t.joinMore}</Link>
            </Paragraph>
          </>
        )}
      </section>
      {measurements.length > 0 && (
        <section aria-labelledby="measurements">
          <Heading level={2} id="measurements">
            {t.measurements}
          </Heading>
          <TaskList
            id="measurement"
            items={measurements.map((round) => ({
              href: `/metingen/${round.id}`,
              title: round.name || t.untitled,
              detail: t.round(round.number, longDate(round.startedAt, lang)),
              status: round.finishedAt ? t.finished : t.open,
            }))}
          />
        </section>
      )}
    </Page>
  )
}

function More({ c }: { c: Ctx }) {
  const t = textIn(c.var.lang).mine
  return (
    <>
      <ul class="koers-links">
        <li>
          <Link href="/mijn/meldingen">{t.notifications}</Link>
        </li>
        <li>
          <Link href="/mijn/account">{t.account}</Link>
        </li>
      </ul>
      <form method="post" action="/metingen">
        <Actions>
          <Button kind="subtle">{t.start}</Button>
        </Actions>
      </form>
      <form method="post" action="/afmelden">
        <Actions>
          <Button kind="subtle">{t.signOut}</Button>
        </Actions>
      </form>
    </>
  )
}
