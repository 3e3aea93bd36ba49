import { filled } from '../routes/addresses.ts'
import { held, type RoleName } from '../routes/roles.ts'
import { chanceFrom, type Chance } from '../kill/chance.ts'
import { textFor, valueFor } from './from-schema.ts'
import type { Target } from './targets.ts'
import { badJson, badText, deepJson } from './values.ts'

/** A request as it is printed and sent again: ids of the tenant stand in it by their names, for each run has others. */
export type FuzzRequest = { route: string; as: RoleName; method: string; path: string; headers: Record<string, string>; body?: string }

type Field = [name: string, value: string]

const names = Object.keys(held) as RoleName[]
/** A page takes as long as a hundred forms. */
const isSlow = ({ route }: Target) => route.pattern.endsWith('pdf') || route.pattern === '/metingen/:round/:file'

/** The request with this number: the same for the same seed, whatever came before it. */
export function requestNumber(number: number, seed: number, targets: readonly Target[]): FuzzRequest {
  const chance = chanceFrom((Math.imul(seed, 0x9e_37_79_b1) ^ Math.imul(number + 1, 0x85_eb_ca_6b)) >>> 0)
  let target = chance.oneOf(targets)
  if (isSlow(target) && chance.below(20) > 0) target = chance.oneOf(targets.filter((one) => !isSlow(one)))
  const as = chance.below(10) < 7 ? target.who : chance.oneOf(names)
  const { route, kind } = target
  const start = {
    route: route.name,
    as,
    method: chance.below(40) === 0 ? chance.oneOf(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) : route.method,
    path: pathFor(target, chance),
  }
  const headers = oddHeaders(chance)
  if (start.method === 'GET' || start.method === 'HEAD') return { ...start, headers }
  const sent = kind === 'api' ? json(target, chance) : form(target, chance)
  return { ...start, headers: { ...sent.headers, ...headers }, body: sent.body }
}

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

function pathFor({ address, query }: Target, chance: Chance): string {
  const parts = address.split('/').map((part) => {
    if (!part.includes('{') || chance.below(12) > 0) return part
    return chance.oneOf([
      '{other}',
      '{board}',
      '{school}',
      '{published}',
      '{boardRound}',
      'bestaatnietecht0',
      '00000000-0000-0000-0000-000000000000',
      encoded(badText(chance).slice(0, 300)),
    ])
  })
  const asked = Object.entries(query).flatMap(([name, schema]): Field[] => {
    if (chance.below(3) === 0) return []
    return [[name, chance.below(3) === 0 ? badText(chance) : text(valueFor(schema, chance, { name }))]]
  })
  if (chance.below(15) === 0) asked.push([badText(chance), badText(chance)])
  return parts.join('/') + (asked.length === 0 ? '' : `?${urlencoded(asked)}`)
}

function oddHeaders(chance: Chance): Record<string, string> {
  switch (chance.below(25)) {
    case 0:
      return { cookie: `koers=${encoded(badText(chance)).slice(0, 2000)}; koers-sessie=${encoded(badText(chance)).slice(0, 200)}; taal=en` }
    case 1:
      return { 'accept-language': encoded(badText(chance)).slice(0, 500), 'x-forwarded-for': encoded(badText(chance)).slice(0, 500) }
    case 2:
      return { authorization: `Bearer ${encoded(badText(chance)).slice(0, 500)}` }
    case 3:
      return { origin: chance.oneOf(['https://koers-bad.example', 'null']), 'sec-fetch-site': chance.oneOf(['cross-site', 'same-origin', 'none', '']) }
    case 4:
      return { 'content-length': chance.oneOf(['0', '99999999', '-1', 'abc']) }
    default:
      return {}
  }
}

/** A body for the API: as the schema says, then a little wrong. */
function json({ schema, all }: Target, chance: Chance): { headers: Record<string, string>; body: string } {
  const headers = {
    'content-type': chance.below(30) === 0 ? chance.oneOf(['text/plain', 'application/x-www-form-urlencoded', '', 'application/json; charset=utf-16']) : 'application/json',
  }
  const value = schema ? valueFor(schema, chance, { all }) : {}
  switch (chance.below(12)) {
    case 0:
      return { headers, body: JSON.stringify(value).slice(0, chance.below(60)) }
    case 1:
      return {
        headers,
        body: chance.oneOf(['', '{', 'null', '"', '[]', '{}', deepJson(20_000), '{"__proto__":{"administrator":true},"constructor":{"prototype":{"x":1}}}', '\uFEFF{}']),
      }
    case 2:
      return { headers, body: JSON.stringify(badJson(chance)) }
    case 3:
      return { headers, body: doubled(JSON.stringify(value)) }
    case 4:
    case 5:
      return { headers, body: JSON.stringify(value) }
    default:
      return { headers, body: JSON.stringify(mutated(value, chance)) }
  }
}

