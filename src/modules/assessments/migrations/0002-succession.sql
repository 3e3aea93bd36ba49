-- Why an answer that was taken over deserves another look: its question is not the one that was answered. Null: it is.
alter table assessments.answer add column carried_as text check (carried_as in ('changed', 'split', 'merged')), add check (carried_as is null or carried)
