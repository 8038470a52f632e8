-- Who is behind an account: what it shows of itself, and what an analyst has decided.

-- A clue is a key, a contact, a wallet, a name that an account shows. Accounts that show the same one may be one person.
create table pantau.clues (
  account_id    text not null,               -- site/handle
  kind          text not null,               -- telegram, pgp, btc, alias, handle, uid …
  value         text not null,
  post_id       text,                        -- where it was shown first; none for a profile page
  page_sha256   text not null,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  primary key (account_id, kind, value)
);
create index clues_value on pantau.clues (kind, value);

-- What an analyst has said of two accounts; the last word counts, and the others stay. The first account sorts first.
create table pantau.link_verdicts (
  id            bigint generated always as identity primary key,
  first         text not null,
  second        text not null,
  verdict       text not null check (verdict in ('confirmed', 'refused')),
  why           text not null,
  by_whom       text not null,
  decided_at    timestamptz not null
);
create index link_verdicts_first on pantau.link_verdicts (first);
create index link_verdicts_second on pantau.link_verdicts (second);

-- What profile pages said of an account, from when on: a row wherever something changed.
create table pantau.account_versions (
  account_id      text not null,
  seen_at         timestamptz not null,
  url             text not null,
  joined_at       timestamptz,
  posts           bigint,
  threads         bigint,
  reputation      bigint,
  contacts        jsonb not null,
  earlier_handles jsonb not null,
  page_sha256     text not null,
  primary key (account_id, seen_at)
);
alter table pantau.accounts add column earlier_handles jsonb not null default '[]';
