import { vi } from 'vitest'
import type { z } from 'zod'
import type { Context } from 'hono'
import * as forms from '#platform/form'
import { addressOf, filled, routesOf, type Route } from '../routes/addresses.ts'
import type { Gate } from '../routes/gate.ts'
import type { RoleName } from '../routes/roles.ts'
import type { World } from '../routes/world.ts'
import { schemaOf, type Schema } from './from-schema.ts'

/** What a request can be aimed at. `who` gets in; `fields` are those of the form on the page, as it stands there. */
export type Target = {
  route: Route
  address: string
  who: RoleName
  kind: 'page' | 'form' | 'upload' | 'api'
  schema: Schema | undefined
  all: Record<string, Schema>
  fields: Record<string, string[]>
  query: Record<string, Schema>
}
type Operation = { parameters: { name: string; in: string; schema: Schema }[]; requestBody?: { content: Record<string, { schema: Schema }> } }
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } }

const insiders: readonly RoleName[] = ['owner', 'measurer', 'guest', 'strongAdministrator', 'schoolOwner', 'nobody']
const isRefusal = ({ status, headers }: Response) =>
  status === 401 || status === 403 || status === 404 || /^\/(aanmelden|mijn\/account\/tweede)/.test(headers.get('location') ?? '')

/** Every route of the running app with the schema by which it reads: of the API from its own document, of a form as it is used when one is sent. */
export async function targetsOf(world: World, gate: Gate): Promise<Target[]> {
  const document = (await (await world.app.fetch('/api/openapi.json')).json()) as Document
  const schemas = await schemasOfForms(world, gate)
  const pages = await pagesOf(world, gate)
  return routesOf(world.app.routes).flatMap((route): Target[] => {
    const form = schemas.get(route.name)
    const address = form?.address ?? addressesOf(route).find((one) => pages.who.has(one)) ?? addressOf(route)
    const base = { route, address, all: document.components.schemas }
    if (route.pattern.startsWith('/api/')) {
      const operation = document.paths[route.pattern.replace(/^\/api\/\w+\/v1/, '').replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
      const query = Object.fromEntries((operation?.parameters ?? []).flatMap((one) => (one.in === 'query' ? [[one.name, one.schema]] : [])))
      const who = route.pattern.includes('measurementId') ? 'measurer' : 'owner'
      return [{ ...base, who, kind: 'api', schema: operation?.requestBody?.content['application/json']?.schema, fields: {}, query }]
    }
    const query = Object.fromEntries([...(pages.queries.get(address) ?? [])].map((name) => [name, { type: 'string' }]))
    const kind = route.method === 'GET' ? 'page' : form?.upload ? 'upload' : 'form'
    return [{ ...base, who: form?.who ?? pages.who.get(address) ?? 'owner', kind, schema: form?.schema, fields: pages.forms.get(address) ?? {}, query }]
  })
}

type Found = { address: string; schema: Schema; upload: boolean; who: RoleName }

/** A round of the board; what only who measures without an account may, has another address. */
const addressesOf = (route: Route) => [...new Set([addressOf(route), addressOf(route).replace('{boardRound}', '{measurement}')])]

/** Sends each form once, empty, and looks by which schema it is read. */
async function schemasOfForms(world: World, gate: Gate): Promise<Map<string, Found>> {
  const found = new Map<string, Found>()
  let who: RoleName = 'nobody'
  let [route, address] = ['', '']
  const remember = (schema: z.ZodType, upload: boolean) => found.set(route, { address, schema: schemaOf(schema), upload, who })
  const { parseForm, parseUpload } = forms
  const spies = [
    vi.spyOn(forms, 'parseForm').mockImplementation((c: Context, schema) => (remember(schema, false), parseForm(c, schema))),
    vi.spyOn(forms, 'parseUpload').mockImplementation((c: Context, schema, limits) => (remember(schema, true), parseUpload(c, schema, limits))),
  ]
  for (const one of routesOf(world.app.routes)) {
    if (one.method !== 'POST' || one.pattern.startsWith('/api/')) continue
    route = one.name
    for (address of addressesOf(one))
      for (who of insiders) {
        if (found.has(route)) break
        const body = new FormData()
        body.append('file', new File(['x'], 'x.txt'))
        for (const empty of [new URLSearchParams(), body]) await gate.once({ as: who, method: 'POST', path: filled(address, world.ids), body: empty })
      }
  }
  for (const spy of spies) spy.mockRestore()
  return found
}

type Pages = { who: Map<string, RoleName>; forms: Map<string, Record<string, string[]>>; queries: Map<string, Set<string>> }

/** Opens each page as someone who may, and takes the forms and the links with a question from it. */
async function pagesOf(world: World, gate: Gate): Promise<Pages> {
  const pages: Pages = { who: new Map(), forms: new Map(), queries: new Map() }
  const named = Object.entries(world.ids).toSorted(([, one], [, other]) => other.length - one.length)
  const symbolic = (text: string) => named.reduce((sofar, [name, id]) => (id.length < 8 ? sofar : sofar.replaceAll(id, `{${name}}`)), text)
  for (const route of routesOf(world.app.routes)) {
    if (route.method !== 'GET' || route.pattern.startsWith('/api/') || /pdf$|stroom$/.test(route.pattern)) continue
    for (const address of addressesOf(route))
      for (const who of insiders) {
        const { response, text } = (await gate.once({ as: who, method: 'GET', path: filled(address, world.ids) })).result
        if (isRefusal(response)) continue
        pages.who.set(address, who)
        if (response.headers.get('content-type')?.startsWith('text/html')) gather(symbolic(text), address, pages)
        break
      }
  }
  return pages
}

function gather(page: string, address: string, { forms: all, queries }: Pages): void {
  for (const [, head = '', body = ''] of page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const action = /action="([^"]*)"/.exec(head)?.[1] ?? address
    const fields = all.get(action) ?? {}
    let list: string | undefined
    for (const [tag, kind] of body.matchAll(/<(input|textarea|select|option|button)\b[^>]*>/g)) {
      const [name, value] = [/ name="([^"]*)"/.exec(tag)?.[1], / value="([^"]*)"/.exec(tag)?.[1] ?? '']
      if (kind === 'select') list = name
      const of = kind === 'option' ? list : name
      if (of !== undefined && kind !== 'select') (fields[of] ??= []).push(value)
    }
    if (/method="post"/.test(head)) all.set(action, fields)
    else add(queries, action, Object.keys(fields))
  }
  for (const [, path = '', query = ''] of page.matchAll(/href="(\/[^"?#]*)\?([^"#]*)/g)) add(queries, path, [...new URLSearchParams(query.replaceAll('&amp;', '&')).keys()])
}

const add = (to: Map<string, Set<string>>, path: string, names: readonly string[]) => to.set(path, new Set([...(to.get(path) ?? []), ...names]))
