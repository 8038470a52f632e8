-- Whether a channel takes messages now, over all workers: its own pace, what its receiver asked for, and how it fails. A
-- channel without a row is open.
create table pantau.channel_gates (
  channel_id    text primary key,
  open_at       timestamptz not null,        -- nothing is sent before
  probe_until   timestamptz,                 -- while the channel fails, one delivery at a time asks: until when this one's turn is
  failures      integer not null default 0,  -- tries in a row that failed
  failing_since timestamptz,                 -- the first of them
  told_at       timestamptz                  -- when the operator heard that it is down
);
create index deliveries_waiting on pantau.deliveries (channel_id, attempts, n) where state = 'due';
