-- What a room settled has a version, as an answer has: two who settle the same condition do not wipe out each other's words.
alter table campaigns.settlement add column version integer not null default 1 check (version >= 1)
