-- `version` counts changes of name, purpose and contact, so that two who change them at once see one another.
alter table networks.network add column version integer not null default 0
---
-- A board that was asked to join; its owners answer. The row goes when it joins; who declined is not asked again for a while.
create table networks.invitation (
  network_id text not null references networks.network (id) on delete cascade,
  organisation_id uuid not null,
  asked_at timestamptz not null,
  declined_at timestamptz,
  primary key (network_id, organisation_id)
)
---
create index invitation_of_organisation on networks.invitation (organisation_id) where declined_at is null
---
-- A wish that many boards of a network share is told to them once.
create table networks.told_wish (
  network_id text not null references networks.network (id) on delete cascade,
  condition_id text not null,
  told_at timestamptz not null,
  primary key (network_id, condition_id)
)
