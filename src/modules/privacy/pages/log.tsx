import { Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock'
import { download, html, type Ctx, type HttpEnv } from '#platform/http'
import { longTime } from '#platform/i18n'
import { placesFor } from '#platform/rights'
import { Actions, Button, LinkButton } from '#ui/button'
import { DateField, Select } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { OrganisationPage, organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { logCsv, logOds, whoWords } from '../log-table.ts'
import type { Log, LogQuery, LogView } from '../log.ts'
import { textIn } from '../text.ts'
import { verbWords } from '../verb-text.ts'
import { kindsOfOrganisation } from '../verb.ts'

/** What does not fit is no choice: an old link still shows a log. */
const querySchema = z.object({
  soort: z.enum(kindsOfOrganisation).optional().catch(undefined),
  van: z.iso.date().optional().catch(undefined),
  tot: z.iso.date().optional().catch(undefined),
  voor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})
type Query = z.output<typeof querySchema>

const filterOf = ({ soort, van, tot, voor }: Query): LogQuery => ({
  kind: soort,
  from: van,
  until: tot,
  before: voor,
})

const path = '/organisaties/:org/logboek'

export const logPages = (log: Log, clock: Clock) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const query = querySchema.parse(c.req.query())
      return html(c, <LogPage c={c} query={query} view={await log.page(c.var.actor, c.req.param('org'), filterOf(query))} />)
    })
    .get(`${path}/logboek.ods`, async (c) => {
      const view = await log.table(c.var.actor, c.req.param('org'), filterOf(querySchema.parse(c.req.query())))
      return download(c, { name: 'koers-logboek.ods', type: 'application/vnd.oasis.opendocument.spreadsheet', bytes: logOds(view, c.var.lang, clock.now()) })
    })
    .get(`${path}/logboek.csv`, async (c) => {
      const view = await log.table(c.var.actor, c.req.param('org'), filterOf(querySchema.parse(c.req.query())))
      return download(c, { name: 'koers-logboek.csv', type: 'text/csv; charset=utf-8', bytes: logCsv(view, c.var.lang) })
    })

function LogPage({ c, view, query }: { c: Ctx; view: LogView; query: Query }) {
  const { lang } = c.var
  const t = textIn(lang).log
  const { place } = view
  const here = organisationPath(place.id, 'logboek')
  const { voor: _, ...filter } = query
  const chosen = Object.entries(filter).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
  const withFilter = (address: string, more: [string, string][] = []) => [address, new URLSearchParams([...chosen, ...more]).toString()].filter(Boolean).join('?')
  return (
    <OrganisationPage {...c.var.page} title={`${t.title} – ${place.name}`} organisation={place} place="logboek" open={placesFor(place.right)} wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Table
        caption={t.caption}
        captionHidden
        lang={lang}
        empty={t.empty}
        columns={[{ label: t.columns.when }, { label: t.columns.who }, { label: t.columns.what }, { label: t.columns.where }]}
        rows={view.lines.map((line) => [
          longTime(line.at, lang),
          <bdi>{whoWords(line.who, lang)}</bdi>,
          verbWords(line.verb, lang),
          <Link href={organisationPath(line.organisation.id)}>
            <bdi>{line.organisation.name}</bdi>
          </Link>,
        ])}
      />
      <Actions>
        {query.voor !== undefined && (
          <LinkButton kind="secondary" href={withFilter(here)}>
            {t.newest}
          </LinkButton>
        )}
        {view.next !== undefined && (
          <LinkButton kind="secondary" href={withFilter(here, [['voor', String(view.next)]])}>
            {t.older}
          </LinkButton>
        )}
        <LinkButton kind="subtle" href={withFilter(`${here}/logboek.ods`)} download={true}>
          {t.ods}
        </LinkButton>
        <LinkButton kind="subtle" href={withFilter(`${here}/logboek.csv`)} download={true}>
          {t.csv}
        </LinkButton>
        <LinkButton kind="subtle" href={`${organisationPath(place.id)}/meenemen`}>
          {t.takeAlong}
        </LinkButton>
      </Actions>
      <Heading level={2}>{t.choose}</Heading>
      <form method="get" action={here}>
        <Select name="soort" label={t.kind} empty={t.allKinds} value={query.soort} options={kindsOfOrganisation.map((value) => ({ value, label: t.kinds[value] }))} lang={lang} />
        <DateField name="van" label={t.from} value={query.van} optional lang={lang} />
        <DateField name="tot" label={t.until} value={query.tot} optional lang={lang} />
        <Actions>
          <Button kind="secondary">{t.show}</Button>
        </Actions>
      </form>
      {view.newest && (
        <>
          <Heading level={2}>{t.chain}</Heading>
          <Paragraph>{t.chainWhat}</Paragraph>
          <Paragraph>{t.number(view.newest.number)}</Paragraph>
          <p class="koers-code">{view.newest.hash}</p>
        </>
      )}
    </OrganisationPage>
  )
}
