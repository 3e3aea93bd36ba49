create schema evidence
---
-- One piece of evidence of a board, school or location. `revision` is the number of its newest revision; `version` counts every change.
-- `reminded_for` is the last day of validity that a reminder went out for.
create table evidence.piece (
  id text primary key,
  organisation_id uuid not null,
  title text not null,
  description text not null,
  conditions text[] not null check (cardinality(conditions) > 0),
  owner_function text,
  owner_person uuid,
  owner_text text not null default '',
  valid_until date,
  remind_before smallint not null check (remind_before between 0 and 365),
  revision integer not null check (revision > 0),
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  reminded_for date,
  check ((owner_function is not null)::integer + (owner_person is not null)::integer + (owner_text <> '')::integer <= 1)
)
---
create index piece_of_organisation on evidence.piece (organisation_id)
---
create index piece_that_expires on evidence.piece (valid_until) where valid_until is not null and withdrawn_at is null
---
-- What the piece was at some moment: a link or a file of the core's store. Never changed, so that one can see what a conclusion rested on.
create table evidence.revision (
  piece_id text not null references evidence.piece (id) on delete cascade,
  number integer not null check (number > 0),
  link text,
  file_id text,
  sha256 text not null,
  added_by uuid,
  added_at timestamptz not null,
  primary key (piece_id, number),
  check ((link is null) <> (file_id is null))
)
