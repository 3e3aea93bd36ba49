-- On the way to link a provider to the account one is signed in to: only that person finishes it.
alter table people.provider_visit add column person_id uuid references people.person (id) on delete cascade
---
-- False: a provider vouched for the address, and nobody has shown yet that they read its mail.
alter table people.person add column mailbox_known boolean not null default true
---
update people.person p set mailbox_known = false
where exists (select from people.provider_identity i where i.person_id = p.id and i.linked_at < p.created_at + interval '1 second')
