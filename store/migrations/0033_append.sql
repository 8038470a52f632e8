-- Adds to the chain of custody in one round trip: whoever adds waits for the others here, and not between two statements
-- of a process that has other things to do. Volatile, so that each statement in it sees what was committed before the
-- lock was given.
create function pantau.append_custody(notes jsonb, no_entry text) returns void language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(1129665364); -- spells CUST; held to the end of the transaction
  insert into pantau.custody (n, at, by, action, subject, sha256, detail, before, hash)
  with recursive note as (
    select * from jsonb_to_recordset(notes) as note (k bigint, at timestamptz, by text, action text, subject text,
      sha256 text, detail jsonb, content text)
  ), link as (
    select 0::bigint as k, last.n, null::text as before, last.hash
    from (
      select n, hash from (select custody.n, custody.hash from pantau.custody order by custody.n desc limit 1) as newest
      union all select 0, no_entry order by n desc limit 1
    ) as last
    union all
    select note.k, link.n + 1, link.hash,
      encode(sha256(convert_to(concat_ws(' ', link.n + 1, link.hash, note.content), 'UTF8')), 'hex')
    from link join note on note.k = link.k + 1
  )
  select link.n, note.at, note.by, note.action, note.subject, note.sha256, note.detail, link.before, link.hash
  from link join note on note.k = link.k;
end $$;
