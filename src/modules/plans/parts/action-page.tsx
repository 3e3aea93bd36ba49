import type { FieldError } from '#platform/form'
import type { Ctx } from '#platform/http'
import { longDate, longTime } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { ErrorSummary } from '#ui/error-summary'
import { TextArea } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { COMMENT_LIMIT, RESULT_LIMIT } from '../action.ts'
import type { ActionView } from '../plans.ts'
import { mayChange, mayComment, mayRemove } from '../policy.ts'
import { nextStatuses, type Status } from '../status.ts'
import { problemText, textIn, type Text } from '../text.ts'
import { conditionWords, euros, levelsWords, schoolWords } from '../words.ts'
import { Owner, Term } from './action-line.tsx'
import { PlanPage, planPath } from './plan-page.tsx'
import { StatusSign } from './status-sign.tsx'

/** What came back from a form of this page and was not taken. */
export type Said = { errors?: readonly FieldError[]; moved?: boolean; result?: string | undefined; comment?: string | undefined; file?: string }
type Props = { c: Ctx; view: ActionView; said: Said }

export function attachmentProblem(status: string, text: Text): string {
  const known: Record<string, string> = text.attachments.refused
  return known[status] ?? text.problem.other
}

export function ActionPage({ c, view, said = {} }: { c: Ctx; view: ActionView; said?: Said }) {
  const { lang } = c.var
  const text = textIn(lang)
  const { action, access, organisation } = view
  const here = planPath(organisation.id, `/${action.id}`)
  const errors = [
    ...(said.errors ?? []).map((one) => ({ field: one.field, message: problemText(text, one) })),
    ...(said.file === undefined ? [] : [{ field: 'file', message: said.file }]),
  ]
  return (
    <PlanPage
      c={c}
      place={view}
      title={action.title}
      error={errors.length > 0 || said.moved === true}
      below={[{ href: here, label: action.title }]}
      aside={<History c={c} view={view} />}
    >
      <ErrorSummary errors={errors} lang={lang} />
      {said.moved && (
        <Alert kind="warning" live lang={lang}>
          <Paragraph>{text.action.moved}</Paragraph>
        </Alert>
      )}
      <Heading level={1}>
        <bdi>{action.title}</bdi>
      </Heading>
      <p class="nl-paragraph">
        <StatusSign status={action.status} lang={lang} />
      </p>
      <Asks c={c} view={view} />
      <About c={c} view={view} />
      <Actions>
        {mayChange(access) && (
          <LinkButton kind="secondary" href={`${here}/wijzigen`}>
            {text.action.change}
          </LinkButton>
        )}
        {mayRemove(access) && <Link href={`${here}/verwijderen`}>{text.action.remove}</Link>}
        <Link href={planPath(organisation.id)}>{text.action.back}</Link>
      </Actions>
      {mayChange(access) && <Move c={c} view={view} said={said} />}
      <Comments c={c} view={view} said={said} />
      <Attachments c={c} view={view} said={said} />
    </PlanPage>
  )
}

/** A finished action asks whether the answer it was for still holds. */
function Asks({ c, view: { action, asksForAnswer, organisation, instrument } }: Pick<Props, 'c' | 'view'>) {
  const { lang } = c.var
  const t = textIn(lang).action
  if (!asksForAnswer || action.conditionId === null) return null
  const condition = conditionWords(action.conditionId, instrument)
  const { roundId } = asksForAnswer
  return (
    <Alert kind="info" title={t.asks} lang={lang}>
      <Paragraph>{t.asksWhy(condition)}</Paragraph>
      <p>
        {roundId === null ? (
          <Link href={`/organisaties/${action.organisationId === organisation.id ? organisation.id : action.organisationId}/rondes`}>{t.asksStart}</Link>
        ) : (
          <Link href={`/metingen/${roundId}/${action.conditionId}`}>{t.asksOpen(action.conditionId)}</Link>
        )}
      </p>
    </Alert>
  )
}

function About({ c, view }: Pick<Props, 'c' | 'view'>) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.action
  const { action, instrument, organisation, schools } = view
  const names = schoolWords(action.schoolIds, view)
  const home = schools.find((school) => school.id === action.organisationId)
  const levels = levelsWords(action, instrument, text)
  const rows = [
    action.why !== '' && { key: t.why, value: <Words text={action.why} /> },
    action.conditionId !== null && { key: t.condition, value: <span lang="nl">{conditionWords(action.conditionId, instrument)}</span> },
    levels !== '' && { key: t.level, value: levels },
    { key: t.owner, value: <Owner c={c} action={action} place={view} /> },
    { key: t.term, value: <Term c={c} action={action} place={view} /> },
    home !== undefined && { key: t.organisation, value: <bdi>{home.name}</bdi> },
    (organisation.id === action.organisationId || names.length > 0) && {
      key: t.schools,
      value: names.length > 0 ? <bdi>{names.join(', ')}</bdi> : text.wholeOrganisation,
    },
    action.effort !== null && { key: t.effort, value: text.hours(action.effort) },
    action.cost !== null && { key: t.cost, value: euros(action.cost, lang) },
    action.result !== '' && { key: t.result, value: <Words text={action.result} /> },
    { key: t.origin, value: t.origins[action.origin] },
  ]
  return <SummaryList lang={lang} rows={rows.filter((row) => row !== false)} />
}

/** Plain text of a person, with the line ends they typed. */
const Words = ({ text }: { text: string }) => (
  <bdi class="koers-words" dir="auto">
    {text}
  </bdi>
)

