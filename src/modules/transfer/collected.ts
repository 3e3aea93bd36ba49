import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Column, PortableTable } from '#platform/portable'

/** A number for a person in one file: the same within it, another in the next, and no way back. */
export function aliases(): (id: string) => string {
  const secret = randomBytes(32)
  return (id) => {
    const bytes = createHmac('sha256', secret).update(id).digest().subarray(0, 16)
    // RFC 9562 5.8: version 8, made in a way of one's own.
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
}

type Needs = { places: ReadonlySet<string>; alias: (id: string) => string; nameOf: (personId: string) => string }

/**
 * Makes rows of this installation into rows of a file, and remembers what they point at: what is outside becomes empty or leaves the
 * row out, people get their number in this file.
 */
export function collector({ places, alias, nameOf }: Needs) {
  const keys = new Map<string, Set<unknown>>()
  const [files, editions, neighbours] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const keysOf = (table: string) => keys.get(table) ?? new Set()

  function pointed({ holds }: Column, value: unknown): { value: unknown; leftOut?: true } {
    if (holds === undefined || value === null) return { value }
    if (holds === 'places') return { value: Array.isArray(value) ? value.filter((one) => places.has(String(one))) : [] }
    if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} points at nothing`)
    if (holds === 'place') return { value: places.has(value) ? value : null }
    if (holds === 'person') return { value: alias(value) }
    if (holds === 'file') files.add(value)
    else if (holds === 'edition') editions.add(value)
    else if (holds === 'neighbour') {
      if (!places.has(value)) neighbours.add(value)
    } else if (!keysOf(holds.row).has(value)) return holds.outside === 'empty' ? { value: null } : { value: null, leftOut: true }
    return { value }
  }

  return {
    files,
    editions,
    neighbours,
    /** The keys of a table whose rows point at one another, before its rows. */
    expect: (table: PortableTable, all: readonly string[]) => void keys.set(table.name, new Set(all)),
    /** The row as it goes into the file; undefined when it is left out. */
    row(table: PortableTable, given: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
      const { carrier } = table
      const carried =
        carrier && typeof given[carrier.person] === 'string' ? { [carrier.person]: null, [carrier.words]: nameOf(String(given[carrier.person])).slice(0, carrier.atMost) } : {}
      const made: Record<string, unknown> = {}
      for (const [name, column] of Object.entries(table.columns)) {
        const { value, leftOut } = pointed(column, name in carried ? carried[name] : given[name])
        if (leftOut) return undefined
        made[name] = value
      }
      if (table.key !== undefined) {
        if (!keys.has(table.name)) keys.set(table.name, new Set())
        keysOf(table.name).add(made[table.key])
      }
      return made
    },
  }
}

export const pointsAtItself = ({ name, columns }: PortableTable) => Object.values(columns).some(({ holds }) => typeof holds === 'object' && holds.row === name)

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
