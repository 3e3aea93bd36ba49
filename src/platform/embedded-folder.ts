import type { PGlite } from '@electric-sql/pglite'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the embedded database is missing or is not what was written. Only a back-up brings it back, and that is for a person. */
export class DatabaseDamaged extends Error {
  readonly code = 'database-damaged'
  constructor(folder: string, why: string) {
    super(`The database in ${folder} is damaged: ${why}.
Koers does not start on it, and does not make a new one in its place. What to do:
  1. Keep what is there: mv ${folder} ${folder}.damaged
  2. Bring back the newest back-up: npm run koers -- restore FILE
  3. Start Koers again.
More about this, also for who has no back-up, is in docs/operations.md under "A damaged database".`)
    this.name = 'DatabaseDamaged'
  }
}

export class DiskFull extends Error {
  readonly code = 'ENOSPC'
  constructor(folder: string) {
    super(`There is no room left on the disk of ${folder}. Make room there, and never by removing a file of the database itself.`)
    this.name = 'DiskFull'
  }
}

/** The log of the database grows by files of this size; when one does not fit, the database stops. */
const FILE_OF_ITS_LOG = 16 * 1024 * 1024
export function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= FILE_OF_ITS_LOG
}

/** Opens the database in this folder and reads all of it, or makes one where there is none. @throws {DatabaseDamaged | DiskFull} */
export async function openFolder(folder: string, open: (folder: string) => Promise<PGlite>): Promise<PGlite> {
  const begun = `${folder}-being-made`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // The first start was killed half way: nothing was ever stored in what it left.
  if (existsSync(begun)) for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
  if (readdirSync(folder).length === 0) {
    writeFileSync(begun, '')
    const made = await open(folder)
    rmSync(begun)
    return made
  }
  const version = join(folder, 'PG_VERSION')
  // Without this file the library would make a new database over the old one.
  if (!existsSync(version)) throw new DatabaseDamaged(folder, 'the file PG_VERSION is missing')
  accessSync(version, constants.R_OK | constants.W_OK)
  try {
    const opened = await open(folder)
    await opened.exec(everythingReads)
    return opened
  } catch (error) {
    if (!hasRoom(folder)) throw new DiskFull(folder)
    throw new DatabaseDamaged(folder, `it cannot be opened or read as a whole (${(error as Error).message})`)
  }
}

/**
 * Reads each table page by page, which holds every page against its checksum, and ours also along a key, which finds pages that are no
 * longer there. PostgreSQL itself finds such a thing when someone asks for the row, and a table that was cut off just has fewer.
 */
const everythingReads = `
do $$
declare
  one regclass;
  by_page bigint;
  by_key bigint;
begin
  set local enable_bitmapscan = off;
  for one in select oid from pg_class where relkind in ('r', 't', 'm') loop
    set local enable_seqscan = on; set local enable_indexscan = off;
    execute format('select count(*) from %s', one) into by_page;
    continue when one::oid < 16384;
    set local enable_seqscan = off; set local enable_indexscan = on;
    execute format('select count(*) from %s', one) into by_key;
    if by_page <> by_key then
      raise exception using errcode = 'data_corrupted', message = one || ' has ' || by_page || ' rows of ' || by_key;
    end if;
  end loop;
exception when others then
  raise exception using errcode = 'data_corrupted', message = one || ': ' || sqlerrm;
end $$`
