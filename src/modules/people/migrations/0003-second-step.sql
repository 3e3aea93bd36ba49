-- The mailbox or the provider was shown, the second step not yet: nobody is signed in with such a session.
alter table people.session add column awaits_second_step boolean not null default false
---
-- An authenticator app. `secret` is sealed (see platform/seal.ts); `last_step` makes a code count once.
create table people.authenticator (
  person_id uuid primary key references people.person (id) on delete cascade,
  secret text not null,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
)
---
-- For who lost their app: ten codes, each for once.
create table people.recovery_code (
  hash text primary key,
  person_id uuid not null references people.person (id) on delete cascade,
  used_at timestamptz
)
---
create index recovery_code_of_person on people.recovery_code (person_id)