const doubled = (text: string) => (text.length > 2 && text.startsWith('{') ? `${text.slice(0, -1)},${text.slice(1)}` : text)

function mutated(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return badJson(chance)
  const keys = Object.keys(value)
  const changed: Record<string, unknown> = { ...value }
  for (let left = 1 + chance.below(3); left > 0; left--) {
    const key = keys.length > 0 && chance.below(6) > 0 ? chance.oneOf(keys) : badText(chance)
    changed[key] = chance.below(5) === 0 ? mutated(changed[key], chance) : badJson(chance)
  }
  return changed
}

/** A form: the fields of the page and of the schema, then a little wrong. */
function form({ schema, all, fields, kind }: Target, chance: Chance): { headers: Record<string, string>; body: string } {
  const meant = schema ? valueFor(schema, chance, { all }) : {}
  const fromSchema = Object.entries(typeof meant === 'object' && meant !== null ? meant : {}).flatMap(([name, value]): Field[] => [value].flat().map((one) => [name, text(one)]))
  const onPage = Object.entries(fields).map(([name, values]): Field => [name, values.length > 1 || values[0] ? chance.oneOf(values) : textFor(name, chance)])
  const given = wrongIn([...new Map([...fromSchema, ...onPage.filter(() => chance.below(6) > 0)]).entries()], chance)
  const asFile = (kind === 'upload') !== (chance.below(25) === 0)
  const sent = asFile ? multipart(given, chance) : { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: urlencoded(given) }
  if (chance.below(40) === 0)
    return {
      ...sent,
      headers: {
        'content-type': chance.oneOf([
          'application/json',
          'text/plain',
          'multipart/form-data',
          'multipart/form-data; boundary=""',
          'application/x-www-form-urlencoded; charset=utf-16',
        ]),
      },
    }
  return sent
}

function wrongIn(given: Field[], chance: Chance): Field[] {
  const fields = [...given]
  for (let left = chance.below(4); left > 0; left--) {
    const at = chance.below(fields.length + 1)
    const field = fields[at]
    switch (chance.below(8)) {
      case 0:
        if (field) fields.splice(at, 1)
        break
      case 1:
        if (field) fields.push(field, [field[0], badText(chance)])
        break
      case 2:
        fields.push([chance.oneOf(['__proto__', 'constructor', 'toString', '__proto__[x]', badText(chance)]), badText(chance)])
        break
      case 3:
        if (field && chance.below(10) === 0) fields[at] = [field[0], chance.oneOf(['x', '\u00E9', '<', '\u{1F3EB}', '\n']).repeat(chance.oneOf([4001, 20_000, 130_000]))]
        break
      default:
        if (field) fields[at] = [field[0], badText(chance)]
    }
  }
  return fields
}

function multipart(given: readonly Field[], chance: Chance): { headers: Record<string, string>; body: string } {
  const quoted = (text: string) => text.replaceAll(/["\r\n]/g, (character) => encodeURIComponent(character))
  const parts = given.map(([name, value]) => `--limit\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`)
  const contents = chance.oneOf(['%PDF-1.7\nx', 'PK\u0003\u0004', '', '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', 'GIF89a', badText(chance), 'x'.repeat(30_000)])
  const name = chance.below(2) === 0 ? 'beleid.pdf' : quoted(badText(chance).slice(0, 300))
  for (let left = chance.oneOf([0, 1, 1, 1, 2]); left > 0; left--)
    parts.push(`--limit\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n${contents}\r\n`)
  const whole = `${parts.join('')}--limit--\r\n`
  return { headers: { 'content-type': 'multipart/form-data; boundary=limit' }, body: chance.below(12) === 0 ? whole.slice(0, chance.below(whole.length)) : whole }
}

/** Half a character cannot be written in UTF-8; a program that does not care sends these three bytes. */
const encoded = (text: string) => text.replaceAll(/[\uD800-\uDFFF]|[^\w.{}-]/gu, (character) => (/\p{Surrogate}/u.test(character) ? '%ED%A0%80' : encodeURIComponent(character)))
const urlencoded = (fields: readonly Field[]) => fields.map((field) => field.map(encoded).join('=')).join('&')

/** As it is sent: with the ids of this run. What looks like a name in braces but is none stays as it is. */
export function sent({ as, method, path, headers, body }: FuzzRequest, ids: Readonly<Record<string, string>>) {
  const put = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(ids, name) ? filled(whole, ids) : whole))
  return { as, method, path: put(path), headers, body: body === undefined ? undefined : put(body) }
}
