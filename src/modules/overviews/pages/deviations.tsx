import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import type { Lang } from '#platform/i18n'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { LevelSign } from '#ui/sign'
import { Table } from '#ui/table'
import type { DeviatingCondition } from '../deviation.ts'
import type { Deviations, Overviews } from '../overviews.ts'
import { Frame } from '../parts/frame.tsx'
import type { Stand } from '../stand.ts'
import { textIn } from '../text.ts'

/** Where a school answers otherwise than its board, on what the board arranges. */
export const deviationPages = (overviews: Overviews) =>
  new Hono<HttpEnv>().get('/organisaties/:org/afwijkingen', async (c) => html(c, <DeviationsPage c={c} seen={await overviews.deviations(c.var.actor, c.req.param('org'))} />))

function DeviationsPage({ c, seen }: { c: Ctx; seen: Deviations }) {
  const { lang } = c.var
  const { deviations: text } = textIn(lang)
  const { organisation, conditions } = seen
  const isBoard = organisation.kind === 'board'
  const all = conditions.flatMap((condition) => condition.deviations)
  const schools = new Set(all.map((one) => one.organisation.id)).size
  const without = all.filter((one) => one.why === '').length
  return (
    <Frame c={c} organisation={organisation} title={text.title} below="afwijkingen">
      <Paragraph lead>{isBoard ? text.lead : text.leadSchool}</Paragraph>
      <Paragraph>
        <strong>{all.length === 0 ? (isBoard ? text.none : text.noneSchool) : `${text.finding(schools, conditions.length)}.`}</strong> {without > 0 && text.without(without)}
      </Paragraph>
      {conditions.map((condition) => (
        <section aria-labelledby={`v${condition.id}`}>
          <Heading level={2} looks={3} id={`v${condition.id}`}>
            <span lang="nl">{`${condition.id} ${condition.title}`}</span>
          </Heading>
          {condition.board && (
            <Paragraph>
              {text.board} <Says stand={condition.board} seen={seen} lang={lang} />
            </Paragraph>
          )}
          <DeviationTable condition={condition} seen={seen} lang={lang} />
        </section>
      ))}
      <Paragraph>
        <Link href={organisationPath(organisation.id, 'groei')}>{text.back}</Link>
      </Paragraph>
    </Frame>
  )
}

function DeviationTable({ condition, seen, lang }: { condition: DeviatingCondition; seen: Deviations; lang: Lang }) {
  const { deviations: text } = textIn(lang)
  return (
    <Table
      caption={`${condition.id} ${condition.title}`}
      captionHidden
      lang={lang}
      columns={[{ label: text.school }, { label: text.answer }, { label: text.why }]}
      rows={condition.deviations.map(({ organisation, roundId, stand, why }) => [
        <Link href={`/metingen/${roundId}/rapport#v${condition.id}`}>
          <bdi>{organisation.name}</bdi>
        </Link>,
        <Says stand={stand} seen={seen} lang={lang} />,
        why === '' ? <span class="koers-quiet">{text.noReason}</span> : <bdi class="koers-typed">{why}</bdi>,
      ])}
    />
  )
}

function Says({ stand: { answer, underpinned }, seen: { instrument }, lang }: { stand: Stand; seen: Deviations; lang: Lang }) {
  return (
    <>
      <LevelSign answer={answer} underpinned={underpinned} lang={lang} /> {typeof answer === 'number' && instrument.levelName(answer)}
    </>
  )
}
