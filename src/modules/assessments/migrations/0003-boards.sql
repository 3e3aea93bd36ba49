-- A board and its schools measure together. `board_round_id`: the round of the board in the same campaign, from which a school inherits
-- what is arranged above it. `revision` and `corrects`: a correction of an adopted round is a new revision of it, with a reason.
alter table assessments.round
  add column board_round_id text references assessments.round (id) on delete set null,
  add column revision integer not null default 1 check (revision > 0),
  add column corrects text references assessments.round (id) on delete cascade,
  add column correction_reason text not null default '',
  add column adopted_at timestamptz,
  add column adopted_on date,
  add column adopted_by text not null default '',
  add column adopted_by_person uuid,
  add column content_hash text,
  add constraint correction_has_reason check ((corrects is null) = (correction_reason = '')),
  add constraint adoption_is_whole check ((adopted_at is null) = (content_hash is null) and (adopted_at is null) = (adopted_on is null) and (adopted_at is null or finished_at is not null))
---
alter table assessments.round drop constraint round_organisation_id_number_key
---
alter table assessments.round add constraint round_of_organisation unique (organisation_id, number, revision)
---
create index round_of_board_round on assessments.round (board_round_id) where board_round_id is not null
---
-- `deviation`: why it is different at this school although the board arranges it. `inherited_from`: taken from the board at the finish.
alter table assessments.answer
  add column deviation text not null default '',
  add column inherited_from text
---
-- A finished round changes in two ways only: it is adopted, once; and it moves with its organisation.
create or replace function assessments.refuse_change_of_round() returns trigger language plpgsql as $$
declare
  moving constant text[] := array['previous_id', 'board_round_id', 'organisation_id', 'number'];
  adopting constant text[] := array['adopted_at', 'adopted_on', 'adopted_by', 'adopted_by_person', 'content_hash'];
begin
  if old.finished_at is not null
     and (to_jsonb(new) - (case when old.adopted_at is null then moving || adopting else moving end))
         is distinct from (to_jsonb(old) - (case when old.adopted_at is null then moving || adopting else moving end)) then
    raise exception 'a finished round never changes';
  end if;
  return new;
end $$
---
-- Of the keys that opened a measurement of a visitor, those that moved into an account.
alter table assessments.access_key add column moved_to uuid
