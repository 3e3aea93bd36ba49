-- Who someone is at a provider (OpenID Connect): issuer and subject, never the address, for that may pass to someone else.
create table people.provider_identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null references people.person (id) on delete cascade,
  linked_at timestamptz not null,
  used_at timestamptz not null,
  primary key (issuer, subject)
)
---
create index provider_identity_of_person on people.provider_identity (person_id)
---
-- On the way to a provider and back. `state_hash` is gone once it was used; issuer, subject and address are there once someone came
-- back and must still show that the mailbox is theirs.
create table people.provider_visit (
  id text primary key,
  holder text not null,
  provider text not null,
  state_hash text unique,
  nonce text not null,
  verifier text not null,
  go_to text not null,
  issuer text,
  subject text,
  email text,
  expires_at timestamptz not null
)
---
create index provider_visit_holder on people.provider_visit (holder)
---
create index provider_visit_ended on people.provider_visit (expires_at)
---
alter table people.mail_proof add column provider_visit_id text references people.provider_visit (id) on delete cascade
