import type { Ctx } from '#platform/http'
import { Actions, Button } from '#ui/button'
import { Alert } from '#ui/alert'
import { Badge } from '#ui/badge'
import { Checkbox } from '#ui/choice'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { problemText, textIn, type Text } from '../text.ts'
import { cellFields, headers } from '../worksheet/cells.ts'
import type { Changed, Difference, Problem } from '../worksheet/compare.ts'
import type { Applying, Comparison } from '../worksheet/worksheets.ts'
import { PlanPage, planPath } from './plan-page.tsx'

type Props = { c: Ctx; comparison: Comparison; worksheetId: string; applied?: Extract<Applying, { status: 'applied' }> }

/** Every cell that differs and every new row. Changes are ticked beforehand; conflicts ask for a choice. */
export function WorksheetDifferences({ c, comparison: { view, compared }, worksheetId, applied }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.worksheet
  const base = planPath(view.organisation.id, '/werkblad')
  const { changed, added, unknown } = compared
  const count = changed.reduce((sum, one) => sum + one.differences.length, 0)
  const problems = [
    ...changed.flatMap(({ action, problem }) => (problem ? [{ name: action.title, problem }] : [])),
    ...added.flatMap(({ row, problem }) => (problem ? [{ name: t.row(row), problem }] : [])),
  ]
  return (
    <PlanPage
      c={c}
      place={view}
      title={t.diffTitle}
      below={[
        { href: base, label: t.title },
        { href: `${base}/${worksheetId}`, label: t.diffTitle },
      ]}
      error={applied !== undefined}
      wide
    >
      <Heading level={1}>{t.diffTitle}</Heading>
      {applied && (
        <Alert kind="warning" live lang={lang}>
          <Paragraph>
            {t.applied(applied.cells, applied.added)} {t.left}
          </Paragraph>
        </Alert>
      )}
      <Paragraph lead>{count + added.length === 0 ? t.nothing : t.diffLead(count, added.length)}</Paragraph>
      {problems.length + unknown.length > 0 && (
        <Alert kind="warning" title={t.problems} lang={lang}>
          <ul class="koers-links">
            {problems.map(({ name, problem }) => (
              <li>
                <bdi>{name}</bdi>: <ProblemWords problem={problem} text={text} />
              </li>
            ))}
            {unknown.map((name) => (
              <li>
                <bdi>{name}</bdi>: {t.unknown}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <form method="post" action={`${base}/${worksheetId}`}>
        {changed.map((one) => (
          <OfAction c={c} one={one} text={text} />
        ))}
        {added.length > 0 && <Heading level={2}>{t.newTitle}</Heading>}
        {added.map(({ row, cells, problem }) => (
          <section>
            {problem === null ? (
              <Checkbox name="take" id={`new-${row}`} value={`new:${row}`} label={<bdi>{cells.title}</bdi>} checked lang={lang} />
            ) : (
              <Paragraph>
                <bdi>{cells.title || t.row(row)}</bdi> <Badge kind="warning">{t.unusable}</Badge>
              </Paragraph>
            )}
            <Paragraph quiet>
              <bdi>
                {cellFields
                  .filter((field) => field !== 'title' && cells[field] !== '')
                  .map((field) => `${headers[field]}: ${cells[field]}`)
                  .join(' · ')}
              </bdi>
            </Paragraph>
          </section>
        ))}
        <Actions>
          {count + added.length > 0 && <Button>{t.apply}</Button>}
          <Link href={planPath(view.organisation.id)}>{t.cancel}</Link>
        </Actions>
      </form>
    </PlanPage>
  )
}

const ProblemWords = ({ problem, text }: { problem: Problem; text: Text }) => (
  <>
    {problem.label !== '' && <span lang="nl">{problem.label}. </span>}
    {problemText(text, { problem: problem.code, ...(problem.limit === undefined ? {} : { limit: problem.limit }) })}
  </>
)

function OfAction({ c, one: { action, differences, problem }, text }: { c: Ctx; one: Changed; text: Text }) {
  const t = text.worksheet
  return (
    <section aria-labelledby={`a-${action.id}`}>
      <Heading level={2} looks={3} id={`a-${action.id}`}>
        <bdi>{action.title}</bdi>
      </Heading>
      <input type="hidden" name={`version-${action.id}`} value={String(action.version)} />
      <Table
        caption={action.title}
        captionHidden
        lang={c.var.lang}
        columns={[{ label: t.field }, { label: t.now }, { label: t.fromFile }, { label: t.accept }]}
        rows={differences.map((cell) => [
          <span lang="nl">{cell.label}</span>,
          <bdi>{cell.now || text.conflict.empty}</bdi>,
          <bdi>{cell.file || text.conflict.empty}</bdi>,
          <Take id={`${action.id}:${cell.field}`} cell={cell} usable={problem === null} text={text} />,
        ])}
      />
    </section>
  )
}

function Take({ id, cell, usable, text }: { id: string; cell: Difference; usable: boolean; text: Text }) {
  const t = text.worksheet
  if (!usable) return <Badge kind="warning">{t.unusable}</Badge>
  if (!cell.conflict) {
    return (
      <label class="koers-take">
        <input class="koers-checkbox" type="checkbox" name="take" value={id} checked /> {t.accept}
      </label>
    )
  }
  return (
    <fieldset class="koers-take">
      <legend>
        <Badge kind="warning">{t.conflict}</Badge>
      </legend>
      <label>
        <input class="utrecht-radio-button utrecht-radio-button--html-input" type="radio" name={`choose-${id}`} value="now" checked /> {t.keepNow}
      </label>
      <label>
        <input class="utrecht-radio-button utrecht-radio-button--html-input" type="radio" name={`choose-${id}`} value="file" /> {t.takeFile}
      </label>
    </fieldset>
  )
}
