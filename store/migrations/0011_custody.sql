-- The chain of custody: what was kept, looked at, handed out, held and deleted, by whom. Rows are only ever added, and each
-- carries a hash over itself and the hash of the row before it (model/custody.ts has the form).
create table pantau.custody (
  n             bigint primary key,          -- 1, 2, 3 … without a gap
  at            timestamptz not null,
  by            text not null,               -- who did it: a worker, or a person's login
  action        text not null,
  subject       text not null,               -- what it was done to: a listing's id, a page's, the name of a key
  sha256        text,                        -- of what was kept, read or deleted
  detail        jsonb not null,
  before        text not null,               -- the hash of the row before; of the first row, 64 zeros
  hash          text not null
);
create index custody_subject on pantau.custody (subject);
create index custody_sha256 on pantau.custody (sha256) where sha256 is not null;

create function pantau.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of pantau.% are never changed and never removed', tg_table_name;
end $$;
create trigger custody_is_appended_to before update or delete or truncate on pantau.custody
  for each statement execute function pantau.refuse_change();
