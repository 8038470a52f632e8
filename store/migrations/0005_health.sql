-- What tells whether a target is still read right: by whom, what kinds of page, how much of each post was found.
alter table pantau.visits add column requests integer not null default 0;
alter table pantau.visits add column bytes bigint not null default 0;
alter table pantau.visits add column via text not null default 'direct';
alter table pantau.visits add column engines jsonb not null default '{}';    -- pages by the engine that read them
alter table pantau.visits add column kinds jsonb not null default '{}';      -- pages by what they turned out to be
alter table pantau.visits add column listed integer not null default 0;      -- threads and pastes that its lists named
alter table pantau.visits add column with_author integer not null default 0; -- of its posts
alter table pantau.visits add column with_date integer not null default 0;
alter table pantau.visits add column with_text integer not null default 0;

-- What the operator has been told of and what has not passed yet: the same trouble is told once.
create table pantau.troubles (
  target_id     text not null,
  kind          text not null,               -- unread, no-posts, author, date, text
  since         timestamptz not null,
  what          text not null,               -- in words, with figures
  primary key (target_id, kind)
);
