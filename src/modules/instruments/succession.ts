import { sentenceOf, sidesOf, type Transition } from './changes.ts'
import type { Edition } from './instrument.ts'

/** One sentence of the editors, and the version that it came with. */
export type Remark = { version: string; text: string }
/** Where a condition of the newer edition comes from. `from` is empty for a new one. */
export type Origin = { relation: 'same' | 'changed' | 'split' | 'merged' | 'new'; from: readonly string[]; remarks: readonly Remark[] }
/** What became of a condition of the older edition. `into` is empty for one that is gone. */
export type Fate = { relation: 'same' | 'changed' | 'split' | 'merged' | 'gone'; into: readonly string[]; remarks: readonly Remark[] }

type Link = { from: string; to: string; same: boolean; remarks: readonly Remark[] }
/** Remarks about what has nothing on the other side, by id. */
type Loose = ReadonlyMap<string, readonly Remark[]>
type Parts = { older: readonly string[]; newer: readonly string[]; links: readonly Link[]; arrived?: Loose; departed?: Loose }

/**
 * How the conditions of two editions belong together: pairs of an older and a newer one. The names of the relations follow
 * from the pairs, so that they also hold over several versions at once: from two or more is merged, into two or more is split.
 */
export class Succession {
  readonly older: readonly string[]
  readonly newer: readonly string[]
  readonly #links: readonly Link[]
  readonly #from: ReadonlyMap<string, readonly Link[]>
  readonly #to: ReadonlyMap<string, readonly Link[]>
  readonly #arrived: Loose
  readonly #departed: Loose

  constructor({ older, newer, links, arrived = new Map(), departed = new Map() }: Parts) {
    this.older = older
    this.newer = newer
    // In the order of both lists, so that two ways to say the same give the same answers.
    const [olderAt, newerAt] = [older, newer].map((ids) => new Map(ids.map((id, place) => [id, place])))
    const place = (link: Link) => (olderAt?.get(link.from) ?? 0) * 1000 + (newerAt?.get(link.to) ?? 0)
    this.#links = links.toSorted((one, other) => place(one) - place(other))
    this.#from = Map.groupBy(this.#links, (link) => link.from)
    this.#to = Map.groupBy(this.#links, (link) => link.to)
    this.#arrived = arrived
    this.#departed = departed
  }

  /** Whether anything is not the same. */
  get differs(): boolean {
    return this.newer.some((id) => this.origin(id)?.relation !== 'same') || this.older.some((id) => this.fate(id)?.relation !== 'same')
  }

