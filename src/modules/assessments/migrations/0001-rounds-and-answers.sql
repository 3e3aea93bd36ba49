create schema assessments
---
-- A round: one dated measurement of one organisation. Its profile is a copy, so that a finished round never changes.
create table assessments.round (
  id text primary key,
  organisation_id uuid not null,
  number integer not null check (number > 0),
  previous_id text references assessments.round (id) on delete set null,
  instrument text not null,
  edition text not null,
  edition_version text not null,
  name text not null default '',
  scope text not null check (scope in ('board', 'school')),
  sector text check (sector in ('po', 'vo', 'so', 'mbo')),
  role text not null default '',
  register_id uuid,
  example boolean not null default false,
  started_at timestamptz not null,
  finished_at timestamptz,
  unique (organisation_id, number)
)
---
-- One answer is one row, with its own version: two people never overwrite each other unseen.
create table assessments.answer (
  round_id text not null references assessments.round (id) on delete cascade,
  condition_id text not null,
  version integer not null default 1,
  judgement text not null check (judgement in ('level', 'unknown', 'not-applicable', 'open')),
  level smallint check (level between 1 and 4),
  reason text not null default '',
  needs text[] not null default '{}',
  arranged_by text check (arranged_by in ('board', 'school', 'supplier')),
  note text not null default '',
  evidence text not null default '',
  evidence_link text not null default '',
  wish boolean not null default false,
  desired_level smallint check (desired_level between 1 and 4),
  owner text not null default '',
  term date,
  answered_by text not null default '',
  answered_at timestamptz not null,
  carried boolean not null default false,
  primary key (round_id, condition_id),
  check ((judgement = 'level') = (level is not null)),
  check (judgement <> 'not-applicable' or reason <> ''),
  check (wish = (desired_level is not null))
) with (fillfactor = 80)
---
-- A right is a key, kept as its hash. Without a round it holds for the whole organisation.
create table assessments.access_key (
  hash text primary key,
  id text not null unique,
  organisation_id uuid not null,
  round_id text references assessments.round (id) on delete cascade,
  access text not null check (access in ('owner', 'reader')),
  label text not null default '',
  created_at timestamptz not null,
  withdrawn_at timestamptz
)
---
create index access_key_of_organisation on assessments.access_key (organisation_id)
---
-- A spreadsheet that came back, until its differences are accepted or a day has passed.
create table assessments.worksheet (
  id text primary key,
  round_id text not null references assessments.round (id) on delete cascade,
  document jsonb not null,
  uploaded_at timestamptz not null
)
---
create function assessments.refuse_change_of_finished() returns trigger language plpgsql as $$
begin
  if exists (select from assessments.round where id = coalesce(new.round_id, old.round_id) and finished_at is not null) then
    raise exception 'a finished round never changes';
  end if;
  return coalesce(new, old);
end $$
---
create trigger finished_answers_stay before insert or update or delete on assessments.answer
  for each row execute function assessments.refuse_change_of_finished()
---
create function assessments.refuse_change_of_round() returns trigger language plpgsql as $$
begin
  if old.finished_at is not null and (to_jsonb(new) - 'previous_id') is distinct from (to_jsonb(old) - 'previous_id') then
    raise exception 'a finished round never changes';
  end if;
  return new;
end $$
---
create trigger finished_rounds_stay before update on assessments.round
  for each row execute function assessments.refuse_change_of_round()
