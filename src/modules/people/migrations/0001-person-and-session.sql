create schema people
---
-- Someone with an account. After erasure the row stays without anything about the person: others' records point to it.
create table people.person (
  id uuid primary key,
  email text unique check (email = lower(email)),
  name text not null default '',
  administrator boolean not null default false,
  created_at timestamptz not null,
  erased_at timestamptz,
  check ((email is null) = (erased_at is not null))
)
---
-- Being signed in: a browser, or a program with a token. The secret itself is never kept.
create table people.session (
  hash text primary key,
  id text not null unique,
  person_id uuid not null references people.person (id) on delete cascade,
  kind text not null check (kind in ('browser', 'token')),
  label text not null default '',
  strong boolean not null default false,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
)
---
create index session_of_person on people.session (person_id)
