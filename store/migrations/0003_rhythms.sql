-- What was learnt of when a target has news, and what a look at it costs; every worker reads and goes on with it.
create table pantau.rhythms (
  target_id     text primary key,
  learnt        jsonb not null
);
