"""What PostgreSQL is told: the tables, and the statements of a batch and of reading."""

from typing import LiteralString

MIGRATIONS: tuple[LiteralString, ...] = (
    """
    create table counter.page(id integer generated always as identity primary key, path text not null unique);
    create table counter.page_day(day integer, page integer references counter.page, views bigint not null,
                                  primary key(day, page));
    create table counter.site_day(day integer primary key, visits bigint not null, views bigint not null,
                                  bots bigint not null, untracked bigint not null);
    create table counter.seen(key bigint primary key);
    create table counter.writer(name text not null, attempt bigint not null);
    """,
    # What readers answer.
    """
    create table counter.rating(path text primary key, stars bigint not null, votes bigint not null);
    create table counter.vote(key bigint primary key, stars smallint not null);
    alter table counter.writer add column answers bigint not null default 0;
    create table counter.comment(id bigint generated always as identity primary key, received bigint not null,
                                 path text not null, name text not null, text text not null, suspect boolean not null,
                                 signs text not null, size integer not null, number bytea not null unique);
    create index on counter.comment(suspect, id);
    create table counter.comment_today(key bigint primary key, comment bigint not null);
    create table counter.decision(seq bigint generated always as identity primary key, comment bigint not null,
                                  path text not null, decision text not null, at bigint not null, number bytea not null);
    create index on counter.decision(comment);
    create index on counter.decision(number);
    """,
)
VERSION = "create schema if not exists counter; create table if not exists counter.version(version integer not null)"
NEW_KEYS = "insert into counter.seen select unnest(%s::bigint[]) on conflict do nothing returning key"
UNSEEN_KEYS = (
    "select key from unnest(%s::bigint[]) as key where not exists (select from counter.seen s where s.key = key.key)"
)
ADD_PAGES = "insert into counter.page(path) select unnest(%s::text[]) on conflict do nothing"
ADD_VIEWS = """
insert into counter.page_day select %s, page.id, given.views from unnest(%s::text[], %s::bigint[]) as given(path, views)
join counter.page using(path) on conflict(day, page) do update set views = page_day.views + excluded.views
"""
ADD_DAY = """
insert into counter.site_day values(%s, %s, %s, %s, %s) on conflict(day) do update set
visits = site_day.visits + excluded.visits, views = site_day.views + excluded.views, bots = site_day.bots + excluded.bots,
untracked = site_day.untracked + excluded.untracked returning xmax = 0
"""
PUT_VIEWS = """
insert into counter.page_day select given.day, page.id, given.views
from unnest(%s::integer[], %s::text[], %s::bigint[]) as given(day, path, views) join counter.page using(path)
on conflict(day, page) do update set views = excluded.views
"""
PUT_DAYS = """
insert into counter.site_day
select * from unnest(%s::integer[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[]) on conflict(day) do update set
visits = excluded.visits, views = excluded.views, bots = excluded.bots, untracked = excluded.untracked
"""
ROWS = """
select day, null as path, visits, views, bots, untracked from counter.site_day
union all select day, path collate "C", 0, views, 0, 0 from counter.page_day join counter.page on page.id = page
order by 1, 2 nulls first
"""
VIEWS_SINCE = """
select path, sum(views)::bigint from counter.page_day join counter.page on page.id = page where day >= %s group by path
"""
WRONG_SUMS = """
select day, site_day.views, coalesce(sum(page_day.views), 0) from counter.site_day left join counter.page_day using(day)
where day > 0 group by day, site_day.views having site_day.views <> coalesce(sum(page_day.views), 0) order by day
"""
MOVE_VIEWS = """
insert into counter.page_day select %(after)s, page, sum(views) from counter.page_day where day > %(after)s group by page
on conflict(day, page) do update set views = page_day.views + excluded.views
"""
MOVE_DAYS = """
insert into counter.site_day select %(after)s, sum(visits), sum(views), sum(bots), sum(untracked) from counter.site_day
where day > %(after)s having count(*) > 0 on conflict(day) do update set
visits = site_day.visits + excluded.visits, views = site_day.views + excluded.views, bots = site_day.bots + excluded.bots,
untracked = site_day.untracked + excluded.untracked
"""
FORGET = "truncate counter.seen, counter.vote, counter.comment_today"
SET_ASIDE = "select nspname from pg_namespace where nspname like 'counter\\_corrupt\\_%' order by 1"
