-- Since when everyone there is asked to sign in with a second step; null: they are not. What a board asks holds for its schools.
alter table organisations.organisation add column second_step_since timestamptz
