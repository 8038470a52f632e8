-- What changes on a site: marks that outlive a domain, versions of posts, offers that are read again.

-- An address on the site's own host is known by its path and query. Until now marks had whole addresses: of each site,
-- those on the host that most of its threads and pastes lie on lose it. Start pages keep theirs: what a server says of
-- their age is this server's word.
with hosts as (
  select site, substring(url from '^https?://[^/]+') as origin, count(*) as marks
  from pantau.marks where mark is not null or last_url is not null group by 1, 2
), homes as (
  select distinct on (site) site, origin from hosts where origin is not null order by site, marks desc, origin
)
update pantau.marks set url = substr(marks.url, length(homes.origin) + 1),
  last_url = case when starts_with(marks.last_url, homes.origin || '/')
    then substr(marks.last_url, length(homes.origin) + 1) else marks.last_url end
from homes
where marks.site = homes.site and starts_with(marks.url, homes.origin || '/')
  and (marks.mark is not null or marks.last_url is not null);

-- The title that the board's row showed, as a keyed hash: one that changes is news, though nobody replied.
alter table pantau.marks add column title text;

-- When a target was first read, and when a visit last read everything on it: what is older than that is not fresh.
alter table pantau.targets add column began_at timestamptz not null default 'epoch';
alter table pantau.targets add column whole_at timestamptz;
update pantau.targets set whole_at =
  (select max(ended_at) from pantau.visits where target_id = targets.id and error is null and stopped = 'done');

-- Alerts that a visit did not raise, because their posts were old when it found them.
alter table pantau.visits add column silent integer not null default 0;

-- When a post was found gone; null while it stands.
alter table pantau.posts add column gone_at timestamptz;

-- Every version of a post that was seen, and its absence.
create table pantau.post_versions (
  post_id       text not null references pantau.posts (id) on delete cascade deferrable initially deferred,
  seen_at       timestamptz not null,
  content_hash  text,                        -- as in posts; null: the post was gone
  page_sha256   text not null,               -- of the page that showed it, or that lacked it
  primary key (post_id, seen_at)
);
insert into pantau.post_versions (post_id, seen_at, content_hash, page_sha256)
  select id, seen_at, content_hash, page_sha256 from pantau.posts;

-- Posts that opened a listing, on pages that are read again for edits and deletions, mark or no mark.
create table pantau.watches (
  post_id       text primary key references pantau.posts (id) on delete cascade deferrable initially deferred,
  listing_id    text not null references pantau.listings (id) on delete cascade,
  target_id     text not null,               -- whose visits read it again: they know the way and the engine
  kind          text not null,               -- of the page: thread or paste
  url           text not null,               -- the page that it stands on
  first_url     text not null,               -- the first page of its thread; the same one for a paste
  since         timestamptz not null,        -- when something last happened to it: the younger, the sooner
  alerted       boolean not null,            -- somebody was told of it
  due_at        timestamptz,                 -- null: no more
  absent_at     timestamptz                  -- when it was first not there; gone, if it still is not at another visit
);
create index watches_due on pantau.watches (target_id, due_at) where due_at is not null;