function Move({ c, view: { action, organisation }, said }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.action
  const moves = nextStatuses[action.status]
  const error = said.errors?.find((one) => one.field === 'result' || one.field === 'status' || one.field === 'to')
  const again = (to: Status) => (action.status === 'done' || action.status === 'dropped' ? text.moveBack[action.status] : text.move[to])
  return (
    <section aria-labelledby="status">
      <Heading level={2} id="status">
        {t.statusTitle}
      </Heading>
      <form method="post" action={`${planPath(organisation.id, `/${action.id}`)}/status`} data-keep="" novalidate>
        <input type="hidden" name="version" value={String(action.version)} />
        <TextArea
          name="result"
          label={t.resultLabel}
          hint={t.resultHint}
          rows={2}
          value={said.result ?? action.result}
          limit={RESULT_LIMIT}
          error={error && problemText(text, error)}
          optional
          lang={lang}
        />
        <Actions>
          {action.status === 'done' && (
            <Button kind="primary" name="to" value="done">
              {t.saveResult}
            </Button>
          )}
          {moves.map((to, at) => (
            <Button kind={at === 0 && action.status !== 'done' ? 'primary' : 'secondary'} name="to" value={to}>
              {again(to)}
            </Button>
          ))}
        </Actions>
      </form>
    </section>
  )
}

function Comments({ c, view: { action, access, comments, organisation }, said }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.comments
  const here = planPath(organisation.id, `/${action.id}`)
  const error = said.errors?.find((one) => one.field === 'text')
  return (
    <section aria-labelledby="opmerkingen">
      <Heading level={2} id="opmerkingen">
        {t.title}
      </Heading>
      {comments.length === 0 && <Paragraph quiet>{t.none}</Paragraph>}
      {comments.map((comment) => {
        const time = longTime(comment.at, lang)
        return (
          <article class="koers-comment">
            <p class="koers-comment__head">
              <strong>
                <bdi>{comment.author?.name ?? text.someone}</bdi>
              </strong>
              , <time datetime={comment.at.toISOString()}>{time}</time>
            </p>
            <Words text={comment.text} />
            {comment.mayRemove && (
              <form method="post" action={`${here}/opmerkingen/${comment.id}/verwijderen`}>
                <Button kind="subtle">
                  {t.remove}
                  <span class="koers-hidden"> {t.removeWhich(time)}</span>
                </Button>
              </form>
            )}
          </article>
        )
      })}
      {mayComment(access) && (
        <form method="post" action={`${here}/opmerkingen`} data-keep="" novalidate>
          <TextArea name="text" label={t.label} hint={t.hint} rows={3} limit={COMMENT_LIMIT} value={said.comment} error={error && problemText(text, error)} lang={lang} />
          <Actions>
            <Button kind="secondary">{t.add}</Button>
          </Actions>
        </form>
      )}
    </section>
  )
}

function Attachments({ c, view: { action, access, attachments, organisation }, said }: Props) {
  const { lang } = c.var
  const t = textIn(lang).attachments
  const here = planPath(organisation.id, `/${action.id}`)
  const kilobytes = (bytes: number) => Math.max(1, Math.round(bytes / 1024)).toLocaleString(lang === 'nl' ? 'nl-NL' : 'en-GB')
  return (
    <section aria-labelledby="bijlagen">
      <Heading level={2} id="bijlagen">
        {t.title}
      </Heading>
      {attachments.length === 0 && <Paragraph quiet>{t.none}</Paragraph>}
      <ul class="koers-links">
        {attachments.map(({ file }) => (
          <li class="koers-attachment">
            <Link href={`${here}/bijlagen/${file.id}`} download={true}>
              <bdi>{file.name}</bdi>
            </Link>
            <span class="koers-quiet">{t.size(kilobytes(file.size))}</span>
            {mayChange(access) && (
              <form method="post" action={`${here}/bijlagen/${file.id}/verwijderen`}>
                <Button kind="subtle">
                  {t.remove}
                  <span class="koers-hidden"> {file.name}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {mayChange(access) && (
        <form method="post" action={`${here}/bijlagen`} enctype="multipart/form-data">
          <FileField label={t.label} hint={t.hint} error={said.file} />
          <Actions>
            <Button kind="secondary">{t.add}</Button>
          </Actions>
        </form>
      )}
    </section>
  )
}

export function FileField({ label, hint, error, accept }: { label: string; hint?: string; error: string | undefined; accept?: string }) {
  const described = [error !== undefined && 'file-error', hint !== undefined && 'file-hint'].filter(Boolean).join(' ') || undefined
  return (
    <div class={`utrecht-form-field${error === undefined ? '' : ' utrecht-form-field--invalid'}`}>
      <label class="utrecht-form-label" for="file">
        {label}
      </label>
      {hint !== undefined && (
        <div class="koers-hint" id="file-hint">
          {hint}
        </div>
      )}
      {error !== undefined && (
        <p class="utrecht-form-field-error-message koers-error" id="file-error">
          {error}
        </p>
      )}
      <input type="file" id="file" name="file" accept={accept} aria-invalid={error === undefined ? undefined : 'true'} aria-describedby={described} />
    </div>
  )
}

function History({ c, view: { history, people, action } }: Pick<Props, 'c' | 'view'>) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.action
  return (
    <>
      <Heading level={2} looks={3}>
        {t.history}
      </Heading>
      <ol class="koers-links">
        {history.map(({ before, after, at, byId }) => (
          <li>
            {before === null ? t.made : text.status[after]}
            <br />
            <span class="koers-quiet">
              <time datetime={at.toISOString()}>{longDate(at, lang)}</time>
              {byId !== null && (
                <>
                  {' '}
                  <bdi>{t.by(people.get(byId)?.name ?? text.someone)}</bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      <Paragraph quiet>{t.changed(longTime(action.changedAt, lang))}</Paragraph>
    </>
  )
}
