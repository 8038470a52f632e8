-- What is asked of a store that has grown: words, names, personal data by its hash, and trails.

-- Names as people type them: no case, no signs, no full-width or mathematical letters; other scripts stay. Cut to what
-- an index takes.
create function pantau.name_key(name text) returns text language sql immutable parallel safe strict as
  $$ select left(regexp_replace(lower(normalize(left(name, 400), NFKC)), '[\s!-/:-@\[-`{-~]+', '', 'g'), 200) $$;

create function pantau.victim_keys(victims jsonb) returns text[] language sql immutable parallel safe strict as
  $$ select coalesce(array_agg(distinct pantau.name_key(name)), '{}') from jsonb_array_elements_text(victims) as name $$;

-- Three letters at a time, with digits that stand for letters read as those: k0tz is like Kotz.
create function pantau.trigrams(name text) returns text[] language sql immutable parallel safe strict as
  $$ select coalesce(array_agg(distinct substr(padded, at, 3)), '{}')
     from (select ' ' || translate(left(pantau.name_key(name), 60), '013457', 'oieast') || ' ' as padded) as key,
       generate_series(1, length(padded) - 2) as at $$;

-- Words in both languages, so that neither's stop words are lost, and titles and names also as they stand. The limits
-- keep a tsvector below its megabyte, whatever a site shows.
create function pantau.words(names text, title text, body text) returns tsvector
language sql immutable parallel safe as $$
  select setweight(
      to_tsvector('pg_catalog.simple', left(normalize(left(coalesce(names, '') || ' ' || title, 4000), NFKC), 4000)) ||
      to_tsvector('pg_catalog.indonesian', left(normalize(left(title, 2000), NFKC), 2000)) ||
      to_tsvector('pg_catalog.english', left(normalize(left(title, 2000), NFKC), 2000)), 'A') ||
    setweight(
      to_tsvector('pg_catalog.indonesian', left(normalize(left(body, 50000), NFKC), 50000)) ||
      to_tsvector('pg_catalog.english', left(normalize(left(body, 50000), NFKC), 50000)), 'B') $$;

-- What a post says beside its text: the words in its pictures.
create function pantau.picture_words(images jsonb) returns text language sql immutable parallel safe strict as
  $$ select coalesce(string_agg(picture ->> 'text', ' '), '') from jsonb_array_elements(images) as picture $$;

-- Only offers are found by their words: one post in twenty, and the others would cost as much again to store.
alter table pantau.posts add column is_offer boolean not null default false;
update pantau.posts set is_offer = true where id in (select post_id from pantau.signals);
alter table pantau.posts add column words tsvector generated always as (
  case when is_offer then pantau.words(author, title, text || ' ' || pantau.picture_words(images)) end) stored;
create index posts_words on pantau.posts using gin (words);
create index posts_offers on pantau.posts ((coalesce(posted_at, first_seen_at)) desc, id) where is_offer;

alter table pantau.listings add column words tsvector generated always as (
  pantau.words(handle, title || ' ' || victims::text, '')) stored;
create index listings_words on pantau.listings using gin (words);
create index listings_offered on pantau.listings ((coalesce(posted_at, first_seen_at)) desc, id);
create index listings_victims on pantau.listings using gin (pantau.victim_keys(victims));

create index accounts_trigrams on pantau.accounts using gin (pantau.trigrams(handle));

create index signals_hashes on pantau.signals
  using gin (jsonb_path_query_array(signal, '$.personal[*].hashes[*]'));

-- Whose event it was, and when: by the site's word, or else when it was seen. A trail is read off an index, page by page.
alter table pantau.listing_events add column account_id text;
alter table pantau.listing_events add column happened_at timestamptz not null
  generated always as (coalesce(posted_at, seen_at)) stored;
update pantau.listing_events event set account_id = post.account_id from pantau.posts post where post.id = event.post_id;
drop index pantau.listing_events_listing;
create index listing_events_listing on pantau.listing_events (listing_id, happened_at, id);
create index listing_events_account on pantau.listing_events (account_id, happened_at, id);
