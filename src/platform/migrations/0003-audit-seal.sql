-- The chain over the audit log: each line closes one entry and the line before it. Sealed afterwards, in an order of its own,
-- so that writing an entry stays as cheap as it was (decision 0023). Without a foreign key: it would lock each entry once more,
-- and an entry that is gone is what verifying the chain is there to tell.
create table audit.seal (
  number bigint primary key check (number > 0),
  entry_id bigint not null unique,
  previous text not null check (previous ~ '^[0-9a-f]{64}$'),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$')
)
---
create trigger append_only before update or delete on audit.seal
  for each row execute function audit.refuse_change()
