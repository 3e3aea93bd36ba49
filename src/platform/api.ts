import { Hono } from 'hono'
import type { z } from 'zod'
import type { Config } from './config.ts'
import { Refusal } from './errors.ts'
import { fieldErrors } from './form.ts'
import { problem, type Ctx, type HttpEnv, type Problem } from './http.ts'
import { API_VERSION, openApiDocument, type Api } from './openapi-document.ts'
import type { ApiOperation } from './openapi.ts'
import { isPlainText } from './text-input.ts'

/** Hangs every operation on its address and publishes the one document that describes them all. */
export function apiRouter(apis: readonly Api[], config: Config): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>()
  const document = JSON.stringify(openApiDocument(apis, config))
  router.use('/api/*', async (c, next) => {
    c.header('api-version', API_VERSION)
    c.header('cache-control', 'no-store')
    await next()
  })
  router.get('/api/openapi.json', (c) => c.body(document, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' }))
  for (const { base, operations } of apis)
    for (const operation of operations)
      router.on(operation.method, base + operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => {
        c.set('route', base + operation.path)
        return answerOperation(c, operation)
      })
  router.all('/api/*', (c) => problem(c, problemOf('not-found', 404, `There is nothing at ${c.req.method} here. See /api/openapi.json.`)))
  return router
}

async function answerOperation(c: Ctx, operation: ApiOperation): Promise<Response> {
  if (operation.secured === 'person' && !c.var.actor.person) throw new Refusal('unauthorized', 'Send a token of your account as a bearer token: Authorization: Bearer <token>.')
  if (operation.secured && c.var.rawKeys.length === 0 && !c.var.actor.person)
    throw new Refusal('unauthorized', 'Send the key of the measurement, or a token of your account, as a bearer token: Authorization: Bearer <key>.')
  const input = {
    params: parse(operation.params, c.req.param(), 'params'),
    query: parse(operation.query, plain(c.req.query()), 'query'),
    body: operation.body ? parse(operation.body.schema, await jsonBody(c), 'body') : undefined,
  }
  const answer = await operation.handle(c, input as never)
  if (answer instanceof Response) return answer
  for (const [name, value] of Object.entries(answer.headers ?? {})) c.header(name, value)
  return answer.status === 204 ? c.body(null, 204) : c.json(answer.body, answer.status)
}

/** What a partner sent does not fit: each field with what is wrong and what to do. */
export class BadInput extends Error {
  readonly code = 'bad-input'
  readonly errors: NonNullable<Problem['errors']>
  constructor(errors: NonNullable<Problem['errors']>) {
    super('Some of what was sent does not fit.')
    this.errors = errors
  }
}

/** Codes of ours are lower-case words; anything else is what the schema says in English, and then that is the remedy. */
const isCode = (text: string) => /^[a-z-]+$/.test(text)

export const badInput = (error: z.ZodError, where = 'body', names: Readonly<Record<string, string>> = {}) =>
  new BadInput(
    fieldErrors(error).map(({ field, problem, limit }) => ({
      field: field === '' ? where : (names[field] ?? field),
      problem: isCode(problem) ? problem : 'does-not-fit',
      remedy: isCode(problem) ? remedyFor(problem, limit) : `${problem}. See the schema in /api/openapi.json.`,
    })),
  )

/** What a database cannot look for does not reach it, whatever an operation asks for in its address. */
function plain(query: Record<string, string>): Record<string, string> {
  const strange = Object.entries(query).filter(([, value]) => !isPlainText(value))
  if (strange.length > 0) throw new BadInput(strange.map(([field]) => ({ field, problem: 'control-characters', remedy: remedyFor('control-characters') })))
  return query
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw badInput(parsed.error, where)
}

async function jsonBody(c: Ctx): Promise<unknown> {
  if (!/^application\/(merge-patch\+)?json\b/.test(c.req.header('content-type') ?? ''))
    throw new Refusal('unsupported-media-type', 'Send JSON with Content-Type: application/json.')
  try {
    return JSON.parse(await c.req.text())
  } catch {
    throw new BadInput([{ field: 'body', problem: 'broken-json', remedy: 'Send one complete JSON document.' }])
  }
}

const remedies: Record<string, string> = {
  'control-characters': 'Remove control characters; tabs and line ends are fine.',
  'one-line': 'Send one line.',
  'web-link': 'Send an address that starts with https:// or http://.',
  day: 'Send a day as yyyy-mm-dd, between 2000 and 2100.',
  'reason-required': 'Say in `reason` why this does not apply.',
  'unknown-need': 'Send only ids of needs of this condition; see the content operation.',
  'name-required': 'Send a name.',
  'unknown-answer': 'With judgement "level", send a level from 1 to 4.',
}
/** What a partner can do about a code; the interface texts hold the same for people. */
const remedyFor = (code: string, limit?: number) =>
  code === 'too-long' ? `Send at most ${limit ?? 'the stated number of'} characters.` : (remedies[code] ?? 'See the schema in /api/openapi.json.')

const titles: Record<string, string> = {
  'bad-request': 'The request is not understood',
  'bad-input': 'Some fields do not fit',
  unauthorized: 'A key is needed',
  forbidden: 'This is not allowed',
  'not-found': 'Not found',
  conflict: 'Changed in the meantime',
  'too-large': 'Too large',
  'unsupported-media-type': 'Wrong content type',
  'too-many-requests': 'Too many requests',
  'too-busy': 'Too busy',
  internal: 'Something went wrong here',
  unavailable: 'Temporarily unavailable',
}

export const problemOf = (code: string, status: number, detail: string, errors?: Problem['errors']): Problem => ({
  type: 'about:blank',
  title: titles[code] ?? code,
  status,
  detail,
  code,
  ...(errors ? { errors } : {}),
})
