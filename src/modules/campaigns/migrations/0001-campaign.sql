create schema campaigns
---
-- A round that a board does together: who takes part, when, over which organisations. How it is with names is chosen before the first answer.
create table campaigns.campaign (
  id text primary key,
  board_id uuid not null,
  title text not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  scope text not null check (scope in ('board', 'schools', 'both')),
  anonymity text not null check (anonymity in ('named', 'function', 'anonymous')),
  by_link boolean not null,
  created_by uuid,
  created_at timestamptz not null,
  closed_at timestamptz
)
---
create index campaign_of_board on campaigns.campaign (board_id, created_at)
---
create function campaigns.refuse_change_of_anonymity() returns trigger language plpgsql as $$
begin
  if new.anonymity <> old.anonymity then
    raise exception 'what was promised about names before the first answer is never changed';
  end if;
  return new;
end $$
---
create trigger anonymity_stays before update on campaigns.campaign for each row execute function campaigns.refuse_change_of_anonymity()
---
-- The rounds that belong together: of the board, and one for each school that takes part.
create table campaigns.part (
  campaign_id text not null references campaigns.campaign (id) on delete cascade,
  round_id text primary key,
  organisation_id uuid not null,
  name text not null,
  scope text not null check (scope in ('board', 'school')),
  unique (campaign_id, organisation_id)
)
---
-- Who answers. A person with an account, or someone with a personal link; the address is kept until the campaign closes.
create table campaigns.participant (
  id text primary key,
  campaign_id text not null references campaigns.campaign (id) on delete cascade,
  round_id text not null references campaigns.part (round_id) on delete cascade,
  person_id uuid,
  function text not null default '',
  label text not null default '',
  email text,
  key_hash text unique,
  invited_at timestamptz not null,
  done_at timestamptz,
  unique (round_id, person_id)
)
---
create index participant_of_campaign on campaigns.participant (campaign_id)
---
create index participant_of_person on campaigns.participant (person_id) where person_id is not null
---
-- Who is asked what: a responsibility (4) or one condition (4.3), of a function or of one participant. What nobody is asked is asked of all.
create table campaigns.assignment (
  campaign_id text not null references campaigns.campaign (id) on delete cascade,
  subject text not null,
  function text not null default '',
  participant_id text references campaigns.participant (id) on delete cascade,
  unique nulls not distinct (campaign_id, subject, function, participant_id),
  check ((function = '') = (participant_id is not null))
)
---
-- One person's answer to one condition, apart from the answer of the organisation.
create table campaigns.view (
  round_id text not null references campaigns.part (round_id) on delete cascade,
  condition_id text not null,
  participant_id text not null,
  function text not null default '',
  version integer not null default 1,
  judgement text not null check (judgement in ('level', 'unknown', 'not-applicable')),
  level smallint check (level between 1 and 4),
  reason text not null default '',
  answered_at timestamptz not null,
  primary key (round_id, condition_id, participant_id),
  check ((judgement = 'level') = (level is not null))
) with (fillfactor = 80)
---
-- Where a conversation is: the condition on the screen, and whether the answers are shown.
create table campaigns.conversation (
  round_id text primary key references campaigns.part (round_id) on delete cascade,
  condition_id text not null,
  revealed boolean not null default false,
  changed_at timestamptz not null
)
---
-- What came of a conversation about one condition. "find-out" is an outcome too: it became an action.
create table campaigns.settlement (
  round_id text not null references campaigns.part (round_id) on delete cascade,
  condition_id text not null,
  outcome text not null check (outcome in ('agreed', 'find-out')),
  reason text not null default '',
  agreed_by text not null default '',
  dissent text not null default '',
  settled_by uuid,
  settled_at timestamptz not null,
  primary key (round_id, condition_id)
)
---
-- A reminder of one day is sent once.
create table campaigns.reminder (
  campaign_id text not null references campaigns.campaign (id) on delete cascade,
  day date not null,
  primary key (campaign_id, day)
)
