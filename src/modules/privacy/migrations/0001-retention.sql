create schema privacy
---
-- What a term of keeping took away, for who must show that it is kept. A run that found nothing is there too.
create table privacy.retention_run (
  id bigint generated always as identity primary key,
  rule text not null,
  at timestamptz not null,
  before timestamptz not null,
  count integer not null
)
---
create index retention_run_of_rule on privacy.retention_run (rule, at)
