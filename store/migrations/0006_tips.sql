-- What somebody reported: who, when, why, and which posts stood there. Names and notes are masked.
create table pantau.tips (
  id            bigint generated always as identity primary key,
  content_id    text not null,               -- keyed hash of what was reported: an address, or a file's content
  source        text not null,
  reported_by   text not null,
  note          text not null,
  reliability   text not null,
  reported_at   timestamptz not null,
  site          text not null,
  page_sha256   text not null,
  posts         jsonb not null               -- their ids
);
create index tips_content on pantau.tips (content_id);
