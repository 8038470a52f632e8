-- What an alert says in the further languages that its channels speak: messages, each with its language.
alter table pantau.alerts add column translations jsonb not null default '[]';
