-- All mail to someone is in the language of their account. A version before still writes one here; a job takes it to the account.
alter table notifications.reader alter column lang drop not null
