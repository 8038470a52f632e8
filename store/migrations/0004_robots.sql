-- Whether a visit kept to the site's robots.txt, and how many addresses it left out for that.
alter table pantau.visits add column robots text not null default 'honour';
alter table pantau.visits add column kept_out integer not null default 0;
