-- Whether data was offered before: what is compared of every listing, what it is found by, and what was found.

alter table pantau.listings add column verdict text not null default 'new';

create table pantau.offers (
  n             bigint generated always as identity primary key, -- in the order in which they were seen
  listing_id    text not null unique references pantau.listings (id) on delete cascade,
  offer         jsonb not null               -- names, counts, dates, keyed hashes, a sketch: no words of it
);

-- Each offer under some twenty keys: victim, victim with count, bands of its sketch, rows of its sample, files. Whatever
-- many share is read from both ends only, so that looking one up costs the same however many there are.
create table pantau.offer_keys (
  key           bigint not null,             -- the first 8 bytes of a SHA-256
  offer         bigint not null references pantau.offers (n) on delete cascade,
  primary key (key, offer)
);
create index offer_keys_offer on pantau.offer_keys (offer);

create table pantau.kin (
  listing_id    text not null references pantau.listings (id) on delete cascade,
  earlier_id    text not null references pantau.listings (id) on delete cascade,
  verdict       text not null,               -- same, cross-posted, recycled
  strength      double precision not null,
  reasons       jsonb not null,
  primary key (listing_id, earlier_id)
);
create index kin_earlier on pantau.kin (earlier_id);
