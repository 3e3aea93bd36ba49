import type { Ctx } from '#platform/http'
import { longTime } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Badge } from '#ui/badge'
import { Heading } from '#ui/heading'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { typedOf, type Action, type ActionFields } from '../action.ts'
import type { Place } from '../plans.ts'
import { textIn } from '../text.ts'
import { fieldWords } from '../words.ts'
import { PlanPage, planPath } from './plan-page.tsx'

type Props = { c: Ctx; place: Place; mine: ActionFields; current: Action }

/** Two versions side by side. Nothing was overwritten; the person chooses, with everything they typed still in the form. */
export function ConflictPage({ c, place, mine, current }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.conflict
  const here = planPath(place.organisation.id, `/${current.id}`)
  const left = fieldWords(mine, place, text, lang)
  const right = fieldWords(current, place, text, lang)
  const { schoolIds, ...single } = typedOf(mine)
  return (
    <PlanPage c={c} place={place} title={t.title} below={[{ href: here, label: current.title }]} error wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead(longTime(current.changedAt, lang))}</Paragraph>
      <Table
        caption={t.title}
        captionHidden
        lang={lang}
        columns={[{ label: t.field }, { label: t.mine }, { label: t.theirs }]}
        rows={left.flatMap(({ label, value }, at) => {
          const other = right[at]?.value ?? ''
          if (value === '' && other === '') return []
          return [
            [
              <>
                {label} {value !== other && <Badge kind="warning">{t.different}</Badge>}
              </>,
              <bdi>{value || t.empty}</bdi>,
              <bdi>{other || t.empty}</bdi>,
            ],
          ]
        })}
      />
      <form method="post" action={`${here}/wijzigen`}>
        <input type="hidden" name="version" value={String(current.version)} />
        {Object.entries(single).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {schoolIds.map((id) => (
          <input type="hidden" name="schoolIds" value={id} />
        ))}
        <Actions>
          <Button>{t.useMine}</Button>
          <LinkButton kind="secondary" href={here}>
            {t.useTheirs}
          </LinkButton>
        </Actions>
      </form>
    </PlanPage>
  )
}
