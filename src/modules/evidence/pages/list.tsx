import { Hono } from 'hono'
import { z } from 'zod'
import { download, html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Select } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Evidence, ListView } from '../evidence.ts'
import { ownerWords } from '../owner-words.ts'
import { EvidencePage, listPath, piecePath } from '../parts/evidence-page.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { states, type State } from '../piece.ts'
import { tableCsv, tableOds } from '../table.ts'
import { textIn } from '../text.ts'

/** What does not fit is no choice: a link with an old condition still shows a list. */
const querySchema = (evidence: Evidence) =>
  z.object({
    voorwaarde: z.string().refine(evidence.isCondition).optional().catch(undefined),
    stand: z.enum(states).optional().catch(undefined),
    pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
  })
type Query = { voorwaarde: string | undefined; stand: State | undefined }

export const listPages = (evidence: Evidence, publicUrl: string) =>
  new Hono<HttpEnv>()
    .get('/organisaties/:org/bewijs', async (c) => {
      const { pagina, voorwaarde, stand } = querySchema(evidence).parse(c.req.query())
      const view = await evidence.list(c.var.actor, c.req.param('org'), { condition: voorwaarde, state: stand }, pagina)
      return html(c, <ListPage c={c} view={view} query={{ voorwaarde, stand }} conditions={evidence.conditions()} />)
    })
    .get('/organisaties/:org/bewijs/lijst.ods', async (c) => {
      const table = await evidence.table(c.var.actor, c.req.param('org'))
      return download(c, { name: 'koers-bewijs.ods', type: 'application/vnd.oasis.opendocument.spreadsheet', bytes: tableOds(table, c.var.lang, publicUrl) })
    })
    .get('/organisaties/:org/bewijs/lijst.csv', async (c) => {
      const table = await evidence.table(c.var.actor, c.req.param('org'))
      return download(c, { name: 'koers-bewijs.csv', type: 'text/csv; charset=utf-8', bytes: tableCsv(table, c.var.lang, publicUrl) })
    })

type Props = { c: Ctx; view: ListView; query: Query; conditions: { id: string; title: string }[] }

function ListPage({ c, view, query, conditions }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.list
  const { place, total } = view
  const here = listPath(place.id)
  const filtered = query.voorwaarde !== undefined || query.stand !== undefined
  const add = query.voorwaarde === undefined ? `${here}/nieuw` : `${here}/nieuw?voorwaarde=${query.voorwaarde}`
  return (
    <EvidencePage c={c} place={place} title={text.title} wide>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{text.lead}</Paragraph>
      {view.mayAdd && (
        <Actions>
          <LinkButton href={add}>{text.add}</LinkButton>
        </Actions>
      )}
      {!view.mayOpen && <Paragraph quiet>{t.readerNote}</Paragraph>}
      {total === 0 && !filtered && (
        <>
          <Paragraph>{t.empty}</Paragraph>
          <Paragraph quiet>{t.emptyWhat}</Paragraph>
        </>
      )}
      {total === 0 && filtered && (
        <Paragraph>
          {t.nothing} <Link href={here}>{t.clear}</Link>
        </Paragraph>
      )}
      {total > 0 && <Items view={view} c={c} />}
      <Pager view={view} c={c} query={query} />
      <Filter query={query} conditions={conditions} here={here} c={c} />
      {view.mayOpen && total > 0 && (
        <Actions>
          <LinkButton kind="subtle" href={`${here}/lijst.ods`} download={true}>
            {t.ods}
          </LinkButton>
          <LinkButton kind="subtle" href={`${here}/lijst.csv`} download={true}>
            {t.csv}
          </LinkButton>
        </Actions>
      )}
    </EvidencePage>
  )
}

function Items({ view, c }: { view: ListView; c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.list
  return (
    <Table
      caption={t.caption(view.total)}
      lang={lang}
      columns={[
        { label: t.columns.title },
        { label: t.columns.state },
        { label: t.columns.conditions },
        { label: t.columns.validUntil },
        ...(view.mayOpen ? [{ label: t.columns.owner }] : []),
      ]}
      rows={view.items.map((item) => [
        <>
          {item.opens ? (
            <Link href={piecePath(item)}>
              <bdi>{item.title}</bdi>
            </Link>
          ) : (
            <bdi>{item.title}</bdi>
          )}
          {item.above && <span class="koers-quiet"> ({t.above})</span>}
        </>,
        <StateBadge state={item.state} text={text} />,
        item.conditions.join(', '),
        item.validUntil === null ? <span class="koers-quiet">{t.noDay}</span> : longDate(item.validUntil, lang),
        ...(view.mayOpen ? [<bdi>{ownerWords(item.owner, item.ownerName, text)}</bdi>] : []),
      ])}
    />
  )
}

function Filter({ query, conditions, here, c }: { query: Query; conditions: Props['conditions']; here: string; c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.list
  return (
    <form method="get" action={here}>
      <Heading level={2}>{t.filter}</Heading>
      <Select
        name="voorwaarde"
        label={t.condition}
        empty={t.allConditions}
        value={query.voorwaarde}
        options={conditions.map(({ id, title }) => ({ value: id, label: `${id} ${title}`, lang: 'nl' }))}
        lang={lang}
      />
      <Select name="stand" label={t.stateLabel} empty={t.allStates} value={query.stand} options={states.map((value) => ({ value, label: text.state[value] }))} lang={lang} />
      <Actions>
        <Button kind="secondary">{t.show}</Button>
      </Actions>
    </form>
  )
}

function Pager({ view, c, query }: { view: ListView; c: Ctx; query: Query }) {
  const t = textIn(c.var.lang).list
  if (view.pages < 2) return null
  const chosen = Object.entries(query).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
  const to = (page: number) => `${listPath(view.place.id)}?${new URLSearchParams([...chosen, ['pagina', String(page)]]).toString()}`
  return (
    <nav aria-label={t.pages}>
      <Paragraph>{t.pageOf(view.page, view.pages)}</Paragraph>
      <Actions>
        {view.page > 1 && (
          <LinkButton kind="secondary" href={to(view.page - 1)}>
            {t.previous}
          </LinkButton>
        )}
        {view.page < view.pages && (
          <LinkButton kind="secondary" href={to(view.page + 1)}>
            {t.next}
          </LinkButton>
        )}
      </Actions>
    </nav>
  )
}
