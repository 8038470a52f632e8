-- What a page kept from the visitor, and what a leak site's card says of its victim.
alter table pantau.posts add column hidden boolean not null default false;
alter table pantau.posts add column card jsonb;
