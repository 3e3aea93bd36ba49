import { longDate } from '#platform/i18n'
import type { Ctx } from '#platform/http'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { kinds, type Member } from '../network.ts'
import type { Networks, Shown } from '../networks.ts'
import { textIn } from '../text.ts'

type Props = { c: Ctx; member: Member; shown: Shown; networks: Networks }

/** What the others see of one board: the same for them and for the board itself. */
export function ShownBoard({ c, member: { shared }, shown, networks }: Props) {
  const { lang } = c.var
  const t = textIn(lang).own
  const round = shared.levels !== null || shared.wishes !== null
  if (!round && shared.plan === null) return <Paragraph>{t.nothing}</Paragraph>
  const conditions = shown.said.filter(({ level, wish }) => level !== null || wish)
  const finishedAt = conditions[0]?.finishedAt
  return (
    <>
      <ul class="koers-links">
        {kinds.map((kind) => {
          const since = shared[kind]
          return since && <li>{`${textIn(lang).kind[kind]}: ${t.since(longDate(since, lang))}`}</li>
        })}
      </ul>
      {round && finishedAt && <Paragraph quiet>{t.finishedOn(longDate(finishedAt, lang))}</Paragraph>}
      {round && (
        <Table
          caption={t.caption}
          lang={lang}
          empty={t.noRound}
          columns={[{ label: t.columns.condition }, { label: t.columns.level }, { label: t.columns.wish }]}
          rows={conditions.map(({ conditionId, level, wish }) => [
            <span lang="nl">{`${conditionId} ${networks.titleOf(conditionId) ?? ''}`}</span>,
            level === null ? '' : `${level} ${networks.levelName(level)}`,
            wish ? t.wish : '',
          ])}
        />
      )}
      {shared.plan !== null && (
        <Table
          caption={t.planCaption}
          lang={lang}
          empty={t.nothing}
          columns={[{ label: t.planColumns.title }, { label: t.planColumns.condition }, { label: t.planColumns.state }, { label: t.planColumns.term }]}
          rows={shown.plan.map(({ title, conditionId, open, term }) => [<bdi>{title}</bdi>, conditionId ?? '', open ? t.open : t.done, term === null ? '' : longDate(term, lang)])}
        />
      )}
    </>
  )
}
