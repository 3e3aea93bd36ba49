import type { Ctx } from '#platform/http'
import { Actions, Button } from '#ui/button'
import { Alert } from '#ui/alert'
import { Badge } from '#ui/badge'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { problemText, textIn, type Text } from '../text.ts'
import type { ConditionDifferences, Difference } from '../worksheet/compare.ts'
import type { Applying, Comparison } from '../worksheet/worksheets.ts'
import { MeasurementPage } from './measurement-page.tsx'

type Props = { c: Ctx; comparison: Comparison; worksheetId: string; applied?: Applying }

/** Every cell that differs, with what stands now and what the file says. Changes are ticked beforehand; conflicts ask for a choice. */
export function WorksheetDifferences({
  c,
  comparison: {
    overview: { round },
    differences,
    unknown,
  },
  worksheetId,
  applied,
}: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.worksheet
  const base = `/metingen/${round.id}/werkblad`
  const count = differences.reduce((sum, one) => sum + one.differences.length, 0)
  const unusable = differences.filter((one) => one.problem !== null).length + unknown.length
  return (
    <MeasurementPage c={c} round={round} title={t.diffTitle} above={[{ href: base, label: t.title }]} wide error={applied !== undefined}>
      <Heading level={1}>{t.diffTitle}</Heading>
      {applied && (
        <Alert kind="warning" live lang={lang}>
          <Paragraph>
            {t.applied(applied.cells)} {applied.changedMeanwhile.length > 0 && t.left(applied.changedMeanwhile.length)}
          </Paragraph>
        </Alert>
      )}
      <Paragraph lead>{count === 0 ? t.nothing : t.diffLead(count)}</Paragraph>
      {unusable > 0 && (
        <Alert kind="warning" title={t.problems(unusable)} lang={lang}>
          <ul class="koers-links">
            {differences.flatMap(({ condition, problem }) =>
              problem === null
                ? []
                : [
                    <li>
                      {condition.id}
                      {problem.label && (
                        <>
                          , <span lang="nl">{problem.label}</span>
                        </>
                      )}
                      : {problemText(text, { field: '', problem: problem.code })}
                    </li>,
                  ],
            )}
            {unknown.map((id) => (
              <li>
                <bdi>{id}</bdi>: {t.cell['unknown-condition']}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <form method="post" action={`${base}/${worksheetId}`}>
        {differences.map((one) => (
          <OfCondition one={one} text={text} lang={lang} />
        ))}
        <Actions>
          {count > 0 && <Button>{t.apply}</Button>}
          <Link href={`/metingen/${round.id}`}>{t.cancel}</Link>
        </Actions>
      </form>
    </MeasurementPage>
  )
}

function OfCondition({ one: { condition, version, differences, problem }, text, lang }: { one: ConditionDifferences; text: Text; lang: Ctx['var']['lang'] }) {
  const t = text.worksheet
  return (
    <section aria-labelledby={`c${condition.id}`}>
      <Heading level={2} looks={3} id={`c${condition.id}`}>
        <span lang="nl">{`${condition.id} ${condition.title}`}</span>
      </Heading>
      <input type="hidden" name={`version-${condition.id}`} value={String(version)} />
      <Table
        caption={`${condition.id} ${condition.title}`}
        captionHidden
        lang={lang}
        columns={[{ label: t.field }, { label: t.now }, { label: t.file_ }, { label: t.accept }]}
        rows={differences.map((cell) => [
          <span lang="nl">{cell.label}</span>,
          <bdi>{cell.now || text.conflict.empty}</bdi>,
          <bdi>{cell.file || text.conflict.empty}</bdi>,
          <Take id={`${condition.id}:${cell.field}`} cell={cell} usable={problem === null} text={text} />,
        ])}
      />
    </section>
  )
}

function Take({ id, cell, usable, text }: { id: string; cell: Difference; usable: boolean; text: Text }) {
  const t = text.worksheet
  if (!usable) return <Badge kind="warning">{t.cell.other}</Badge>
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
