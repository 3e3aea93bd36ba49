create schema practices
---
-- What a board or school did about one condition. The name and sector of the organisation are those of when it was sent in: a practice
-- stays as it was published. `contact_mail` was given on purpose and is shown to who is signed in only.
create table practices.practice (
  id text primary key,
  organisation_id uuid not null,
  organisation_name text not null,
  sector text,
  condition_id text not null,
  level smallint check (level between 2 and 4),
  title text not null,
  situation text not null,
  approach text not null,
  result text not null,
  contact_function text not null,
  contact_mail text not null,
  state text not null check (state in ('draft', 'submitted', 'published', 'returned', 'withdrawn')),
  reason text not null default '',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  submitted_at timestamptz,
  reviewed_by uuid,
  published_at timestamptz,
  words tsvector not null generated always as (to_tsvector('dutch', title || ' ' || situation || ' ' || approach || ' ' || result || ' ' || organisation_name)) stored,
  check (state not in ('submitted', 'published') or level is not null)
)
---
create index practice_of_organisation on practices.practice (organisation_id)
---
create index practice_published on practices.practice (condition_id, level) where state = 'published'
---
create index practice_waiting on practices.practice (submitted_at) where state = 'submitted'
---
create index practice_words on practices.practice using gin (words)
