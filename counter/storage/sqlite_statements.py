"""What SQLite is told: the tables, and the statements of a batch and of reading."""

SCHEMA = """
begin;
create table page(id integer primary key, path text not null unique);
create table page_day(day integer, page integer, views integer not null, primary key(day, page)) without rowid;
create table site_day(day integer primary key, visits integer not null, views integer not null,
                      bots integer not null, untracked integer not null);
create table seen(key integer primary key) without rowid;
pragma user_version = 1;
commit;
"""
# What readers answer. Version 1 had counts only.
ANSWERS = """
begin;
create table rating(path text primary key, stars integer not null, votes integer not null) without rowid;
create table vote(key integer primary key, stars integer not null) without rowid;
create table comment(id integer primary key autoincrement, received integer not null, path text not null,
                     name text not null, text text not null, suspect integer not null, signs text not null,
                     size integer not null, number blob not null unique);
create index comment_of_bin on comment(suspect, id);
create table comment_today(key integer primary key, comment integer not null) without rowid;
create table decision(seq integer primary key autoincrement, comment integer not null, path text not null,
                      decision text not null, at integer not null, number blob not null);
create index decision_of_comment on decision(comment);
create index decision_of_number on decision(number);
pragma user_version = 2;
commit;
"""
VERSION = 2
FORGET = (
    "delete from seen",
    "delete from vote",
    "delete from comment_today",
)  # secure_delete writes zeros over the keys
NEW_KEYS = """
select json_group_array(value) from json_each(?) as given where not exists (select 1 from seen where key = given.value)
"""
ADD_KEYS = "insert into seen select value from json_each(?)"
ADD_PAGES = "insert or ignore into page(path) select key from json_each(?)"
ADD_VIEWS = """
insert into page_day select ?, page.id, given.value from json_each(?) as given join page on page.path = given.key where true
on conflict do update set views = views + excluded.views
"""
ADD_DAY = """
insert into site_day values(?, ?, ?, ?, ?) on conflict do update set visits = visits + excluded.visits,
views = views + excluded.views, bots = bots + excluded.bots, untracked = untracked + excluded.untracked
"""
PUT_PAGE = "insert or replace into page_day select ?, id, ? from page where path = ?"
ROWS = """
select day, null as path, visits, views, bots, untracked from site_day
union all select day, path, 0, views, 0, 0 from page_day join page on page.id = page order by 1, 2
"""
SITE_SUMS = "select total(visits), total(views), total(bots), total(untracked) from site_day"
WRONG_SUMS = """
select day, site_day.views, coalesce(sum(page_day.views), 0) as pages from site_day left join page_day using(day)
where day > 0 group by day having site_day.views <> pages
"""
MOVE_VIEWS = """
insert into page_day select ?1, page, sum(views) from page_day where day > ?1 group by page
on conflict do update set views = views + excluded.views
"""
MOVE_DAYS = """
insert into site_day select ?1, sum(visits), sum(views), sum(bots), sum(untracked) from site_day where day > ?1
having count(*) on conflict do update set visits = visits + excluded.visits,
views = views + excluded.views, bots = bots + excluded.bots, untracked = untracked + excluded.untracked
"""
