-- An administrator of the installation ended the right of an owner, with a reason. Where that happened, no address makes anyone owner by itself any more.
create table organisations.revocation (
  membership_id text primary key,
  organisation_id uuid not null references organisations.organisation (id) on delete cascade,
  person_id uuid,
  reason text not null,
  revoked_by uuid,
  revoked_at timestamptz not null
)
---
create index revocation_of_organisation on organisations.revocation (organisation_id)
