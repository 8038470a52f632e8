-- A site's session: what a visitor who is signed in has to show, sealed; all workers share it. The revision lets the older
-- of two writers lose.
create table pantau.sessions (
  site          text primary key,
  sealed        text not null,               -- AES-256-GCM, in base64; the id of its key stands before it
  refused       text,                        -- why the site let nobody in when that was last tried
  revision      bigint not null,
  changed_at    timestamptz not null
);

-- Targets that are not visited for now, and why.
create table pantau.pauses (
  target_id     text primary key,
  kind          text not null,               -- login, blocked, operator
  reason        text not null,
  asked_how     text,                        -- keyed hash of how the target was asked: asked otherwise, it is tried again
  since         timestamptz not null,
  probe_at      timestamptz,                 -- when one request asks whether the wall still stands; null: never by itself
  probes        integer not null
);
