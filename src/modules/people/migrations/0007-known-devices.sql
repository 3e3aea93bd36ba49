-- The kinds of browser someone signed in with before, in plain words: a sign-in with another one is told to them.
create table people.known_device (
  person_id uuid not null references people.person (id),
  device text not null,
  used_at timestamptz not null,
  primary key (person_id, device)
)
---
create index known_device_used on people.known_device (used_at)
