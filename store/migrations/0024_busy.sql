-- What sellers posted last, and when they post, read off an index in its order: the busiest have tens of thousands of posts.
create index posts_by on pantau.posts (account_id, (coalesce(posted_at, first_seen_at)) desc, id) include (posted_at);
drop index pantau.posts_account;
create index listings_by on pantau.listings (account_id, (coalesce(posted_at, first_seen_at)) desc, id);
drop index pantau.listings_account;
