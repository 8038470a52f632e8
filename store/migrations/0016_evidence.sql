-- Pages that gave a signal or changed one: that they were seen, and where what was kept of them lies (docs/evidence.md). A
-- file's key is wrapped under the key ring, which is not in the database: neither opens a file without the other.
create table pantau.evidence (
  id            bigint generated always as identity primary key,
  page_sha256   text not null,               -- of the body: posts, versions and events name it
  site          text not null,
  target_id     text not null,
  url           text not null,               -- masked
  status        integer not null,
  via           text not null,
  fetched_at    timestamptz not null,
  intent        text not null,               -- what it was kept for
  keeping       text not null,               -- page, or hash
  why           text not null,
  worker        text not null,
  file          text,                        -- below the vault's folder; null: only the hash, or destroyed
  file_bytes    bigint,
  file_key      bytea,
  warc_sha256   text,                        -- stays when the file is destroyed
  stored_at     timestamptz not null,
  deleted_at    timestamptz
);
create unique index evidence_capture on pantau.evidence (page_sha256, fetched_at, target_id);
create index evidence_file on pantau.evidence (file) where file is not null;
create index evidence_age on pantau.evidence (fetched_at);
