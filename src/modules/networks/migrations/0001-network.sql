create schema networks
---
-- `link_number` counts the links that invite: a new one makes the one before worthless. The link itself is derived from the secret and is not kept.
create table networks.network (
  id text primary key,
  name text not null check (name <> ''),
  about text not null,
  contact text not null,
  link_number integer not null default 1,
  created_by uuid,
  created_at timestamptz not null
)
---
-- A board that joined. What it shares is since when; null is not. Who left and comes back shares nothing again.
create table networks.member (
  network_id text not null references networks.network (id) on delete cascade,
  organisation_id uuid not null,
  coordinator boolean not null default false,
  joined_at timestamptz not null,
  left_at timestamptz,
  levels_since timestamptz,
  wishes_since timestamptz,
  plan_since timestamptz,
  primary key (network_id, organisation_id),
  check (left_at is null or (levels_since is null and wishes_since is null and plan_since is null and not coordinator))
)
---
create index member_of_organisation on networks.member (organisation_id) where left_at is null
---
-- A question to the others, or what one offers, with a good practice if there is one.
create table networks.message (
  id text primary key,
  network_id text not null references networks.network (id) on delete cascade,
  organisation_id uuid not null,
  kind text not null check (kind in ('ask', 'offer')),
  condition_id text,
  text text not null check (text <> ''),
  practice_id text,
  created_by uuid,
  created_at timestamptz not null,
  closed_at timestamptz
)
---
create index message_of_network on networks.message (network_id, created_at) where closed_at is null
---
create table networks.joint_action (
  id text primary key,
  network_id text not null references networks.network (id) on delete cascade,
  organisation_id uuid not null,
  title text not null check (title <> ''),
  why text not null,
  condition_id text,
  term date,
  created_by uuid,
  created_at timestamptz not null
)
---
create index joint_action_of_network on networks.joint_action (network_id, created_at)
---
-- A board that takes part, with the action in its own plan.
create table networks.part (
  joint_action_id text not null references networks.joint_action (id) on delete cascade,
  organisation_id uuid not null,
  action_id text not null,
  at timestamptz not null,
  primary key (joint_action_id, organisation_id)
)
