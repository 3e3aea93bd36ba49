import { Hono } from 'hono'
import { z } from 'zod'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { shortText } from '#platform/text-input'
import { Actions, Button, LinkButton } from '#ui/button'
import { Select, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { PracticeText } from '../parts/practice-text.tsx'
import { practiceLevels, type Listed } from '../practice.ts'
import type { Practices, PublicList, PublicView } from '../practices.ts'
import { textIn } from '../text.ts'

const path = '/praktijken' as const
const sectors = ['po', 'vo', 'so', 'mbo'] as const

/** What does not fit is no choice: an old link still shows a list. */
const querySchema = (practices: Practices) =>
  z.object({
    q: shortText(200).catch(''),
    voorwaarde: z.string().refine(practices.isCondition).optional().catch(undefined),
    niveau: z.coerce.number().pipe(z.literal(practiceLevels)).optional().catch(undefined),
    sector: z.enum(sectors).optional().catch(undefined),
    pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
  })
type Query = Omit<z.output<ReturnType<typeof querySchema>>, 'pagina'>

export const publicPages = (practices: Practices) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const { pagina, ...query } = querySchema(practices).parse(c.req.query())
      const found = await practices.search({ words: query.q, conditionId: query.voorwaarde, level: query.niveau, sector: query.sector }, pagina)
      return html(c, <ListPage c={c} found={found} query={query} practices={practices} />)
    })
    .get(`${path}/:practice{[\\w-]{16}}`, async (c) => {
      const practice = await practices.read(c.var.actor, c.req.param('practice'))
      return html(c, <OnePage c={c} practice={practice} practices={practices} />)
    })

type ListProps = { c: Ctx; found: PublicList; query: Query; practices: Practices }

function ListPage({ c, found, query, practices }: ListProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.public
  const filtered = Object.values(query).some((value) => value !== undefined && value !== '')
  return (
    <Page {...c.var.page} title={text.title}>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Search c={c} query={query} practices={practices} />
      {found.total > 0 && <Heading level={2}>{t.count(found.total)}</Heading>}
      {found.total === 0 && !filtered && (
        <>
          <Paragraph>{t.empty}</Paragraph>
          <Paragraph quiet>{t.emptyWhat}</Paragraph>
        </>
      )}
      {found.total === 0 && filtered && (
        <Paragraph>
          {t.nothing} <Link href={path}>{t.clear}</Link>
        </Paragraph>
      )}
      {found.items.map((item) => (
        <Found item={item} practices={practices} c={c} />
      ))}
      <Pager found={found} query={query} c={c} />
    </Page>
  )
}

function Search({ c, query, practices }: Omit<ListProps, 'found'>) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.public
  return (
    <form method="get" action={path} role="search" aria-label={t.search}>
      <TextField name="q" type="search" label={t.words} hint={t.wordsHint} value={query.q} lang={lang} />
      <Select
        name="voorwaarde"
        label={t.condition}
        empty={t.allConditions}
        value={query.voorwaarde}
        options={practices.conditions().map(({ id, title }) => ({ value: id, label: `${id} ${title}`, lang: 'nl' }))}
        lang={lang}
      />
      <Select
        name="niveau"
        label={t.level}
        empty={t.allLevels}
        value={query.niveau === undefined ? undefined : String(query.niveau)}
        options={practiceLevels.map((level) => ({ value: String(level), label: `${level} ${practices.levelName(level)}` }))}
        lang={lang}
      />
      <Select name="sector" label={t.sector} empty={t.allSectors} value={query.sector} options={sectors.map((value) => ({ value, label: text.sector[value] }))} lang={lang} />
      <Actions>
        <Button kind="secondary">{t.show}</Button>
      </Actions>
    </form>
  )
}

const OPENING = 200

function Found({ item, practices, c }: { item: Listed; practices: Practices; c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  const letters = [...item.situation]
  return (
    <>
      <Heading level={3}>
        <Link href={`${path}/${item.id}`}>
          <bdi>{item.title}</bdi>
        </Link>
      </Heading>
      <Paragraph quiet>
        <bdi>{item.organisationName}</bdi>
        {' · '}
        {item.conditionId}
        {item.level !== null && `, ${text.level(practices.levelName(item.level))}`}
        {item.publishedAt && ` · ${text.public.publishedOn(longDate(item.publishedAt, lang))}`}
      </Paragraph>
      <p class="nl-paragraph" dir="auto" lang="nl">
        {letters.length > OPENING
          ? `${letters
              .slice(0, OPENING)
              .join('')
              .replace(/\s+\S*$/, '')} …`
          : item.situation}
      </p>
    </>
  )
}

function Pager({ found, query, c }: { found: PublicList; query: Query; c: Ctx }) {
  const t = textIn(c.var.lang).public
  if (found.pages < 2) return null
  const chosen = Object.entries(query).flatMap(([name, value]): [string, string][] => (value === undefined || value === '' ? [] : [[name, String(value)]]))
  const to = (page: number) => `${path}?${new URLSearchParams([...chosen, ['pagina', String(page)]]).toString()}`
  return (
    <nav aria-label={t.pages}>
      <Paragraph>{t.pageOf(found.page, found.pages)}</Paragraph>
      <Actions>
        {found.page > 1 && (
          <LinkButton kind="secondary" href={to(found.page - 1)}>
            {t.previous}
          </LinkButton>
        )}
        {found.page < found.pages && (
          <LinkButton kind="secondary" href={to(found.page + 1)}>
            {t.next}
          </LinkButton>
        )}
      </Actions>
    </nav>
  )
}

function OnePage({ c, practice, practices }: { c: Ctx; practice: PublicView; practices: Practices }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.public
  const { contact } = practice
  return (
    <Page {...c.var.page} title={practice.title} breadcrumb={[{ href: path, label: text.title }]}>
      <Heading level={1} over={<bdi>{practice.organisationName}</bdi>}>
        <bdi>{practice.title}</bdi>
      </Heading>
      <SummaryList
        lang={lang}
        rows={[
          {
            key: t.condition,
            value: (
              <span lang="nl">
                <Link href={`${path}?voorwaarde=${practice.conditionId}`}>{`${practice.conditionId} ${practices.titleOf(practice.conditionId) ?? ''}`}</Link>
              </span>
            ),
          },
          ...(practice.level === null ? [] : [{ key: t.level, value: `${practice.level} ${practices.levelName(practice.level)}` }]),
          ...(practice.sector === null ? [] : [{ key: t.sector, value: text.sector[practice.sector] }]),
        ]}
      />
      <PracticeText practice={practice} lang={lang} />
      <Heading level={2}>{text.part.contact}</Heading>
      {contact === 'gone' && <Paragraph>{t.gone}</Paragraph>}
      {contact === 'sign-in' && (
        <Paragraph>
          <Link href={`/aanmelden?terug=${encodeURIComponent(`${path}/${practice.id}`)}`}>{t.signIn}</Link>
        </Paragraph>
      )}
      {typeof contact === 'object' && (
        <Paragraph>
          <bdi>{contact.function}</bdi>, <Link href={`mailto:${contact.mail}`}>{contact.mail}</Link>
        </Paragraph>
      )}
      <Paragraph quiet>{practice.publishedAt && t.publishedOn(longDate(practice.publishedAt, lang))}</Paragraph>
      <Paragraph>
        <Link href={path}>{t.back}</Link>
      </Paragraph>
    </Page>
  )
}