  /** Of a condition of the newer edition; undefined when it is none. */
  origin(id: string): Origin | undefined {
    const links = this.#to.get(id) ?? []
    const [first] = links
    if (!first) return this.newer.includes(id) ? { relation: 'new', from: [], remarks: this.#arrived.get(id) ?? [] } : undefined
    const parts = this.#from.get(first.from)?.length ?? 1
    return {
      relation: links.length > 1 ? 'merged' : first.same ? 'same' : parts > 1 ? 'split' : 'changed',
      from: links.map((link) => link.from),
      remarks: remarksOf(links),
    }
  }

  /** Of a condition of the older edition; undefined when it is none. */
  fate(id: string): Fate | undefined {
    const links = this.#from.get(id) ?? []
    const [first] = links
    if (!first) return this.older.includes(id) ? { relation: 'gone', into: [], remarks: this.#departed.get(id) ?? [] } : undefined
    const sources = this.#to.get(first.to)?.length ?? 1
    return {
      relation: links.length > 1 ? 'split' : first.same ? 'same' : sources > 1 ? 'merged' : 'changed',
      into: links.map((link) => link.to),
      remarks: remarksOf(links),
    }
  }

  /** This one, and then what came after: from the older edition of the one to the newer edition of the other. */
  followedBy(next: Succession): Succession {
    const pairs = this.#links.flatMap((link) =>
      (next.#from.get(link.to) ?? []).map((after): Link => ({ from: link.from, to: after.to, same: link.same && after.same, remarks: [...link.remarks, ...after.remarks] })),
    )
    // Two ways from one to another (split, and merged again) are one pair.
    const links = [...Map.groupBy(pairs, ({ from, to }) => `${from} ${to}`).values()].flatMap((ways): Link[] => {
      const [first] = ways
      return first ? [{ ...first, same: ways.length === 1 && first.same, remarks: remarksOf(ways) }] : []
    })
    return new Succession({
      older: this.older,
      newer: next.newer,
      links,
      arrived: new Map(next.newer.map((id) => [id, this.#wayTo(id, next)])),
      departed: new Map(this.older.map((id) => [id, this.#wayFrom(id, next)])),
    })
  }

  /** What is said of a condition that is new, on its way from where it arrived. */
  #wayTo(id: string, next: Succession): readonly Remark[] {
    const links = next.#to.get(id) ?? []
    return inOrder([...links.flatMap((link) => [...(this.#arrived.get(link.from) ?? []), ...link.remarks]), ...(next.#arrived.get(id) ?? [])])
  }
  /** What is said of a condition that is gone, on its way to where it ended. */
  #wayFrom(id: string, next: Succession): readonly Remark[] {
    const links = this.#from.get(id) ?? []
    return inOrder([...(this.#departed.get(id) ?? []), ...links.flatMap((link) => [...link.remarks, ...(next.#departed.get(link.to) ?? [])])])
  }
}

const remarksOf = (links: readonly Link[]) => inOrder(links.flatMap((link) => link.remarks))

/** Each remark once, the oldest version first. */
function inOrder(remarks: readonly Remark[]): readonly Remark[] {
  if (remarks.length < 2) return remarks
  const once = new Map(remarks.map((remark) => [`${remark.version} ${remark.text}`, remark]))
  return [...once.entries()].toSorted(([one], [other]) => one.localeCompare(other, 'nl', { numeric: true })).map(([, remark]) => remark)
}

/** What has the same number is the same condition: within one version, and where nothing was stated. */
export const byNumber = (older: readonly string[], newer: readonly string[]) =>
  new Succession({ older, newer, links: older.filter((id) => newer.includes(id)).map((id) => ({ from: id, to: id, same: true, remarks: [] })) })

/** One transition, between the conditions of the version before it and those of the version after. */
export function succeed({ to: version, conditions }: Transition, older: readonly string[], newer: readonly string[]): Succession {
  const said = conditions.map((one) => ({ ...sidesOf(one), remarks: [{ version, text: sentenceOf(one) }] }))
  const spoken = new Set(said.flatMap((one) => one.before))
  const links = [
    ...older.filter((id) => !spoken.has(id) && newer.includes(id)).map((id): Link => ({ from: id, to: id, same: true, remarks: [] })),
    ...said.flatMap(({ before, after, remarks }) => before.flatMap((from) => after.map((to): Link => ({ from, to, same: false, remarks })))),
  ]
  const loose = (side: 'before' | 'after') =>
    new Map(said.flatMap((one) => (one.before.length > 0 && one.after.length > 0 ? [] : one[side].map((id) => [id, one.remarks] as const))))
  return new Succession({ older, newer, links, arrived: loose('after'), departed: loose('before') })
}

const idsOf = (edition: Edition) => edition.responsibilities.flatMap((responsibility) => responsibility.conditions.map((condition) => condition.id))

/** An edition never changes, and neither does what lies between two of them; each page of a round asks for it. */
const found = new WeakMap<Edition, WeakMap<Edition, Succession>>()

export function successionBetween(earlier: Edition, later: Edition): Succession {
  const fromHere = found.get(earlier) ?? new WeakMap<Edition, Succession>()
  const known = fromHere.get(later) ?? find(earlier, later)
  found.set(earlier, fromHere.set(later, known))
  return known
}

/**
 * From an earlier edition to a later one, by what the later one says of the versions between them. Where it knows of no way
 * (an older program that took over from a newer one) the numbers decide.
 */
function find(earlier: Edition, later: Edition): Succession {
  const { editions, transitions } = later.changes
  const first = transitions.findIndex((one) => one.from === earlier.version)
  const last = transitions.findIndex((one) => one.to === later.version)
  if (first === -1 || last < first) return byNumber(idsOf(earlier), idsOf(later))
  const listed = new Map(editions.map((edition) => [edition.version, edition.conditions]))
  const of = (version: string) => listed.get(version) ?? []
  const stated = transitions.slice(first, last + 1).reduce((sofar, one) => sofar.followedBy(succeed(one, of(one.from), of(one.to))), byNumber(idsOf(earlier), of(earlier.version)))
  return stated.followedBy(byNumber(of(later.version), idsOf(later)))
}
