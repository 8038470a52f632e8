-- Where the goods of a listing lie, and whether something answers there. Nobody fetches what does.
create table pantau.offer_links (
  listing_id    text not null references pantau.listings (id) on delete cascade,
  url           text not null,
  first_seen_at timestamptz not null,        -- in a post
  last_seen_at  timestamptz not null,
  asked_at      timestamptz,
  answer        text,                        -- to the last question: up, gone or unknown, and why
  first_up_at   timestamptz,
  last_up_at    timestamptz,
  due_at        timestamptz,                 -- when it is asked for next; null: no more
  primary key (listing_id, url)
);
create index offer_links_due on pantau.offer_links (due_at) where due_at is not null;
create index offer_links_url on pantau.offer_links (url);
