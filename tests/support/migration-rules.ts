import { contractOf, isBeside, statementsOf, type Migration } from '#platform/migrate'

/**
 * What a new migration may not do, because the version before it goes on working on the same database, and people with it
 * (decision 0033). Tables that the migration itself makes are free: nobody reads them yet.
 */
type Rule = { breaks: RegExp; why: string; /** Allowed once no released version reads it. */ contract?: true }

const rules: readonly Rule[] = [
  { breaks: /\brename\b/, why: 'a rename is a new column or table, and later a contract' },
  { breaks: /\bdrop (table|schema|view|materialized view|type|domain|function|column|trigger|sequence)\b/, why: 'the version before may read it', contract: true },
  { breaks: /\balter (column )?\S+ (set data )?type\b/, why: 'another type writes the whole table anew under a lock: add a column' },
  { breaks: /\bset not null\b/, why: 'the version before may leave it empty', contract: true },
  {
    breaks: /\badd (column )?(if not exists )?(?!constraint|check|foreign|unique|primary|exclude)\S+ [^,]*\bnot null\b(?![^,]*\bdefault\b)(?<!\bdefault\b[^,]*)/,
    why: 'not null without a default',
  },
  {
    breaks: /\badd (column )?[^,]*\bdefault [^,]*\b(gen_random_uuid|clock_timestamp|random|nextval|timeofday)\b/,
    why: 'a default that differs by row writes the whole table anew',
  },
  { breaks: /\badd (column )?[^,]*\b(generated always as|serial|bigserial)\b/, why: 'a computed column writes the whole table anew' },
  {
    breaks: /\badd (constraint \S+ )?(check|foreign key)\b(?!.*\bnot valid\b)/,
    why: 'a check or foreign key reads the whole table under a lock: add it not valid, and validate it in the next migration',
  },
  {
    breaks: /\badd (constraint \S+ )?(unique|primary key|exclude)\b(?!.*\busing index\b)/,
    why: 'it builds an index under a lock: build it concurrently, then add it using that index',
  },
  { breaks: /\bcreate (unique )?index (?!concurrently\b)/, why: 'an index is built concurrently' },
  { breaks: /^(update|delete|truncate|merge|insert into .* select)\b/, why: 'filling or clearing a table that is in use is the work of a job' },
  { breaks: /^(lock|cluster|vacuum|reindex)\b/, why: 'a lock that everyone waits for' },
]

/** What is wrong with a new migration, in words; nothing when it may be done while the version before it works on. */
export function objections(migration: Migration, releasedVersions: readonly string[]): string[] {
  const statements = statementsOf(migration).map(plain)
  const own = statements.flatMap((statement) => /^create (?:unlogged )?table (?:if not exists )?(\S+)/.exec(statement)?.[1] ?? [])
  const isOwn = (statement: string) => own.some((table) => new RegExp(`\\b${table.replaceAll('.', '\\.')}\\b`).test(statement))
  const contract = contractOf(migration)
  const found = statements
    .filter((statement) => !isOwn(statement))
    .flatMap((statement) => rules.filter((rule) => rule.breaks.test(statement) && !(rule.contract && contract !== undefined)).map(({ why }) => `${why}: ${statement.slice(0, 80)}`))
  if (contract !== undefined && !releasedVersions.includes(contract)) found.push(`contract since ${contract}: the first version that no longer reads it must have been released`)
  if (isBeside(migration) && !isDoneAgain(statements))
    found.push('an index that is built concurrently has a migration of its own: drop index concurrently if exists, then create index concurrently')
  const added = statements.flatMap((statement) => /\badd constraint (\S+)/.exec(statement)?.[1] ?? [])
  for (const name of added)
    if (statements.some((statement) => statement.includes(`validate constraint ${name}`))) found.push(`${name} is validated in the next migration: here its lock is still held`)
  return found
}

/** One that was broken off leaves an index that is of no use: doing it again must take it away first. */
function isDoneAgain([drop = '', create = '', ...rest]: readonly string[]): boolean {
  const [dropped, made] = [/^drop index concurrently if exists \S*?(\w+)$/.exec(drop)?.[1], /^create (?:unique )?index concurrently (\w+) /.exec(create)?.[1]]
  return rest.length === 0 && dropped !== undefined && dropped === made
}

/** Without comments, in lower case, on one line; the body of a function is not a statement of the migration. */
const plain = (statement: string) =>
  statement
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
