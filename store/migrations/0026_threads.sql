-- What one rule tells of one listing is a thread: its first alert is the root, what is told later are updates of it. No
-- foreign key: a backup is restored row by row, and retention keeps a root as long as its updates.
alter table pantau.alerts add root_id text;
update pantau.alerts set root_id = id where listing_id is null;
update pantau.alerts set root_id = first.id from (
  select distinct on (rule_id, listing_id) rule_id, listing_id, id from pantau.alerts
  where listing_id is not null order by rule_id, listing_id, created_at, id
) first
where alerts.rule_id = first.rule_id and alerts.listing_id = first.listing_id;
alter table pantau.alerts alter root_id set not null;
create index alerts_root on pantau.alerts (root_id, created_at);

-- Deliveries about one listing go over a channel one after the other, in the order in which they were written.
alter table pantau.deliveries add listing_id text;  -- null: about no listing, in no order
alter table pantau.deliveries add n bigint generated always as identity;
alter table pantau.deliveries add receipt text;     -- by what the receiver knows the message, for what is said in answer to it
update pantau.deliveries set listing_id = alerts.listing_id from pantau.alerts where alerts.id = alert_id;
create index deliveries_thread on pantau.deliveries (listing_id, channel_id, n) where listing_id is not null;
