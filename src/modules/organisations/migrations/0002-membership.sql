-- Someone belongs to an organisation, with what they do there and what they may. An ended one stays, for who did what when.
create table organisations.membership (
  id text primary key,
  person_id uuid not null,
  organisation_id uuid not null references organisations.organisation (id) on delete cascade,
  functions text[] not null default '{}',
  rights text not null check (rights in ('reader', 'contributor', 'editor', 'owner')),
  since timestamptz not null,
  granted_by uuid,
  ended_at timestamptz
)
---
create unique index membership_held on organisations.membership (person_id, organisation_id) where ended_at is null
---
create index membership_of_organisation on organisations.membership (organisation_id) where ended_at is null
