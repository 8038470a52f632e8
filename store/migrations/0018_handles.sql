-- Handles by how they begin, and by four letters in a row: three stand in so many handles that looking one up would read
-- half of them.
create function pantau.grams(name text) returns text[] language sql immutable parallel safe strict as
  $$ select coalesce(array_agg(distinct substr(padded, at, 4)), '{}')
     from (select ' ' || translate(left(pantau.name_key(name), 60), '013457', 'oieast') || ' ' as padded) as key,
       generate_series(1, greatest(length(padded) - 3, 1)) as at $$;
create index accounts_grams on pantau.accounts using gin (pantau.grams(handle));
create index accounts_names on pantau.accounts (pantau.name_key(handle) text_pattern_ops);
drop index pantau.accounts_trigrams;
drop function pantau.trigrams;
