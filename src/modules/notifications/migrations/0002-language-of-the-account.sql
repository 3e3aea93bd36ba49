-- All mail to someone is in one language, which is chosen at their account.
alter table notifications.reader drop column lang
