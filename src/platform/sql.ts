import { createHash } from 'node:crypto'

/** A statement with its values apart; `name` lets PostgreSQL keep its plan (a prepared statement per text). */
export type Sql = { readonly text: string; readonly values: readonly unknown[]; readonly name: string }

const plain = new WeakMap<TemplateStringsArray, { text: string; name: string }>()
const names = new Map<string, string>()
const fragments = new WeakSet<object>()

/**
 * SQL as it is sent: every `${value}` becomes a numbered parameter, every `${sql`…`}` inside another is put in its place.
 * Text that people write never enters a statement in any other way, so there is nothing to escape.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  if (!values.some(isFragment)) {
    const known = plain.get(strings) ?? remember(strings)
    return mark({ ...known, values })
  }
  const all: unknown[] = []
  const text = strings.reduce((sofar, part, index) => {
    if (index === 0) return part
    const value = values[index - 1]
    if (isFragment(value)) return sofar + renumbered(value, all) + part
    all.push(value)
    return `${sofar}$${all.length}${part}`
  }, '')
  return mark({ text, values: all, name: nameOf(text) })
}

/** A statement that a migration holds, or that PostgreSQL's own `format()` wrote from its catalogue: text that no person can touch. */
export const written = (text: string, ...values: readonly unknown[]): Sql => mark({ text, values, name: nameOf(text) })

function remember(strings: TemplateStringsArray): { text: string; name: string } {
  const text = strings.reduce((sofar, part, index) => `${sofar}$${index}${part}`)
  const entry = { text, name: nameOf(text) }
  plain.set(strings, entry)
  return entry
}

function renumbered(fragment: Sql, all: unknown[]): string {
  const offset = all.length
  all.push(...fragment.values)
  return fragment.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + offset}`)
}

function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `k${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  names.set(text, name)
  return name
}

function mark(statement: Sql): Sql {
  fragments.add(statement)
  return statement
}

function isFragment(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && fragments.has(value)
}
