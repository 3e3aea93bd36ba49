import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { rehearsals, type Rehearsals } from '../support/rehearsal.ts'
import { routesOf, type Route } from '../support/routes/addresses.ts'
import { doors } from '../support/routes/doors.ts'
import type { Door } from '../support/routes/door.ts'
import { gateOf, type Answer, type Asked, type Gate } from '../support/routes/gate.ts'
import { held, withoutAccount, type RoleName } from '../support/routes/roles.ts'
import { examplesIn, sentTo, strangersVisit, visitsOf, type Visit } from '../support/routes/visits.ts'
import { worldOf, type World } from '../support/routes/world.ts'

const names = Object.keys(held) as RoleName[]

let world: World
let gate: Gate
let routes: Route[]
let examples: ReadonlyMap<string, unknown>
beforeAll(async () => {
  let stage!: Rehearsals
  const app = await testApp({ over: (db) => (stage = rehearsals(db)).db })
  world = await worldOf(app)
  gate = await gateOf(world, stage)
  routes = routesOf(app.routes)
  examples = examplesIn(await (await app.fetch('/api/openapi.json')).json())
}, 180_000)

test('every route of the app has a door in the table, and every door stands before a route', () => {
  const without = routes.filter(({ name }) => !(name in doors)).map(({ name }) => `${name}: say who gets in, in tests/support/routes/doors/`)
  const nowhere = Object.keys(doors).filter((name) => !routes.some((route) => route.name === name))
  expect([...without, ...nowhere.map((name) => `${name}: no such route, remove its door`)]).toEqual([])
})

const isWayIn = ({ response: { status, headers } }: Answer) =>
  status === 401 || (status === 303 && /^\/(aanmelden|mijn\/account\/tweede-stap)(\?|$)/.test(headers.get('location') ?? ''))

test('who may come in comes in, with the least that it takes', { timeout: 240_000 }, async () => {
  const wrong: string[] = []
  for (const [route, door] of table())
    for (const visit of visitsOf(route, door, world)) {
      const as = weakest(door, visit)
      if (!as) continue
      const { response } = (await gate.once(knock(route, door, visit, as, visit.there))).result
      const answers = typeof door.answers === 'object' ? door.answers[visit.place] : door.answers
      const wayIn = as !== 'nobody' && (response.headers.get('location') ?? '').startsWith('/aanmelden?')
      const fits = answers === undefined ? response.status < 400 && !wayIn : response.status === answers
      if (!fits) wrong.push(`${route.name} (${visit.place}): ${as} was answered ${response.status} ${response.headers.get('location') ?? ''}`)
    }
  expect(wrong).toEqual([])
})

test('who may not come in is answered as if nothing were there, and nothing is done', { timeout: 240_000 }, async () => {
  const wrong: string[] = []
  for (const [route, door] of table())
    for (const visit of [...visitsOf(route, door, world), ...[strangersVisit(route, door, world) ?? []].flat()]) {
      const refused = comingTo(door, visit).filter((as) => !door.opens(as, visit.place === 'other' ? 'board' : visit.place))
      const knocks = async (as: RoleName) => {
        const ask = async (at: Visit['there']) => seen(await gate.ask(knock(route, door, visit, as, at)), [...visit.ids, nameOf(as)])
        const real = await ask(visit.there)
        // Who comes the same way is answered the same where nothing is: the first of them asks.
        const inside = belongs(as, visit.place)
        const where = inside ? visit.below : visit.nothing
        const way = `${wayOf(as)} ${inside}`
        if (where && !nothing.has(way)) nothing.set(way, await ask(where))
        return faultsOf(door, real, nothing.get(way), inside)
      }
      const nothing = new Map<string, Seen>()
      const { result, changed } = await gate.rehearse(async () => {
        const faults: string[] = []
        for (const as of refused) for (const fault of await knocks(as)) faults.push(`${route.name} (${visit.place}) for ${as}: ${fault}`)
        return faults
      })
      wrong.push(...result, ...changed.map((name) => `${route.name} (${visit.place}): one of ${refused.join(', ')} changed ${name}`))
    }
  expect(wrong).toEqual([])
})

/** Organisations are known from the register; other ids are 96 random bits, so that nobody has one to try. */
const MORE_STATEMENTS_AT_MOST = 2

function faultsOf(door: Door, real: Seen, none: Seen | undefined, inside: boolean): string[] {
  const { status, headers } = real.response
  const more = none ? Math.abs(real.statements - none.statements) : 0
  return [
    none && difference(real, none),
    door.quiet || status === 404 || isWayIn(real) ? undefined : `answered ${status} ${headers.get('location') ?? ''}`,
    !inside && more > MORE_STATEMENTS_AT_MOST ? `${real.statements} statements, and ${none?.statements} where nothing is` : undefined,
  ].flatMap((fault) => fault ?? [])
}

/** Who belongs there knows that it is there. */
const belongs = (as: RoleName, place: Visit['place']) => place !== 'other' && held[as][place] !== undefined

/** Everyone comes once; to a second address of the same route those come who are nearer. */
function comingTo({ places }: Door, { place }: Visit): readonly RoleName[] {
  if (place === 'other') return ['stranger']
  if (place === places[0]) return names
  if (place === 'school') return ['stranger', 'guest', 'schoolReader', 'schoolContributor', 'schoolEditor', 'schoolOwner', 'reader', 'contributor', 'editor']
  return ['nobody', 'otherKey', 'linkReader', 'guest', 'stranger', 'owner']
}

/** How one makes oneself known. */
function wayOf(as: RoleName): string {
  if (as === 'nobody' || as === 'administrator') return as
  return withoutAccount.has(as) ? 'key' : as.endsWith('Token') ? 'token' : 'account'
}

const table = (): (readonly [Route, Door])[] => routes.flatMap((route) => (doors[route.name] ? [[route, doors[route.name]!] as const] : []))
const weakest = (door: Door, { place }: Visit): RoleName | undefined => door.as ?? names.find((as) => door.opens(as, place))
const knock = (route: Route, door: Door, { place }: Visit, as: RoleName, at: Visit['there']): Asked => ({
  as,
  method: route.method,
  path: at.path,
  ...sentTo(route, door, { ...world, examples }, place, at),
})

type Seen = Answer & { all: string }

/** All that someone could see, without the ids that stand in the address and who asks: those are in both. */
const seen = (answer: Answer, own: readonly string[]): Seen => {
  const { response, text } = answer
  const whole = `${response.status} ${JSON.stringify([...response.headers].filter(([name]) => name !== 'x-request-id'))} ${text}`
  return { ...answer, all: own.reduce((sofar, one) => sofar.replaceAll(one, '*'), whole) }
}

function nameOf(as: RoleName): string {
  const role = as === 'strangersToken' ? world.roles.stranger : as === 'editorsToken' ? world.roles.editor : world.roles[as]
  return role.actor?.person?.name ?? 'nobody has no name'
}

function difference({ all: one }: Seen, { all: other }: Seen): string | undefined {
  if (one === other) return undefined
  const at = [...one].findIndex((character, index) => character !== other[index])
  return `differs from where nothing is: “${one.slice(Math.max(0, at - 40), at + 80)}” and “${other.slice(Math.max(0, at - 40), at + 80)}”`
}
