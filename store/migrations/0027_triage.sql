-- What is done with alerts. What stands is on the root of each thread; every step there is a row that is only added.
alter table pantau.alerts
  add column assignee        text,
  add column snoozed_until   timestamptz,    -- set while the state is 'snoozed'
  add column triage_revision integer not null default 0,
  add column escalate_at     timestamptz,    -- when it goes to others unless somebody reacts before
  add column untold          integer,        -- the revision that others have still to hear of
  add constraint alerts_state check
    (state in ('new', 'acknowledged', 'assigned', 'escalated', 'snoozed', 'false-positive', 'closed'));
create index alerts_escalate on pantau.alerts (escalate_at) where escalate_at is not null;
create index alerts_snoozed on pantau.alerts (snoozed_until) where state = 'snoozed';
create index alerts_untold on pantau.alerts (id) where untold is not null;
create index alerts_of_rule on pantau.alerts (rule_id, created_at);

create table pantau.triage (
  alert_id      text not null references pantau.alerts (id) on delete cascade,
  revision      integer not null,            -- 1, 2, 3 … of this alert
  at            timestamptz not null,
  by            text not null,
  via           text not null check (via in ('cli', 'link', 'slack', 'pantau')),
  channel_id    text,                        -- over which the link or the button came
  action        text not null,
  reason        text,
  state         text not null,               -- what it made of the alert
  assignee      text,
  snoozed_until timestamptz,
  request       text unique,                 -- of a signed request: it counts once
  primary key (alert_id, revision)
);
create trigger triage_is_appended_to before update on pantau.triage
  for each statement execute function pantau.refuse_change();
