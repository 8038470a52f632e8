-- What is kept for longer than its time, and what is left of a post when its time is over.

-- Listings that are never purged, with all that belongs to them, until they are released.
create table pantau.holds (
  listing_id    text primary key references pantau.listings (id),   -- so that nobody can delete it by mistake either
  why           text not null,               -- masked
  held_by       text not null,
  held_at       timestamptz not null
);

-- When a post's words were deleted; null while they are there. Its ids, dates and hashes stay: a page that still shows it
-- shows nothing new.
alter table pantau.posts add column purged_at timestamptz;
create index posts_unpurged on pantau.posts (seen_at) where purged_at is null;
create index listings_last_seen on pantau.listings (last_seen_at);
create index alerts_listing on pantau.alerts (listing_id);

-- Tables from which something was purged, and whose files still hold it until they are rewritten.
create table pantau.leftovers (
  name          text primary key
);
