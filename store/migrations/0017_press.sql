-- What news reported, and which listings it speaks of.

-- What a report mentions: it is compared with listings, those before it and those after.
create table pantau.reports (
  post_id       text primary key references pantau.posts (id) on delete cascade deferrable initially deferred,
  report        jsonb not null               -- names, counts, countries, when it was published
);
create table pantau.report_keys (
  key           bigint not null,             -- as in offer_keys
  post_id       text not null references pantau.reports (post_id) on delete cascade,
  primary key (key, post_id)
);
create index report_keys_post on pantau.report_keys (post_id);

-- A report of a listing: it outlasts the report's post, and goes with the listing.
create table pantau.press (
  listing_id    text not null references pantau.listings (id) on delete cascade,
  post_id       text not null,
  site          text not null,
  url           text not null,
  title         text not null,
  published_at  timestamptz,                 -- by the site; null where it does not say
  seen_at       timestamptz not null,
  page_sha256   text not null,
  reasons       jsonb not null,
  primary key (listing_id, post_id)
);
