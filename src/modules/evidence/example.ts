import type { Db } from '#platform/db'
import type { PersonFunction } from '#platform/rights'
import { newId } from '#platform/secret'
import { sql } from '#platform/sql'
import { sha256Of } from './contents.ts'

export type ExamplePiece = { title: string; conditions: readonly string[]; link: string; ownerFunction: PersonFunction; validUntil: string | null; at: Date }

/** Links of the made-up board of the demonstration, brought by nobody and kept by a function, so that nobody is reminded. */
export async function insertExample(tx: Db, organisationId: string, pieces: readonly ExamplePiece[]): Promise<void> {
  const given = pieces.map((piece) => ({ ...piece, id: newId(), sha256: sha256Of(piece.link) }))
  await tx.rows(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as g (id text, title text, conditions text[], link text, sha256 text, "ownerFunction" text, "validUntil" date, at timestamptz)),
    made as (
      insert into evidence.piece (id, organisation_id, title, description, conditions, owner_function, valid_until, remind_before, revision, created_at, changed_at)
      select id, ${organisationId}::uuid, title, '', conditions, "ownerFunction", "validUntil", 30, 1, at, at from given returning id)
    insert into evidence.revision (piece_id, number, link, sha256, added_at) select g.id, 1, g.link, g.sha256, g.at from given g join made m on m.id = g.id`)
}
