import type { Db } from '../db.ts'
import { sql, written } from '../sql.ts'

/** A table as the catalogue describes it. What is generated from other columns is left out: it makes itself. */
export type Table = { name: string; columns: [name: string, type: string][]; read: string; write: string }

/**
 * Every table of every schema, so that a new module needs no line here; but for unlogged ones, which do not survive a crash either
 * and so hold nothing that must be kept. PostgreSQL writes the statements itself, names and types
 * quoted by its own rules. A row travels as a JSON list with each value in PostgreSQL's own text form: exact, and the same on
 * the embedded database and on a server.
 */
export const tables = (db: Db) =>
  db.rows<Table>(sql`
    with part as (
      select c.oid, format('%I.%I', n.nspname, c.relname) as table_name, a.attname, a.attnum, tn.nspname || '.' || t.typname as type_name,
        format_type(a.atttypid, a.atttypmod) as cast_to, row_number() over (partition by c.oid order by a.attnum) - 1 as place
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid
      join pg_namespace tn on tn.oid = t.typnamespace
      where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    )
    select table_name as name, json_agg(json_build_array(attname, type_name) order by attnum) as columns,
      format('select json_build_array(%s)::text as line from %s', string_agg(format('%I::text', attname), ', ' order by attnum), table_name) as read,
      format('insert into %s (%s) overriding system value select %s from json_array_elements($1::text::json) as line',
        table_name, string_agg(format('%I', attname), ', ' order by attnum), string_agg(format('(line->>%s)::%s', place, cast_to), ', ' order by attnum)) as write
    from part group by oid, table_name order by table_name limit 10000`)

export type SequenceValue = { name: string; value: string }

/** How far each sequence is; one that never gave a number is not there. */
export const sequences = (db: Db) =>
  db.rows<SequenceValue>(sql`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
    where schemaname !~ '^pg_' and last_value is not null order by name limit 10000`)

export const setSequence = (db: Db, { name, value }: SequenceValue) => db.rows(sql`select setval(${name}::regclass, ${value}::bigint)`)

/** What goes and what comes back around loading: foreign keys (rows come in any order) and triggers (which refuse just what we do). */
export const obstacles = (db: Db) =>
  db.rows<{ away: string; back: string }>(sql`
    with named as (select c.oid, format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
    select format('alter table %s drop constraint %I', named.name, conname) as away,
      format('alter table %s add constraint %I %s', named.name, conname, pg_get_constraintdef(k.oid)) as back
    from pg_constraint k join named on named.oid = k.conrelid where contype = 'f' and conparentid = 0
    union all
    select format('alter table %s disable trigger %I', named.name, tgname),
      format('alter table %s enable %s trigger %I', named.name, case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname)
    from pg_trigger t join named on named.oid = t.tgrelid where not tgisinternal and tgenabled <> 'D'
    order by 1 limit 10000`)

/** The same text form of every value, whatever this connection or database prefers. */
export const plainText = (db: Db) =>
  db.rows(sql`
    select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true),
      set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`)

/** The first statement of a transaction: all that it reads is as at one moment, whatever others write meanwhile. */
export const asOfOneMoment = (db: Db) => db.rows(sql`set transaction isolation level repeatable read, read only`)

const BATCH_BYTES = 512 * 1024
/** A file may be 10 MB, twice that as text, and the one before it 1 kB: of such tables only a few rows at a time. */
const mostRows = ({ columns }: Table) => (columns.some(([, type]) => type === 'pg_catalog.bytea') ? 4 : 4096)

/** All rows of a table in batches of about half a megabyte, so that neither many rows nor large ones fill the memory. */
export async function* rowsOf(db: Db, table: Table): AsyncGenerator<string[]> {
  await db.rows(written(`declare backup no scroll cursor for ${table.read}`))
  for (let count = 16; ;) {
    const lines = (await db.rows<{ line: string }>(written(`fetch ${count} from backup`))).map(({ line }) => line)
    if (lines.length > 0) yield lines
    if (lines.length < count) break
    const bytes = lines.reduce((sum, line) => sum + line.length, 0)
    count = bytes > BATCH_BYTES ? Math.max(1, count >> 1) : Math.min(mostRows(table), bytes < BATCH_BYTES / 2 ? count << 1 : count)
  }
  await db.rows(written('close backup'))
}

export const load = (db: Db, table: Table, lines: readonly string[]) => db.rows(written(table.write, `[${lines.join(',')}]`))

export const run = (db: Db, statement: string) => db.rows(written(statement))

export const lockAll = (db: Db, all: readonly Table[]) => run(db, `lock table ${all.map(({ name }) => name).join(', ')} in exclusive mode`)

export const emptyAll = (db: Db, all: readonly Table[]) => run(db, `truncate ${all.map(({ name }) => name).join(', ')}`)

export const hasRows = async (db: Db, table: Table) => (await db.one<{ found: boolean }>(written(`select exists (select from ${table.name}) as found`)))?.found === true
