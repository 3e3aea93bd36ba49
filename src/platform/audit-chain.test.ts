import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/support/database.ts'
import { sealEntries, sealWithHash, verifyChain } from './audit-chain.ts'
import { auditEntry } from './audit.ts'
import type { OpenDb } from './db.ts'
import { sql } from './sql.ts'

const line = (subject: string) => auditEntry({ at: new Date('2026-03-02T09:00:00.123Z'), actor: 'person:1', verb: 'round.adopted', subject, organisationId: null })

async function withEntries(count: number): Promise<OpenDb> {
  const db = await testDatabase()
  for (let number = 1; number <= count; number++) await db.rows(line(`round-${number}`))
  return db
}

const seal = (db: OpenDb, options?: { all?: boolean; atOnce?: number }) => db.tx((tx) => sealEntries(tx, options))

/** As someone with the whole database in hands would: the triggers off, the change, the triggers on. */
async function tamper(db: OpenDb, change: string) {
  await db.script(`alter table audit.entry disable trigger append_only; alter table audit.seal disable trigger append_only;
    ${change};
    alter table audit.entry enable trigger append_only; alter table audit.seal enable trigger append_only`)
}

test('what is written is sealed once, in batches, without gaps, and verifies', async () => {
  const db = await withEntries(5)
  expect(await verifyChain(db)).toEqual({ sealed: 0, unsealed: 5, newest: undefined, broken: undefined })
  expect([await seal(db, { atOnce: 3 }), await seal(db, { atOnce: 3 }), await seal(db)]).toEqual([3, 2, 0])
  const verified = await verifyChain(db)
  expect(verified).toMatchObject({ sealed: 5, unsealed: 0, newest: { number: 5 }, broken: undefined })
  expect(await sealWithHash(db, verified.newest?.hash ?? '')).toEqual(verified.newest)
})

test.each([
  ['a changed entry', `update audit.entry set subject = 'another' where id = 3`, { number: 3, fault: 'entry-changed' }],
  ['a moment that moved by a microsecond', `update audit.entry set at = at + interval '1 microsecond' where id = 3`, { number: 3, fault: 'entry-changed' }],
  ['a removed entry', 'delete from audit.entry where id = 3', { number: 3, fault: 'entry-gone' }],
  ['an entry removed with its line', 'delete from audit.seal where number = 3; delete from audit.entry where id = 3', { number: 3, fault: 'number-missing' }],
  [
    'an entry removed and the lines after it moved up',
    'delete from audit.seal where number = 3; delete from audit.entry where id = 3; update audit.seal set number = number - 1 where number > 3',
    { number: 3, fault: 'not-after-the-one-before' },
  ],
  [
    'a line put in between',
    `update audit.seal set number = number + 10 where number > 2; update audit.seal set number = number - 9 where number > 2;
     insert into audit.entry (at, actor, verb, subject) values (now(), 'person:2', 'round.adopted', 'x');
     insert into audit.seal select 3, 6, hash, repeat('a', 64) from audit.seal where number = 2`,
    { number: 3, fault: 'entry-changed' },
  ],
  [
    'two lines that changed places',
    'update audit.seal set number = 99 where number = 2; update audit.seal set number = 2 where number = 3; update audit.seal set number = 3 where number = 99',
    { number: 2, fault: 'not-after-the-one-before' },
  ],
  [
    'two entries that changed places',
    'update audit.seal set entry_id = 99 where number = 2; update audit.seal set entry_id = 2 where number = 3; update audit.seal set entry_id = 3 where number = 2',
    { number: 2, fault: 'entry-changed' },
  ],
])('%s is found, with its number', async (_, change, broken) => {
  const db = await withEntries(5)
  await seal(db)
  await tamper(db, change)
  expect((await verifyChain(db)).broken).toEqual(broken)
})

test('a chain cut at its end still verifies, but has lost the hash that was written down', async () => {
  const db = await withEntries(3)
  await seal(db)
  const noted = (await verifyChain(db)).newest?.hash ?? ''
  await tamper(db, 'delete from audit.seal where number = 3; delete from audit.entry where id = 3')
  expect((await verifyChain(db)).broken).toBeUndefined()
  expect(await sealWithHash(db, noted)).toBeUndefined()
})

test('an entry with a lower id that comes after others were sealed is sealed later', async () => {
  const db = await withEntries(3)
  await tamper(db, 'delete from audit.entry where id = 2')
  await seal(db)
  await db.script(`insert into audit.entry (id, at, actor, verb, subject) overriding system value values (2, now(), 'person:2', 'round.adopted', 'late')`)
  expect(await seal(db)).toBe(1)
  expect(await verifyChain(db)).toMatchObject({ sealed: 3, unsealed: 0, broken: undefined })
  expect((await db.rows<{ id: number }>(sql`select entry_id as id from audit.seal order by number limit 9`)).map(({ id }) => id)).toEqual([1, 3, 2])
})

test('sealing that is cut off half-way leaves nothing, and two at once seal everything once', async () => {
  const db = await withEntries(4)
  await expect(
    db.tx(async (tx) => {
      await sealEntries(tx)
      throw new Error('killed')
    }),
  ).rejects.toThrow('killed')
  expect((await verifyChain(db)).sealed).toBe(0)
  const done = await Promise.all([seal(db), seal(db), db.rows(line('meanwhile'))])
  await seal(db)
  expect(done[0] + done[1]).toBeGreaterThanOrEqual(4)
  expect(await verifyChain(db)).toMatchObject({ sealed: 5, unsealed: 0, broken: undefined })
})

test('the database refuses to change or remove a line of the chain', async () => {
  const db = await withEntries(1)
  await seal(db)
  await expect(db.rows(sql`update audit.seal set hash = ${'b'.repeat(64)} where number = 1`)).rejects.toThrow('never changed')
  await expect(db.rows(sql`delete from audit.seal where number = 1`)).rejects.toThrow('never changed')
})
