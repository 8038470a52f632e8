-- The nouns of the line. Lists and small structures are jsonb; what is looked up by has a column and an index.
-- Everything here is masked: no statement of Pantau ever writes a post as the site showed it.

create table pantau.accounts (
  id            text primary key,            -- site/handle
  site          text not null,
  handle        text not null,
  url           text not null,
  joined_at     timestamptz,
  posts         bigint,
  threads       bigint,
  reputation    bigint,
  contacts      jsonb not null default '[]',
  profiled_at   timestamptz,                 -- when its profile page was last read
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null
);
create index accounts_handle on pantau.accounts (lower(handle));

create table pantau.posts (
  id            text primary key,            -- site/post id
  site          text not null,
  platform      text not null,
  engine        text not null,
  post_id       text not null,
  thread        text,
  account_id    text,
  author        text,
  posted_at     timestamptz,
  date_text     text not null,
  edited_at     timestamptz,
  title         text not null,
  text          text not null,
  quotes        jsonb not null,
  signature     text not null,
  links         jsonb not null,
  images        jsonb not null,
  url           text not null,
  content_hash  text not null,               -- keyed: a short post could be guessed from a plain hash
  page_sha256   text not null,
  first_seen_at timestamptz not null,
  seen_at       timestamptz not null
);
create index posts_thread on pantau.posts (site, thread);
create index posts_account on pantau.posts (account_id);

create table pantau.listings (
  id            text primary key,
  site          text not null,
  account_id    text,
  handle        text,
  thread        text,
  post_id       text not null,
  title         text not null,
  url           text not null,
  intent        text not null,
  status        text not null,
  victims       jsonb not null,
  countries     jsonb not null,
  data_classes  jsonb not null,
  records       bigint,
  price         jsonb,
  contacts      jsonb not null,
  payment       jsonb not null,
  escrow        boolean not null,
  sample        boolean not null,
  leak_date     text,
  severity      integer not null,
  confidence    double precision not null,
  posted_at     timestamptz,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null
);
create index listings_account on pantau.listings (account_id);
create index listings_thread on pantau.listings (site, thread);
create index listings_contacts on pantau.listings using gin (contacts jsonb_path_ops);

create table pantau.signals (
  -- Checked at the commit: posts are written last, for they say that all of this was seen.
  post_id       text primary key references pantau.posts (id) on delete cascade deferrable initially deferred,
  listing_id    text not null references pantau.listings (id) on delete cascade,
  intent        text not null,
  severity      integer not null,
  signal        jsonb not null,              -- the whole Signal, with reasons and counted personal data
  read_at       timestamptz not null
);
create index signals_listing on pantau.signals (listing_id);

create table pantau.listing_events (
  id            text primary key,
  listing_id    text not null references pantau.listings (id) on delete cascade,
  post_id       text not null,
  kind          text not null,
  posted_at     timestamptz,
  seen_at       timestamptz not null,
  changes       jsonb not null,
  page_sha256   text not null
);
create index listing_events_listing on pantau.listing_events (listing_id, seen_at);

create table pantau.alerts (
  id            text primary key,            -- derived from rule and event
  rule_id       text not null,
  event_id      text,
  listing_id    text,
  message       jsonb not null,
  state         text not null default 'new',
  created_at    timestamptz not null
);
create index alerts_created on pantau.alerts (created_at);

create table pantau.deliveries (
  id            text primary key,            -- derived from alert and channel
  alert_id      text not null references pantau.alerts (id) on delete cascade,
  channel_id    text not null,
  state         text not null default 'due' check (state in ('due', 'claimed', 'sent', 'dead')),
  attempts      integer not null default 0,
  due_at        timestamptz not null,
  claimed_until timestamptz,
  sent_at       timestamptz,
  error         text
);
create index deliveries_open on pantau.deliveries (due_at) where state in ('due', 'claimed');

-- What a visit knows of an address before it asks: nothing behind it changed if its mark, or the server, says so.
create table pantau.marks (
  site          text not null,
  url           text not null,
  mark          text,                        -- as the board's row showed it when everything behind it had been read
  last_url      text,                        -- the last page of the thread, where the next visit begins
  etag          text,
  last_modified text,
  watched       boolean not null,            -- an offer stands in the thread
  read_at       timestamptz not null,
  primary key (site, url)
);

-- Whether the last visit to a target read everything that it found: if not, the next goes on past what is known.
create table pantau.targets (
  id            text primary key,
  caught_up     boolean not null
);

create table pantau.visits (
  id            bigint generated always as identity primary key,
  target_id     text not null,
  started_at    timestamptz not null,
  ended_at      timestamptz not null,
  pages         integer not null,
  unchanged     integer not null,
  posts         integer not null,
  new_posts     integer not null,
  changed_posts integer not null,
  signals       integer not null,
  alerts        integer not null,
  stopped       text not null,               -- why it ended: done, a limit, failed
  errors        jsonb not null,              -- pages that failed: [{url, error}]
  error         text                         -- why the visit as a whole failed
);
create index visits_target on pantau.visits (target_id, started_at desc);

-- One visit to a site at a time, over all workers and targets.
create table pantau.leases (
  name          text primary key,
  owner         text not null,
  until         timestamptz not null
);

-- The ids and check values of the keys that hashed what is stored: a worker with other keys is refused.
create table pantau.keys (
  id            text primary key,
  fingerprint   text not null,
  created_at    timestamptz not null
);
