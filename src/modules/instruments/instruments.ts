import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Condition, Edition, Law, Level, Responsibility, Source } from './instrument.ts'
import { editionAsItself } from './load.ts'
import { editionByHash, editionsByHash, keepEdition } from './store.ts'

/** An edition with the look-ups that pages and rules need, each in constant time. */
export class Instrument {
  readonly edition: Edition
  readonly conditions: readonly Condition[]
  readonly #condition: ReadonlyMap<string, Condition>
  readonly #responsibility: ReadonlyMap<string, Responsibility>
  readonly #source: ReadonlyMap<string, Source>
  readonly #law: ReadonlyMap<string, Law>
  readonly #place: ReadonlyMap<string, number>

  constructor(edition: Edition) {
    this.edition = edition
    this.conditions = edition.responsibilities.flatMap((responsibility) => responsibility.conditions)
    this.#condition = new Map(this.conditions.map((condition) => [condition.id, condition]))
    this.#responsibility = new Map(edition.responsibilities.flatMap((r) => [[r.id, r] as const, ...r.conditions.map((condition) => [condition.id, r] as const)]))
    this.#source = new Map(edition.sources.map((source) => [source.id, source]))
    this.#law = new Map(edition.laws.map((law) => [law.id, law]))
    this.#place = new Map(this.conditions.map((condition, index) => [condition.id, index]))
  }

  condition(id: string): Condition | undefined {
    return this.#condition.get(id)
  }
  /** The responsibility with this id, or the one that a condition belongs to. */
  responsibility(id: string): Responsibility | undefined {
    return this.#responsibility.get(id)
  }
  source(id: string): Source | undefined {
    return this.#source.get(id)
  }
  law(id: string): Law | undefined {
    return this.#law.get(id)
  }
  levelName(level: Level): string {
    return this.edition.levels[level - 1]?.name ?? String(level)
  }
  roleName(role: string): string {
    return this.edition.roles.find((known) => known.id === role)?.name ?? role
  }
  /** The condition before (-1) or after (+1) this one in the order of the list; undefined at the ends. */
  neighbour(id: string, step: -1 | 1): Condition | undefined {
    const place = this.#place.get(id)
    return place === undefined ? undefined : this.conditions[place + step]
  }
}

export type Instruments = {
  /** The instrument as it is now; answers of open rounds belong to it. */
  readonly current: Instrument
  /** The instrument as it was when a round was started; inside the caller's transaction when it has one. */
  edition(hash: string, tx?: Db): Promise<Instrument>
  /** What is kept of these editions, to take along. */
  kept(tx: Db, hashes: readonly string[]): Promise<Edition[]>
  /** Keeps an edition that came from elsewhere; false when it is not known here and does not give its own hash, so that nobody can put other words in its place. */
  keepArrived(tx: Db, document: { hash: string }): Promise<boolean>
}

export function createInstruments({ db, clock, edition }: { db: Db; clock: Clock; edition: Edition }): Instruments & { start(): Promise<void> } {
  const current = new Instrument(edition)
  const earlier = new Map<string, Instrument>([[edition.hash, current]])
  return {
    current,
    async edition(hash, tx = db) {
      const known = earlier.get(hash)
      if (known) return known
      const kept = await editionByHash(tx, hash)
      if (!kept) throw notFound(`There is no edition ${hash} of an instrument.`)
      const instrument = new Instrument(kept)
      earlier.set(hash, instrument)
      return instrument
    },
    kept: editionsByHash,
    async keepArrived(tx, document) {
      if (await editionByHash(tx, document.hash)) return true
      const itself = editionAsItself(document)
      if (itself) await keepEdition(tx, itself, clock.now())
      return itself !== undefined
    },
    start: () => keepEdition(db, edition, clock.now()),
  }
}
