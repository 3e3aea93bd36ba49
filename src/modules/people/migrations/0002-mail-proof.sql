-- Someone must show that they read this mailbox: with the code or the link of a letter. Both are kept as hashes, and work once.
create table people.mail_proof (
  id text primary key,
  purpose text not null check (purpose in ('sign-in', 'new-address')),
  -- The browser that asked for a sign-in, or the person who wants another address: only they may enter the code.
  holder text not null unique,
  email text not null,
  code_hash text not null,
  link_hash text unique,
  go_to text not null default '/',
  tries integer not null default 0,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
)
---
create index mail_proof_ended on people.mail_proof (expires_at)
---
-- How often something was tried in one stretch of time, counted by all processes together. `subject` is a pseudonym.
create table people.attempt (
  subject text not null,
  since timestamptz not null,
  until timestamptz not null,
  count integer not null,
  primary key (subject, since)
)
---
create index attempt_ended on people.attempt (until)
---
-- The language of letters.
alter table people.person add column language text not null default 'nl' check (language in ('nl', 'en'))
