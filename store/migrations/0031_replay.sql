-- What happened from a moment on, whatever it happened to: for rules that are tried on what was stored.
create index listing_events_seen on pantau.listing_events (seen_at, id);
