-- On which board a thread stands: one that was moved stands on another. {"name", "url"}
alter table pantau.posts add column board jsonb;
alter table pantau.listings add column board jsonb;
