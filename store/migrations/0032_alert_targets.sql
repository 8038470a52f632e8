-- At which target an alert came up: how right its rule is differs by source. Of what is there already, the site is known,
-- which is called as its target where that has no other name.
alter table pantau.alerts add column target_id text;
update pantau.alerts set target_id = listings.site from pantau.listings where listings.id = alerts.listing_id;
