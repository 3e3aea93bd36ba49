import type { ContentFile } from '#platform/content'
import { sentenceOf, sidesOf, type Changes, type Transition } from './changes.ts'

type Now = { version: string; conditions: readonly string[] }
type Edition = Changes['editions'][number]

/**
 * Holds `changes.yaml` against the conditions of today, and each version in it against the next: every condition of the one
 * must go somewhere, every condition of the other must come from somewhere, and nothing may be said twice.
 */
export function mistakesInChanges(file: ContentFile<Changes>, now: Now): string[] {
  const { value, at } = file
  const { editions, transitions } = value
  return [
    ...editions.flatMap((edition, i) => mistakesInEdition(edition, editions[i - 1], (...path) => at(['editions', i, ...path]))),
    ...mistakesAboutNow(file, now),
    ...editions.slice(1).flatMap((edition, i) => {
      const before = editions[i]
      const transition = transitions[i]
      if (!before) return []
      if (!transition) return [`${at(['transitions'])} there is no transition from ${before.version} to ${edition.version}`]
      if (transition.from !== before.version || transition.to !== edition.version)
        return [`${at(['transitions', i])} expected the transition from ${before.version} to ${edition.version}, this is from ${transition.from} to ${transition.to}`]
      const used = new Set(editions.slice(0, i).flatMap((one) => one.conditions))
      return mistakesInTransition(transition, { before, after: edition, used }, (...path) => at(['transitions', i, ...path]))
    }),
    ...transitions.slice(Math.max(0, editions.length - 1)).map((one, i) => `${at(['transitions', editions.length - 1 + i])} ${one.to} is not in the list of editions`),
  ]
}

type Where = (...path: PropertyKey[]) => string

function mistakesInEdition({ version, conditions }: Edition, before: Edition | undefined, here: Where): string[] {
  return [
    ...(before && !isLater(version, before.version) ? [`${here('version')} ${version} does not come after ${before.version}`] : []),
    ...conditions.flatMap((id, j) => (conditions.indexOf(id) < j ? [`${here('conditions', j)} condition ${id} occurs twice in ${version}`] : [])),
  ]
}

function mistakesAboutNow({ value: { editions }, at }: ContentFile<Changes>, now: Now): string[] {
  const place = editions.length - 1
  const last = editions[place]
  if (last?.version !== now.version)
    return [
      `${at(['editions', place, 'version'])} the instrument is version ${now.version}: add it here with its conditions, and say below what became of those of ${last?.version}`,
    ]
  const missing = last.conditions.filter((id) => !now.conditions.includes(id))
  const added = now.conditions.filter((id) => !last.conditions.includes(id))
  const here = at(['editions', place, 'conditions'])
  return [
    ...missing.map((id) => `${here} condition ${id} of ${last.version} is not in the files: nothing goes without a word; publish a new version and say what became of it`),
    ...added.map((id) => `${here} condition ${id} is in the files and not in this list`),
  ]
}

function mistakesInTransition({ conditions }: Transition, { before, after, used }: { before: Edition; after: Edition; used: ReadonlySet<string> }, here: Where): string[] {
  const was = new Set(before.conditions)
  const is = new Set(after.conditions)
  const saidBefore = new Set<string>()
  const saidAfter = new Set<string>()
  const mistakes: string[] = []
  conditions.forEach((one, j) => {
    const wrong = (what: string) => mistakes.push(`${here('conditions', j, 'id')} ${what}`)
    const sides = sidesOf(one)
    for (const id of sides.before) {
      if (!was.has(id)) wrong(`${id} is not a condition of ${before.version}`)
      if (saidBefore.has(id)) wrong(`what became of ${id} is said twice`)
      saidBefore.add(id)
    }
    for (const id of sides.after) {
      if (!is.has(id)) wrong(`${id} is not a condition of ${after.version}`)
      if (saidAfter.has(id)) wrong(`where ${id} comes from is said twice`)
      if (was.has(id) && !sides.before.includes(id)) wrong(`${id} was a condition of ${before.version} already: it cannot come from elsewhere`)
      saidAfter.add(id)
    }
    for (const id of sides.before)
      if (is.has(id) && !sides.after.includes(id)) wrong(`${id} is still a condition of ${after.version}: it cannot have become something else (${sentenceOf(one)})`)
  })
  return [
    ...mistakes,
    ...before.conditions
      .filter((id) => !is.has(id) && !saidBefore.has(id))
      .map((id) => `${here('conditions')} ${id} of ${before.version} is not in ${after.version}, and nothing says what became of it`),
    ...after.conditions
      .filter((id) => !was.has(id) && !saidAfter.has(id))
      .map((id) => `${here('conditions')} ${id} is not in ${before.version}, and nothing says where it comes from`),
    ...after.conditions
      .filter((id) => !was.has(id) && used.has(id))
      .map((id) => `${here('conditions')} ${id} was the number of another condition once: numbers are not used again`),
  ]
}

/** 2026.10 comes after 2026.9. */
function isLater(one: string, other: string): boolean {
  const [year = 0, number = 0] = one.split('.').map(Number)
  const [otherYear = 0, otherNumber = 0] = other.split('.').map(Number)
  return year !== otherYear ? year > otherYear : number > otherNumber
}
