create schema organisations
---
-- A board, a school (BRIN4) or a location (BRIN6): from the register, of a visitor, or for the demonstration.
-- `parent_id` is checked at the end of a transaction, because an import makes locations before the school that is summed from them.
create table organisations.organisation (
  id uuid primary key,
  kind text not null check (kind in ('board', 'school', 'location')),
  origin text not null check (origin in ('register', 'visitor', 'demo')),
  name text not null,
  name_known boolean not null default true,
  sector text check (sector in ('po', 'vo', 'so', 'mbo')),
  board_number text,
  brin4 text,
  brin6 text,
  code text generated always as (case kind when 'board' then board_number when 'school' then brin4 else brin6 end) stored,
  kind_order smallint generated always as (case kind when 'board' then 1 when 'school' then 2 else 3 end) stored,
  parent_id uuid references organisations.organisation (id) deferrable initially deferred,
  street text,
  house_number text,
  postcode text,
  place text,
  municipality text,
  province text,
  website text,
  pupils integer check (pupils >= 0),
  pupils_at_least boolean not null default false,
  source text,
  gone_at timestamptz,
  search text collate "C" not null default '',
  words tsvector not null default '',
  check (origin <> 'register' or code is not null),
  check (not pupils_at_least or pupils is not null)
)
---
create unique index organisation_of_register on organisations.organisation (code) where origin = 'register'
---
create index organisation_of_parent on organisations.organisation (parent_id)
---
create index school_of_board on organisations.organisation (board_number) where origin = 'register' and kind <> 'board'
---
create index location_of_school on organisations.organisation (brin4) where origin = 'register' and kind = 'location'
---
-- Two ways to the same answer; PostgreSQL picks by how common the words are: many hits, walk in the order of the list; few, look them up.
create index organisation_by_word on organisations.organisation using gin (words) with (fastupdate = off) where origin = 'register' and gone_at is null
---
create index organisation_in_order on organisations.organisation (kind_order, search, code) where origin = 'register' and gone_at is null
---
-- What one register says of one organisation. The organisation above is made from its listings, whatever order they came in.
create table organisations.listing (
  register text not null,
  code text not null,
  kind text not null check (kind in ('board', 'school', 'location')),
  facts jsonb not null,
  gone_at timestamptz,
  primary key (code, register)
)
---
create index listing_of_register on organisations.listing (register, code)
---
-- The last file read of each register.
create table organisations.register (
  id text primary key,
  file text not null,
  source_date date,
  imported_at timestamptz not null
)
