create schema platform
---
-- Work to be done later, once. A row is gone when its work is done; `key` makes the same work asked twice one row.
create table platform.job (
  id bigint generated always as identity primary key,
  kind text not null,
  key text,
  payload jsonb not null default '{}',
  run_at timestamptz not null,
  attempts integer not null default 0,
  last_error text,
  unique (kind, key)
)
---
create index job_due on platform.job (run_at, id)
---
-- Letters on their way. `taken_until`: a process is sending it now. `uncertain`: it died while sending, so it may have left.
-- `wiped_at`: address and contents are gone, what is left says only that there was a letter.
create table platform.mail (
  id text primary key,
  recipient text not null,
  subject text not null,
  text text not null,
  unsubscribe text,
  about text not null,
  created_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'uncertain', 'given-up')),
  next_attempt_at timestamptz not null,
  give_up_at timestamptz not null,
  attempts integer not null default 0,
  taken_until timestamptz,
  sent_at timestamptz,
  last_error text,
  wiped_at timestamptz
)
---
create index mail_waiting on platform.mail (next_attempt_at) where state = 'waiting'
---
create index mail_kept on platform.mail (created_at) where wiped_at is null
---
-- What each process let through in one second, for the others to count too. Lost in a crash, and that is well: it speaks of seconds.
create unlogged table platform.pace (
  process text not null,
  nr integer not null,
  at timestamptz not null,
  counts jsonb not null,
  primary key (process, nr)
)
---
-- Attachments and evidence. `bytes` is null where the contents are in a store that speaks S3, under `files/` and the id.
create table platform.file (
  id text primary key,
  name text not null,
  type text not null,
  size integer not null,
  sha256 text not null,
  stored_at timestamptz not null,
  bytes bytea
)
---
-- What comes in is compressed already; trying again costs time and gains nothing.
alter table platform.file alter column bytes set storage external
