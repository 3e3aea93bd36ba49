-- On the way to link a provider to the account one is signed in to: only that person finishes it.
alter table people.provider_visit add column person_id uuid
---
-- False: a provider vouched for the address, and nobody has shown yet that they read its mail. Null: made by a version that did not write it down.
alter table people.person add column mailbox_known boolean
