create schema audit
---
create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  verb text not null,
  subject text not null,
  organisation_id uuid
)
---
create index entry_of_organisation on audit.entry (organisation_id, id)
---
create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'an audit entry is never changed or removed';
end $$
---
create trigger append_only before update or delete on audit.entry
  for each row execute function audit.refuse_change()
