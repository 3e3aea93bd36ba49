import type { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { BadInput, problemOf } from '#platform/api'
import { COME_BACK_AFTER_SECONDS } from '#platform/crowd'
import { databaseProblem } from '#platform/database-problem'
import { Refusal, statusOf } from '#platform/errors'
import { StoreAway } from '#platform/s3'
import { typedIn, type Typed } from '#platform/form'
import { html, problem, type Ctx, type HttpEnv, type PageBasics } from '#platform/http'
import type { Lang } from '#platform/i18n'
import { errorFields, type Log } from '#platform/log'
import { WayIn } from '#platform/signed-in'
import { Actions, Button, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { errorTexts, type Kind } from './error-texts.ts'

/** The one place where a thrown error becomes an answer: problem+json for `/api`, a page that keeps the typed text for people, one log line. */
export function answerErrors(app: Hono<HttpEnv>, log: Log): void {
  app.notFound((c) => answer(c, new Refusal('not-found', 'There is nothing here.')))
  app.onError((thrown, c) => {
    const error = isCutOff(c, thrown) ? new Refusal('bad-request', 'This request was cut off.') : thrown
    if (!(error instanceof Refusal || error instanceof BadInput || error instanceof WayIn)) log.error({ id: c.var.requestId, ...aboutError(error) }, 'request failed')
    return answer(c, isWithheld(c, error) ? new WayIn('second-step') : error)
  })
}

/** What is not there may be there after the second step that an organisation of theirs asks. The same for whatever is not there: it tells nothing. */
const isWithheld = (c: Ctx, error: Error) => error instanceof Refusal && error.code === 'not-found' && c.var.actor.withheld.size > 0

/** While the database is away each request fails, and where says nothing: then a line is short. */
function aboutError(error: Error) {
  const problem = databaseProblem(error)
  const { name, code, ...where } = errorFields(error)
  return problem === undefined ? { name, code, ...where } : { name, code, problem }
}

/** The line broke in the middle of a form: nobody hears the answer, and nothing is wrong here. Node gives it the code of a database that broke off. */
const isCutOff = (c: Ctx, error: Error) => error.message === 'aborted' && c.req.raw.signal.aborted
/** The database, or the store of files, is away for now. */
const isAway = (error: Error) => databaseProblem(error) !== undefined || error instanceof StoreAway

function answer(c: Ctx, error: Error): Response | Promise<Response> {
  if (error instanceof WayIn) return leadIn(c, error)
  const kind: Kind = error instanceof Refusal ? error.code : error instanceof BadInput ? 'bad-request' : isAway(error) ? 'unavailable' : 'internal'
  const status = kind === 'internal' ? 500 : kind === 'unavailable' ? 503 : statusOf[kind]
  const wait = error instanceof Refusal ? error.retryAfterSeconds : kind === 'unavailable' ? 60 : undefined
  if (wait !== undefined) c.header('retry-after', String(wait))
  if (c.req.path.startsWith('/api/')) return answerApi(c, error, kind, status)
  return page(c, kind, status, wait ?? 0)
}

/** To the way in, and from there back to the page that was asked for. A form that was sent is not sent again. */
function leadIn(c: Ctx, error: WayIn): Response | Promise<Response> {
  const [kind, path] = error.code === 'sign-in' ? (['unauthorized', '/aanmelden'] as const) : (['forbidden', '/mijn/account/tweede-stap'] as const)
  if (c.req.path.startsWith('/api/')) return answerApi(c, new Refusal(kind, error.message), kind, statusOf[kind])
  const back = c.req.method === 'GET' ? c.req.url.slice(new URL(c.req.url).origin.length) : ''
  return c.redirect(`${path}?naar=${encodeURIComponent(back)}`, 303)
}

function answerApi(c: Ctx, error: Error, kind: Kind, status: number): Response {
  if (kind === 'unauthorized') c.header('www-authenticate', 'Bearer')
  if (error instanceof BadInput) return problem(c, problemOf('bad-input', 400, error.message, error.errors))
  const detail =
    error instanceof Refusal ? error.message : kind === 'unavailable' ? 'Nothing can be stored now; try again in a minute.' : `Try again; if it stays, report ${c.var.requestId}.`
  return problem(c, problemOf(kind, status, detail))
}

async function page(c: Ctx, kind: Kind, status: 400 | 401 | 403 | 404 | 413 | 415 | 429 | 500 | 503, seconds: number): Promise<Response> {
  const typed = c.req.method === 'POST' && kind !== 'too-large' && kind !== 'forbidden' ? await typedIn(c).catch(() => undefined) : undefined
  const id = kind === 'internal' || kind === 'unavailable' ? c.var.requestId : undefined
  const kept = typed && <Kept action={c.req.path} typed={typed} lang={c.var.lang} />
  return html(c, <ErrorPage basics={c.var.page} kind={kind} seconds={seconds} id={id} kept={kept} />, status === 401 ? 403 : status)
}

const WHERE_KEPT = 'here-stands-what-was-typed'

/** The page for who comes when it is too busy, made before it is needed: only what someone typed is put in later. */
export function busyPage(basics: PageBasics): BusyPage {
  const page = (kept?: string) => written(<ErrorPage basics={basics} kind="too-busy" seconds={COME_BACK_AFTER_SECONDS} kept={kept} />)
  const [before = '', after = ''] = page(WHERE_KEPT).split(WHERE_KEPT)
  return { reading: page(), typing: (action, typed) => `${before}${written(<Kept action={action} typed={typed} lang={basics.lang} />)}${after}` }
}

const written = (page: { toString: () => unknown }) => String(page.toString())

export type BusyPage = { reading: string; typing(action: string, typed: Typed): string }

type ErrorProps = { basics: PageBasics; kind: Kind; seconds: number; id?: string | undefined; kept?: Child | undefined }

function ErrorPage({ basics, kind, seconds, id, kept }: ErrorProps) {
  const { words, ...texts } = errorTexts(basics.lang)
  return (
    <Page {...basics} path="/" title={texts[kind].title} error robots="noindex">
      <Heading level={1}>{texts[kind].title}</Heading>
      <Paragraph lead>{texts[kind].what(seconds)}</Paragraph>
      {kept}
      {id && <Paragraph quiet>{`${words.id}: ${id}`}</Paragraph>}
      <Actions>
        <LinkButton kind={kept ? 'secondary' : 'primary'} href="/">
          {words.home}
        </LinkButton>
      </Actions>
    </Page>
  )
}

type KeptProps = { action: string; typed: Typed; lang: Lang }

/** Everything that was typed, to read and to send again: nobody writes a note twice. */
function Kept({ action, typed, lang }: KeptProps) {
  const { words } = errorTexts(lang)
  const pairs = Object.entries(typed).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
  const readable = pairs.filter(([name, value]) => value.length > 20 || ['note', 'reason', 'evidence', 'name', 'owner'].includes(name)).filter(([, value]) => value !== '')
  if (pairs.length === 0) return null
  return (
    <form method="post" action={action}>
      {pairs.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {readable.length > 0 && (
        <>
          <Heading level={2}>{words.typed}</Heading>
          <SummaryList lang={lang} rows={readable.map(([name, value]) => ({ key: name, value: <bdi>{value}</bdi> }))} />
        </>
      )}
      <Actions>
        <Button>{words.again}</Button>
      </Actions>
      <Paragraph quiet>{words.typedWhy}</Paragraph>
    </form>
  )
}
