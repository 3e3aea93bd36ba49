-- An action may come from a joint action of a network; `origin_round_id` then holds the id of that joint action.
alter table plans.action drop constraint action_origin_check
---
alter table plans.action add constraint action_origin_check check (origin in ('wish', 'conversation', 'hand', 'worksheet', 'network'))
