-- A target's history, read in slices: what was asked for, how far it has come, and what is still to be read.
create table pantau.backfills (
  id            bigint generated always as identity primary key,
  target_id     text not null,
  since         timestamptz not null,
  until         timestamptz,                 -- what is newer is left to others
  slice_pages   integer not null,
  state         text not null default 'running' check (state in ('running', 'stopped', 'done')),
  asked_at      timestamptz not null default now(),
  ended_at      timestamptz,
  slices        integer not null default 0,  -- that came to their end; names the next one's job
  busy_ms       bigint not null default 0,
  pages         integer not null default 0,
  failed_pages  integer not null default 0,  -- given up
  posts         integer not null default 0,
  new_posts     integer not null default 0,
  left_out      integer not null default 0,  -- posts that are left to ordinary visits
  signals       integer not null default 0,
  alerts        integer not null default 0,  -- on what was fresh
  oldest        timestamptz,                 -- the oldest post that was read
  failures      integer not null default 0,  -- slices in a row that read nothing
  next_at       timestamptz not null default now(),
  error         text
);
-- One at a time for a target.
create unique index backfills_running on pantau.backfills (target_id) where state = 'running';

-- The pages of a backfill that were found: each is read once. Those that were read go when all are.
create table pantau.backfill_steps (
  backfill_id   bigint not null references pantau.backfills (id) on delete cascade,
  n             bigint generated always as identity,
  key           text not null,               -- the address, as it may be stored
  sealed        text,                        -- the address, encrypted, where it may not
  kind          text not null,
  depth         integer not null,            -- its page within its board, stream or thread
  list          text,                        -- the board or stream that it is a page of; null for threads and pastes
  reached_at    timestamptz,                 -- how far back the pages of this list before it went
  may_be_fresh  boolean not null,            -- a post without a date on it may be new
  tries         integer not null default 0,
  read_at       timestamptz,                 -- null: still to be read
  error         text,
  primary key (backfill_id, key)
);
create index backfill_steps_open on pantau.backfill_steps (backfill_id, n) where read_at is null;
