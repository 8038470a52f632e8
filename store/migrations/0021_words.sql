-- The same words, sooner: a text is made plain once and not for each language, and not at all where it is plain.
create or replace function pantau.words(names text, title text, body text) returns tsvector
language sql immutable parallel safe as $$
  select setweight(to_tsvector('pg_catalog.simple', called) || to_tsvector('pg_catalog.indonesian', headed) ||
      to_tsvector('pg_catalog.english', headed), 'A') ||
    setweight(to_tsvector('pg_catalog.indonesian', said) || to_tsvector('pg_catalog.english', said), 'B')
  from (
    select left(normalize(left(coalesce(names, '') || ' ' || title, 4000), NFKC), 4000) as called,
      left(normalize(left(title, 2000), NFKC), 2000) as headed,
      case when octet_length(body) = length(body) then left(body, 50000)
        else left(normalize(left(body, 50000), NFKC), 50000) end as said
    offset 0 -- or each place that names one would work it out again
  ) as plain $$;
