-- Listings that were stored before they were compared: a chore takes them one after another, and then there are none.
create table pantau.uncompared (
  listing_id    text primary key references pantau.listings (id) on delete cascade
);
insert into pantau.uncompared (listing_id)
  select id from pantau.listings where not exists (select 1 from pantau.offers where offers.listing_id = listings.id);
