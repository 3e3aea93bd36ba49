create schema comparison
---
-- A board takes part from `joined_at` on, in the group of that day, until `left_at`. Only who takes part can be counted and can see.
create table comparison.participation (
  id text primary key,
  organisation_id uuid not null,
  sector text not null check (sector in ('po', 'vo', 'so', 'mbo')),
  size smallint not null check (size between 1 and 3),
  schools integer not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  check (left_at >= joined_at)
)
---
create unique index participation_held on comparison.participation (organisation_id) where left_at is null
---
-- One school year, published once: later rounds, corrections, joiners and leavers never change it.
create table comparison.publication (
  period text primary key check (period ~ '^\d{4}-\d{4}$'),
  edition text not null,
  edition_version text not null,
  published_at timestamptz not null
)
---
-- The groups of one publication: sizes next to one another, joined until there are enough. No two groups share a board.
create table comparison.cohort (
  period text not null references comparison.publication (period),
  cohort text not null,
  sector text not null,
  first_size smallint not null,
  last_size smallint not null,
  boards integer not null,
  primary key (period, cohort)
)
---
-- What a page reads: how many of the boards counted stand on each level; null where it is not shown.
create table comparison.cell (
  period text not null,
  cohort text not null,
  condition_id text not null,
  counts smallint[] check (cardinality(counts) = 4),
  primary key (period, cohort, condition_id),
  foreign key (period, cohort) references comparison.cohort (period, cohort)
)
---
-- Who was counted where: needed to keep later publications from giving anyone away (decision 0021). Never shown.
-- Of a board that stops, the level becomes 0; that it was counted stays, for the sake of the others. `shown`: false where boards said nearly
-- all the same and so were left out; those that rested beside them stand in cohort ''.
create table comparison.counted (
  period text not null references comparison.publication (period),
  condition_id text not null,
  cohort text not null,
  shown boolean not null,
  organisations uuid[] not null,
  levels smallint[] not null,
  primary key (period, condition_id, cohort, shown),
  check (cardinality(organisations) = cardinality(levels))
)
---
create index counted_board on comparison.counted using gin (organisations)
---
create function comparison.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was published never changes';
end $$
---
create trigger publications_stay before update or delete on comparison.publication for each row execute function comparison.refuse_change()
---
create trigger cohorts_stay before update or delete on comparison.cohort for each row execute function comparison.refuse_change()
---
create trigger cells_stay before update or delete on comparison.cell for each row execute function comparison.refuse_change()
