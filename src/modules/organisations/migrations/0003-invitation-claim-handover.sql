-- own: made by hand by someone whose board the register does not list.
alter table organisations.organisation drop constraint organisation_origin_check
---
alter table organisations.organisation add constraint organisation_origin_check check (origin in ('register', 'visitor', 'demo', 'own'))
---
-- A board that merged points at the board that lives on, also when that one merges later.
alter table organisations.organisation add column merged_into uuid references organisations.organisation (id)
---
create index organisation_merged on organisations.organisation (merged_into) where merged_into is not null
---
create index membership_of_person on organisations.membership (person_id) where ended_at is null
---
-- One letter to one address: for the organisation that sent it, or for schools of that board. The key in the link is kept as its hash.
create table organisations.invitation (
  id text primary key,
  hash text not null unique,
  organisation_id uuid not null references organisations.organisation (id) on delete cascade,
  place_ids uuid[] not null,
  email text not null check (email = lower(email)),
  functions text[] not null,
  rights text not null check (rights in ('reader', 'contributor', 'editor', 'owner')),
  invited_by uuid not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  withdrawn_at timestamptz
)
---
create index invitation_of_organisation on organisations.invitation (organisation_id) where accepted_at is null and withdrawn_at is null
---
-- Someone asks to belong to an organisation. An owner decides; where there is none, an administrator.
create table organisations.claim (
  id text primary key,
  organisation_id uuid not null references organisations.organisation (id) on delete cascade,
  person_id uuid not null,
  functions text[] not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  granted boolean
)
---
create unique index claim_open on organisations.claim (organisation_id, person_id) where decided_at is null
---
-- A school that went to another board (or to its first: `from_id` is null then), or a board that went into another. Names and rounds stay where they are; this tells when and why.
create table organisations.handover (
  id text primary key,
  organisation_id uuid not null references organisations.organisation (id) on delete cascade,
  from_id uuid references organisations.organisation (id) on delete cascade,
  to_id uuid not null references organisations.organisation (id) on delete cascade,
  kind text not null check (kind in ('moved', 'merged')),
  on_day date not null,
  reason text not null default '',
  source text not null check (source in ('register', 'hand')),
  recorded_by uuid
)
---
create index handover_of_organisation on organisations.handover (organisation_id)
---
create index handover_from on organisations.handover (from_id)
---
create index handover_to on organisations.handover (to_id)
