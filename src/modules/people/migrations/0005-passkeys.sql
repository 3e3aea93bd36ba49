-- A passkey: the public half of a key that a device of the person holds. It signs in by itself, and its device asked for a finger, a face or a PIN.
create table people.passkey (
  id text primary key,
  credential text not null unique,
  person_id uuid not null references people.person (id) on delete cascade,
  name text not null,
  public_key text not null,
  counter bigint not null,
  transports text[] not null default '{}',
  made_at timestamptz not null,
  used_at timestamptz
)
---
create index passkey_of_person on people.passkey (person_id)
---
-- What a device must sign, once. With a person: to add a passkey; without: to sign in.
create table people.passkey_challenge (
  challenge text primary key,
  person_id uuid references people.person (id) on delete cascade,
  expires_at timestamptz not null
)
---
create index passkey_challenge_ended on people.passkey_challenge (expires_at)
