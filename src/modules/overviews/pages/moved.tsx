import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate, type Lang } from '#platform/i18n'
import type { Change } from '#modules/assessments'
import { Badge } from '#ui/badge'
import { Details } from '#ui/details'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Finished, MovedCondition, Movement } from '../moved.ts'
import type { Moved, Overviews } from '../overviews.ts'
import { changeWords } from '../parts/change-words.ts'
import { findingOf } from '../parts/finding.ts'
import { Frame } from '../parts/frame.tsx'
import { textIn, type Text } from '../text.ts'

/** What moved since the previous round, beside the actions that were finished. */
export const movedPages = (overviews: Overviews) =>
  new Hono<HttpEnv>().get('/organisaties/:org/groei/bewogen', async (c) => html(c, <MovedPage c={c} moved={await overviews.moved(c.var.actor, c.req.param('org'))} />))

function MovedPage({ c, moved }: { c: Ctx; moved: Moved }) {
  const { lang } = c.var
  const text = textIn(lang)
  const { organisation, compared, conditions, without } = moved
  return (
    <Frame c={c} organisation={organisation} title={text.moved.title} below="groei/bewogen">
      <Paragraph lead>{compared ? text.moved.lead : text.moved.none}</Paragraph>
      {compared && (
        <>
          <Heading level={2}>{findingOf(moved, lang)}</Heading>
          <MovedTable moved={moved} conditions={conditions} lang={lang} />
          {without.length > 0 && (
            <>
              <Heading level={2}>{text.moved.without}</Heading>
              <Paragraph>{text.moved.withoutLead}</Paragraph>
              <Actions actions={without} lang={lang} withCondition />
            </>
          )}
        </>
      )}
      <Paragraph>
        <Link href={organisationPath(organisation.id, 'groei')}>{text.deviations.back}</Link>
      </Paragraph>
    </Frame>
  )
}

function MovedTable({ moved: { organisation }, conditions, lang }: { moved: Moved; conditions: readonly MovedCondition[]; lang: Lang }) {
  const text = textIn(lang)
  const isBoard = organisation.kind === 'board'
  return (
    <Table
      caption={text.moved.heading}
      captionHidden
      lang={lang}
      empty={text.moved.still}
      columns={[
        { label: text.moved.condition },
        { label: isBoard ? text.moved.board : text.moved.school },
        ...(isBoard ? [{ label: text.moved.schools }] : []),
        { label: text.moved.actions },
      ]}
      rows={conditions.map((condition) => [
        <span lang="nl" id={`v${condition.id}`}>{`${condition.id} ${condition.title}`}</span>,
        condition.own ? <How change={condition.own.change} text={text} /> : <span class="koers-quiet">{text.moved.same}</span>,
        ...(isBoard ? [<Schools movements={condition.below} text={text} />] : []),
        condition.actions.length === 0 ? <span class="koers-quiet">{text.moved.noAction}</span> : <Actions actions={condition.actions} lang={lang} />,
      ])}
    />
  )
}

const How = ({ change, text }: { change: Change; text: Text }) => (
  <Badge kind={change.direction === 'forward' || change.direction === 'now-known' ? 'growth' : 'neutral'}>{changeWords(change, text)}</Badge>
)

/** "9 vooruit, 2 terug", and which on demand. */
function Schools({ movements, text }: { movements: readonly Movement[]; text: Text }) {
  if (movements.length === 0) return <span class="koers-quiet">{text.moved.same}</span>
  const kinds = [...Map.groupBy(movements, ({ change }) => change.direction)]
  return (
    <Details summary={kinds.map(([direction, all]) => `${all.length} ${text.moved.direction[direction]}`).join(', ')}>
      <ul>
        {movements.map(({ organisation, change }) => (
          <li>
            <bdi>{organisation.name}</bdi>: {changeWords(change, text)}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function Actions({ actions, lang, withCondition }: { actions: readonly Finished[]; lang: Lang; withCondition?: boolean }) {
  const text = textIn(lang)
  return (
    <ul class="koers-links">
      {actions.map((action) => (
        <li>
          <Link href={`${organisationPath(action.organisationId, 'plan')}/${action.id}`}>
            <bdi>{action.title}</bdi>
          </Link>{' '}
          <span class="koers-quiet">
            {withCondition && `${action.conditionId}, `}
            {text.moved.finishedOn(longDate(action.finishedAt, lang))}
          </span>
          {action.result !== '' && <bdi class="koers-typed">{action.result}</bdi>}
        </li>
      ))}
    </ul>
  )
}
