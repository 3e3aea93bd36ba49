import type { Answer } from '../routes/gate.ts'
import type { FuzzRequest } from './request.ts'
import { BAD } from './values.ts'

/** What each answer has, whatever was asked. */
const headers: Record<string, RegExp> = {
  'content-security-policy': /default-src 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-request-id': /^[\w-]{16}$/,
}

/** An attempt to get in is counted also where it fails. */
const countsAttempts = new Set([
  'POST /aanmelden/code',
  'POST /aanmelden/link/:key',
  'POST /aanmelden/tweede-stap',
  'POST /mijn/account/e-mail/code',
  'POST /mijn/account/tweede-stap/app',
  'POST /aanmelden/passkey',
  'POST /mijn/account/passkeys',
])

/** The heaviest page sends about forty; what needs more than this goes on for as long as someone wants. */
const STATEMENTS_AT_MOST = 150

const unescaped = new RegExp(`<${BAD}|" ${BAD}=|' ${BAD}='1`)
const insides =
  /\n {2,8}at \S+ \(|node_modules|file:\/\/\/|syntax error at or near|violates \w+(-\w+)? constraint|invalid input syntax|PGlite|could not determine data type|invalid byte sequence/
/** A cell that a spreadsheet would compute. */
const formula = /(^|[\n;,])"?[=+@\t-]koers/

/** `changed` are the tables that a refused request left otherwise. */
export type Answered = Answer & { changed: readonly string[] }
type Judge = (answered: Answered, request: FuzzRequest) => string | undefined

const isOk: Judge = ({ response: { status } }) => (status < 500 ? undefined : `answered ${status}`)
/** Files of our own come from memory, before all that guards pages. */
const hasHeaders: Judge = ({ response }, { path }) =>
  path.startsWith('/assets/')
    ? undefined
    : Object.keys(headers)
        .find((name) => !headers[name]?.test(response.headers.get(name) ?? ''))
        ?.replace(/^/, 'without the header ')
const isMarkupSafe: Judge = ({ response, text }) => (/html|xml|svg/.test(typeOf(response)) && unescaped.test(text) ? `repeats markup: ${around(text, unescaped)}` : undefined)
const keepsInside: Judge = ({ text }) => (insides.test(text) ? `shows its inside: ${around(text, insides)}` : undefined)
const isCellSafe: Judge = ({ response, text }) => (typeOf(response).startsWith('text/csv') && formula.test(text) ? `has a cell that computes: ${around(text, formula)}` : undefined)
const staysHere: Judge = ({ response }) => {
  const location = response.headers.get('location')
  return location === null || /^\/(?![/\\])/.test(location) ? undefined : `points to ${location}`
}
/** The method may be another than that of the route. */
const refusesWhole: Judge = ({ response, changed }, { route, method }) =>
  response.status < 400 || changed.length === 0 || (method === 'POST' && countsAttempts.has(route.replace(/^\w+/, 'POST')))
    ? undefined
    : `answered ${response.status}, and changed ${changed.join(', ')}`
const ends: Judge = ({ statements }) => (statements <= STATEMENTS_AT_MOST ? undefined : `sent ${statements} statements`)
const isProblem: Judge = ({ response, text }, { path, method }) => {
  if (!path.startsWith('/api/') || method === 'HEAD') return undefined
  const type = typeOf(response)
  if (response.status < 400) return text === '' || parsed(text) !== undefined ? undefined : 'is no JSON'
  const { status, title, detail, code, type: about } = (parsed(text) ?? {}) as Record<string, unknown>
  const whole = type === 'application/problem+json' && status === response.status && [title, detail, code, about].every((one) => typeof one === 'string')
  return whole ? undefined : `answered ${response.status} ${type}: ${text.slice(0, 200)}`
}

const judges = [isOk, hasHeaders, isMarkupSafe, keepsInside, isCellSafe, staysHere, refusesWhole, ends, isProblem]

/** What is wrong with an answer; nothing, when it is as it should be. */
export const faultsIn = (answered: Answered, request: FuzzRequest): string[] => judges.flatMap((judge) => judge(answered, request) ?? [])

const typeOf = ({ headers: all }: Response) => all.get('content-type') ?? ''
const around = (text: string, pattern: RegExp) => text.slice(Math.max(0, text.search(pattern) - 60), text.search(pattern) + 80).replaceAll('\n', '⏎')
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
