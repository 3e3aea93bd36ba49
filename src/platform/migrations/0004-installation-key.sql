-- The key from which everything is made that must be read back or made again. It is here only sealed with a secret of the operator
-- (`platform/seal.ts`): one row for each secret that opens it, so that the secret can be replaced while processes run.
create table platform.installation_key (
  id bigint generated always as identity primary key,
  sealed text not null
)
