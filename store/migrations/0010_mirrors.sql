-- Where a site with mirrors was read last, while its first address does not answer.
alter table pantau.targets add column mirror text;               -- null: at its first address
alter table pantau.targets add column home_failed_at timestamptz; -- when that was asked last
alter table pantau.targets add column home_failure text;          -- what came of it
