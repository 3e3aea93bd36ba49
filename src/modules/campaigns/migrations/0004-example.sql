-- A made-up campaign of the demonstration: everyone may look at it, nobody can take part.
alter table campaigns.campaign add column example boolean not null default false
