-- The rounds in which a school takes part are looked for on its page.
drop index concurrently if exists campaigns.part_of_organisation
---
create index concurrently part_of_organisation on campaigns.part (organisation_id)
