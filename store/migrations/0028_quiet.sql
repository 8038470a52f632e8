-- What waits, so that nobody is flooded or woken: a delivery is held until its due_at by the clock of the house, and then
-- let go, alone or together with what else waits of its rule on its channel.
alter table pantau.deliveries drop constraint deliveries_state_check;
alter table pantau.deliveries add constraint deliveries_state_check
  check (state in ('due', 'claimed', 'sent', 'dead', 'held', 'gathered'));
alter table pantau.deliveries add told_at timestamptz;  -- when it was let go, by the clock of the house: that of its alert where nothing held it
alter table pantau.deliveries add message jsonb;        -- what it says instead of its alert: several together
alter table pantau.deliveries add told_by text;         -- gathered: the delivery that tells it too
create index deliveries_told on pantau.deliveries (channel_id, told_at) where told_at is not null;
create index deliveries_held on pantau.deliveries (due_at) where state = 'held';
