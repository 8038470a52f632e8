-- What an account shows, and what was said of it, goes with the account when its time is over.
delete from pantau.clues where account_id not in (select id from pantau.accounts);
delete from pantau.account_versions where account_id not in (select id from pantau.accounts);
delete from pantau.link_verdicts where first not in (select id from pantau.accounts) or second not in (select id from pantau.accounts);
alter table pantau.clues add foreign key (account_id) references pantau.accounts (id) on delete cascade;
alter table pantau.account_versions add foreign key (account_id) references pantau.accounts (id) on delete cascade;
alter table pantau.link_verdicts add foreign key (first) references pantau.accounts (id) on delete cascade;
alter table pantau.link_verdicts add foreign key (second) references pantau.accounts (id) on delete cascade;
