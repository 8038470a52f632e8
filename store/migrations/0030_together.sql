-- What tells others is asked for whenever it is sent.
create index deliveries_told_by on pantau.deliveries (told_by) where told_by is not null;
