create schema instruments
---
-- Every content that answers were ever given to, by the hash of the whole, so that an old round keeps its own words.
create table instruments.edition (
  hash text primary key,
  instrument text not null,
  version text not null,
  document jsonb not null,
  first_seen timestamptz not null
)
