create schema notifications
---
-- Something a person is told. The words are made when it is read, in the language of the reader, from kind and params.
-- `digest_at`: when it goes into a letter with others; null when it does not, or has gone.
create table notifications.notification (
  id text primary key,
  person_id uuid not null,
  kind text not null,
  kind_group text not null,
  params jsonb not null,
  about text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  digest_at timestamptz
)
---
create index notification_of_person on notifications.notification (person_id, created_at)
---
create index notification_unread on notifications.notification (person_id) where read_at is null
---
create index notification_in_digest on notifications.notification (digest_at, person_id) where digest_at is not null
---
-- What a person chose for one group of notifications; no row is the usual way.
create table notifications.preference (
  person_id uuid not null,
  kind_group text not null,
  way text not null check (way in ('app', 'mail', 'digest', 'off')),
  primary key (person_id, kind_group)
)
---
create table notifications.reader (
  person_id uuid primary key,
  lang text not null check (lang in ('nl', 'en')),
  rhythm text not null check (rhythm in ('daily', 'weekly'))
)
---
-- Ends the mail of one group for one person. The key is in the letters only; here is its hash.
create table notifications.unsubscribe (
  hash text primary key,
  person_id uuid not null,
  kind_group text not null
)
---
create index unsubscribe_of_person on notifications.unsubscribe (person_id)
