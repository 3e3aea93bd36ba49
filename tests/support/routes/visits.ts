import { encodedForm } from '../html-form.ts'
import { pdf } from '../files.ts'
import { absent, addressOf, filled, type Route } from './addresses.ts'
import type { Door } from './door.ts'
import type { Asked } from './gate.ts'
import type { Place } from './roles.ts'
import type { World } from './world.ts'

/** One way to knock: at the address of a tenant, with its ids, or at one of the same shape where nothing is. */
export type Visit = {
  place: Place
  /** That are sent, the longest first. */ ids: readonly string[]
  there: Knock
  nothing: Knock
  /** For who belongs there: the place is there, and below it nothing. */ below: Knock | undefined
}
type Knock = { path: string; ids: Readonly<Record<string, string>> }

const roundOf: Partial<Record<Place, string>> = { school: '{schoolRound}', measurement: '{measurement}' }

/** The addresses to knock at, of each place that the door stands at. */
export function visitsOf(route: Route, door: Door, { ids }: World): Visit[] {
  const query = door.query === undefined ? '' : `?${door.query}`
  return door.places.map((place) => visit(place, atPlace(addressOf(route) + query, place), door, ids))
}

/** Someone else's address with what is below ours: `/organisaties/<theirs>/plan/<our action>`. */
export function strangersVisit(route: Route, door: Door, { ids }: World): Visit | undefined {
  const address = addressOf(route).replace('{board}', '{other}')
  return /\{other\}.*\{/.test(address) ? visit('other', address, door, ids) : undefined
}

function visit(place: Place, address: string, { form = {} }: Door, ids: World['ids']): Visit {
  const kept = atIt[place]
  const gone = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, place === 'other' && name === 'other' ? id : absent(id)]))
  const below = { ...gone, ...Object.fromEntries(kept.map((name) => [name, ids[name] ?? ''])) }
  const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const names = namesIn(address)
  const found = [...names, ...namesIn(Object.values(form).join())]
    .flatMap((name) => [ids[name] ?? '', gone[name] ?? ''])
    .filter((id) => id !== '')
    .toSorted((one, other) => other.length - one.length)
  const at = (these: World['ids']): Knock => ({ path: filled(address, these), ids: these })
  return { place, ids: found, there: at(ids), nothing: at(gone), below: names.some((name) => !kept.includes(name)) ? at(below) : undefined }
}

/** The ids of a place itself. */
const atIt: Record<Place, readonly string[]> = { board: ['board', 'boardRound'], school: ['school', 'schoolRound'], measurement: ['measurement'], own: ['own'], other: ['other'] }

const atPlace = (address: string, place: Place) => address.replace('{board}', `{${place}}`).replace(/\{boardRound\}|\{measurement\}/, roundOf[place] ?? '{boardRound}')

/** What one sends here who may come in. */
export function sentTo(
  route: Route,
  door: Door,
  { examples, files }: Pick<World, 'files'> & { examples: ReadonlyMap<string, unknown> },
  place: Place,
  { ids }: Knock,
): Pick<Asked, 'body' | 'headers'> {
  if (route.method === 'GET') return {}
  if (route.pattern.startsWith('/api/')) {
    const body = door.json ?? examples.get(route.name)
    return body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  }
  const here = { ...ids, place: ids[place] ?? '' }
  const form = Object.fromEntries(Object.entries(door.form ?? {}).map(([name, value]) => [name, filled(String(value), here)]))
  if (door.file === undefined) return { body: encodedForm(form), headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) body.append(name, value)
  body.append('file', door.file === 'pdf' ? new File([pdf('Nieuw')], 'nieuw.pdf') : new File([files[door.file]], 'blad.ods'))
  return { body }
}

type Document = { paths: Record<string, Record<string, { requestBody?: { content: Record<string, { example: unknown }> } }>> }

/** The examples of the document, by the name of their route. */
export function examplesIn(document: unknown): ReadonlyMap<string, unknown> {
  const { paths } = document as Document & { paths: Record<string, { servers: { url: string }[] }> }
  return new Map(
    Object.entries(paths).flatMap(([path, { servers, ...methods }]) =>
      Object.entries(methods).flatMap(([method, operation]) => {
        const example = operation.requestBody?.content['application/json']?.example
        const base = (servers as unknown as { url: string }[])[0]?.url ?? ''
        return example === undefined ? [] : [[`${method.toUpperCase()} ${base}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, example] as const]
      }),
    ),
  )
}
