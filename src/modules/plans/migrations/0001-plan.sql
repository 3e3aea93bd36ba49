create schema plans
---
-- What an organisation does. Without schools it is for the whole of it. Who carries it is a person or words, never both.
create table plans.action (
  id text primary key,
  organisation_id uuid not null,
  school_ids uuid[] not null default '{}',
  condition_id text,
  from_level smallint check (from_level between 1 and 4),
  desired_level smallint check (desired_level between 1 and 4),
  title text not null check (title <> ''),
  why text not null default '',
  owner_id uuid,
  owner text not null default '',
  term date,
  effort integer check (effort >= 0),
  cost integer check (cost >= 0),
  status text not null default 'todo' check (status in ('todo', 'busy', 'waiting', 'done', 'dropped')),
  result text not null default '',
  origin text not null check (origin in ('wish', 'conversation', 'hand', 'worksheet')),
  origin_round_id text,
  origin_condition_id text,
  version integer not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  finished_at timestamptz,
  check (owner_id is null or owner = ''),
  check ((status = 'done') = (finished_at is not null))
) with (fillfactor = 85)
---
create index action_of_organisation on plans.action (organisation_id)
---
create index action_for_school on plans.action using gin (school_ids)
---
create index action_of_owner on plans.action (owner_id) where owner_id is not null
---
create index action_by_term on plans.action (term) where status in ('todo', 'busy', 'waiting')
---
-- A wish becomes one action, however often it is asked.
create unique index action_from_round on plans.action (organisation_id, origin, origin_round_id, origin_condition_id) where origin_round_id is not null
---
create table plans.status_change (
  id bigint generated always as identity primary key,
  action_id text not null references plans.action (id) on delete cascade,
  before text,
  after text not null,
  at timestamptz not null,
  by_id uuid
)
---
create index status_change_of_action on plans.status_change (action_id, id)
---
create table plans.comment (
  id text primary key,
  action_id text not null references plans.action (id) on delete cascade,
  author_id uuid,
  text text not null check (text <> ''),
  at timestamptz not null
)
---
create index comment_of_action on plans.comment (action_id, at)
---
-- The file itself is with the storage of the platform.
create table plans.attachment (
  file_id text primary key,
  action_id text not null references plans.action (id) on delete cascade,
  added_by uuid,
  at timestamptz not null
)
---
create index attachment_of_action on plans.attachment (action_id, at)
---
-- What comes back every year, on a day or so many weeks before the summer holiday.
create table plans.standing_task (
  id text primary key,
  organisation_id uuid not null,
  content_id text,
  condition_id text,
  title text not null check (title <> ''),
  why text not null default '',
  owner_id uuid,
  owner text not null default '',
  month smallint check (month between 1 and 12),
  day smallint check (day between 1 and 31),
  weeks_before_summer smallint check (weeks_before_summer between 1 and 20),
  version integer not null default 1,
  created_at timestamptz not null,
  check (owner_id is null or owner = ''),
  check ((weeks_before_summer is null) = (month is not null) and (month is null) = (day is null)),
  unique (organisation_id, content_id)
)
---
-- One year of a standing task, once it is ticked off.
create table plans.occurrence (
  task_id text not null references plans.standing_task (id) on delete cascade,
  year integer not null check (year between 2000 and 2100),
  done_at timestamptz not null,
  done_by uuid,
  primary key (task_id, year)
)
---
-- A secret link to a calendar: kept as its hash. One that works per person and organisation.
create table plans.feed (
  hash text primary key,
  organisation_id uuid not null,
  person_id uuid not null,
  mine boolean not null,
  created_at timestamptz not null,
  unique (organisation_id, person_id)
)
---
-- Which letter about which day went to whom: a letter goes once, and again only for another day.
create table plans.reminder (
  subject text not null,
  person_id uuid not null,
  kind text not null check (kind in ('soon', 'passed')),
  due date not null,
  at timestamptz not null,
  primary key (subject, person_id, kind, due)
)
---
-- The days on which the reminders were gone through.
create table plans.reminder_day (
  day date primary key,
  at timestamptz not null
)
---
-- A plan that came back as a spreadsheet, until its differences are dealt with or two days have passed.
create table plans.worksheet (
  id text primary key,
  organisation_id uuid not null,
  person_id uuid not null,
  document jsonb not null,
  uploaded_at timestamptz not null
)
