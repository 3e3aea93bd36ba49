-- Who was taken off the list keeps their place, so that answering again is the same person again and never counts as one more.
alter table campaigns.participant add column removed_at timestamptz
