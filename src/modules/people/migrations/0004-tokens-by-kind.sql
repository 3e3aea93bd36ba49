-- What is listed on the account page, newest first.
drop index people.session_of_person
---
create index session_of_person on people.session (person_id, kind, created_at)
