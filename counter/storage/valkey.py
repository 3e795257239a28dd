"""Valkey or Redis: one Lua script a batch, on a server whose append-only file is on the disk before it answers.

Below a prefix (``counter``, or ``?prefix=``) stand:

- ``state``: hash of version, writer and its connection, attempt, day, seen (how many keys)
- ``pages``: hash from path to a small number, the page's id
- ``site``: hash from day to "visits,views,bots,untracked"
- ``views``: hash from id to views, of the newest day
- ``past``: hash from day to "id,views,id,views…" (an id may come twice: sums count); five bytes for a page and day, for ever
- ``seen:0000`` … ``seen:9999``: sets of today's keys. A set of at most 512 integers is an array of eight bytes each.
- ``last``: what the last batch did, to take it back
- ``ratings``, ``votes``: what readers gave, see ``valkey_ratings``; those of comments stand in ``valkey_comments``

Only one counter may write. ``writer`` in ``state`` says which, every script holds it against its own name. The next counter
takes its place once the server no longer knows its connection, so a crash lets the next one in at once. A counter that only
lost its connection comes back under its name. If another one came first, its memory is out of date: its scripts are refused
until it is restarted, so nothing is counted by two.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

from valkey import Valkey
from valkey.backoff import NoBackoff
from valkey.exceptions import ConnectionError as LostError
from valkey.exceptions import ResponseError, ValkeyError
from valkey.exceptions import TimeoutError as SlowError
from valkey.retry import Retry

from counter.storage import OLDER, OPENING, Batch, Committed, Row, Snapshot, StorageCorruptError, StorageError
from counter.storage.answers_dump import read_answers
from counter.storage.backups import may_hold_counts
from counter.storage.dump import newest_dump, write_dump, wrong_sums
from counter.storage.valkey_comments import ValkeyComments
from counter.storage.valkey_ratings import ValkeyRatings
from counter.storage.valkey_scripts import COMMIT, LEAVE, READ, REPLACE, TAKE

VERSION = 1
SECONDS = 10  # without an answer: the connection is given up
LOST = (LostError, SlowError)
# What an answer needs to mean "stored", and that nothing is ever thrown away to make room.
SETTINGS = {
    "appendonly": "yes",
    "appendfsync": "always",
    "no-appendfsync-on-rewrite": "no",
    "maxmemory-policy": "noeviction",
}
TAKEN = "another counter has taken over: restart this one, or let it be"


@dataclass(frozen=True)
class Tables:
    """What was read at one moment."""

    state: dict[str, str]
    ids: dict[str, int]
    site: dict[int, list[int]]  # by day: visits, views, bots, untracked
    pages: dict[int, Counter[int]]  # by day: views by id

    def rows(self) -> Iterator[Row]:
        paths = {number: path for path, number in self.ids.items()}
        for day in sorted(self.site.keys() | self.pages.keys()):
            if day in self.site:
                yield Row(day, None, *self.site[day])
            views = self.pages.get(day, Counter())
            yield from sorted(Row(day, paths[number], views=count) for number, count in views.items())


def open(  # noqa: A001
    url: str, backups: Path, *, write: bool = True, begin_anew: bool = False
) -> "ValkeyStorage":
    """Connect to ``valkey[s]://[user:password@]host[:port][/database][?prefix=…]``, or ``valkey:///file.sock[?db=…]``.

    With ``s`` by TLS, to the host that the certificate names; ``ssl_ca_certs=`` a file of authorities.

    Raises StorageError when another counter writes, or the server would answer before a batch is on its disk.
    """
    return ValkeyStorage(url, backups, write=write, begin_anew=begin_anew)


class ValkeyStorage:
    """Counts in a server's memory and append-only file. ``writer`` is the one connection that changes them."""

    suffix = ".jsonl"

    def __init__(self, url: str, backups: Path, *, write: bool, begin_anew: bool):
        self.backups, self.begin_anew, self.name = backups, begin_anew, uuid4().hex
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        # Braces keep all keys in one slot of a cluster.
        self.prefix = f"{{{query.pop('prefix', 'counter')}}}"
        scheme = parts.scheme if parts.hostname else "unix"
        if scheme in ("valkeys", "rediss") and query.get("ssl_cert_reqs") != "none":
            query.setdefault("ssl_check_hostname", "yes")  # the client's default is to take any host's certificate
        self.url = f"{scheme}://{parts.netloc}{parts.path}?{urlencode(query)}"
        self.reader: Any = Valkey.from_url(self.url, decode_responses=True, socket_timeout=SECONDS)
        scripts = map(self.reader.register_script, (COMMIT, REPLACE, READ))
        self.committing, self.replacing, self.reading = scripts
        self.writer: Any = None
        self.found: list[str] = []
        self.attempt = self.known = self.answers = self.answers_known = 0
        self.ratings, self.comments = ValkeyRatings(self), ValkeyComments(self)
        self.ids = dict[str, int]()
        self.damaged = self.rewrite_due = False
        with _translated():
            if write:
                self._connect(first=True)
            elif not self.reader.exists(self._key("state")):
                raise StorageError("this server has no counts")

    def load(self) -> Snapshot:
        with _translated():
            tables = self._read()
            state, ids = tables.state, tables.ids
            if not state:
                raise StorageCorruptError("the counts are gone from the server")
            rows = list(tables.rows())
            if not any(any(row[2:]) for row in rows) and not self.begin_anew and may_hold_counts(self.backups):
                raise StorageCorruptError("the server has no counts, but there are backups of them")
            self.found = wrong_sums(rows) + [
                "the counts were damaged or gone and the newest backup took their place: hits since then are missing;"
                f" when looked after, delete the keys {self.prefix}:{name}:* and {self.prefix}:aside"
                for name in sorted(self.reader.smembers(self._key("aside")))
            ]
        self.ids, self.fresh, self.damaged = ids, dict[str, int](), False
        self.paths = {number: path for path, number in ids.items()}
        self.day = int(state["day"])
        self.attempt = max(self.attempt, int(state["attempt"]))
        self.known = self.attempt
        self.answers_known = int(state.get("answers", 0))
        self.answers = max(self.answers, self.answers_known)
        pages = Counter[str]()
        for row in rows:
            if row.path is not None:
                pages[row.path] += row.views
        return Snapshot(dict(pages), {row.day: row for row in rows if row.path is None}, int(state["seen"]))

    def commit(self, batch: Batch) -> Committed:
        with _translated():
            try:
                return self._store(batch)
            except LOST:
                return self._store(batch)  # the server may be back, or have closed an idle connection

    def _store(self, batch: Batch) -> Committed:
        if self.damaged:
            raise StorageCorruptError("the counts were damaged or gone, and the newest backup is not there yet")
        for path in batch.keys.values():
            if path not in self.ids:
                # An id once given stays given, even if this batch fails.
                self.fresh[path] = self.ids[path] = len(self.ids)
                self.paths[self.ids[path]] = path
        head = (self.known, batch.day, int(batch.remember), batch.visits, batch.bots, batch.untracked)
        keys = " ".join(f"{key} {self.ids[path]}" for key, path in batch.keys.items())
        seen, *counts = self._run(self.committing, *head, keys, *_flat(self.fresh))
        self.known = self.attempt
        self.fresh.clear()
        if batch.day > self.day:
            self.rewrite_due = self.day > OPENING
            self.day = batch.day
        if self.rewrite_due:
            self._rewrite()
        return Committed({self.paths[number]: views for number, views in _pairs(counts)}, seen)

    def _rewrite(self) -> None:
        """The keys of the day before are in the append-only file until it is rewritten."""
        try:
            self.writer.bgrewriteaof()
            self.rewrite_due = False
        except ResponseError:
            pass  # one is under way: after the next batch
        except LOST:
            self._give_up()

    def change(self, script: Any, arguments: Iterable[object]) -> Any:
        """Run a script of another subject that changes something. It has to bear being run again."""
        if self.damaged:
            raise StorageCorruptError("the counts were damaged or gone, and the newest backup is not there yet")
        given = [*arguments]
        with _translated():
            try:
                return self._changed(script, given)
            except LOST:
                return self._changed(script, given)

    def _changed(self, script: Any, arguments: Iterable[object]) -> Any:
        if self.writer is None:
            self._connect()
        self.answers += 1
        try:
            told = script([self.prefix], [self.name, self.answers, self.answers_known, *arguments], self.writer)
        except LOST:
            self._give_up()
            raise
        self.answers_known = self.answers
        return told

    def read_table(self, name: str) -> dict[str, str]:
        """A whole hash, from any thread."""
        return dict(self.read("hgetall", name))

    def read(self, command: str, name: str, *arguments: object, **more: object) -> Any:
        """What the server answers to a command that reads below ``name``, from any thread."""
        with _translated():
            return getattr(self.reader, command)(self._key(name), *arguments, **more)

    def put(self, rows: Iterable[Row]) -> None:
        with _translated():
            kept = {row[:2]: row for row in self._read().rows()}
            kept.update({row[:2]: row for row in rows})
            self._replace(kept.values())
        self.load()

    def _replace(self, rows: Iterable[Row], aside: str = "") -> None:
        """Make ``rows`` all that is stored. Today's keys stay, unless what was there is put aside."""
        # Ids that were given stay: should the answer be lost, this counter goes on with them.
        site, past, ids = dict[int, str](), dict[int, list[int]](), dict(self.ids)
        for row in rows:
            if row.path is None:
                site[row.day] = ",".join(map(str, row[2:]))
            else:
                past.setdefault(row.day, []).extend((ids.setdefault(row.path, len(ids)), row.views))
        packed = {day: ",".join(map(str, values)) for day, values in past.items()}
        tables = [value for table in (site, packed, ids) for value in (len(table), *_flat(table))]
        self._run(self.replacing, aside, max(site, default=OPENING), *tables)

    def rows(self) -> Iterator[Row]:
        with _translated():
            yield from self._read().rows()

    def views_since(self, day: int) -> dict[str, int]:
        with _translated():
            sums = Counter[str]()
            for row in self._read(max(day, OPENING + 1)).rows():
                if row.path is not None and row.day >= day:
                    sums[row.path] += row.views
            return dict(sums)

    def check(self) -> list[str]:
        try:
            return wrong_sums(self.rows())
        except StorageError as error:
            return [str(error)]

    def backup(self, target: Path) -> None:
        write_dump(self, target)

    def recover(self) -> Snapshot:
        newest = newest_dump(self.backups)
        if newest is None:
            raise StorageError(f"the counts are damaged and there is no good backup in {self.backups}")
        aside = f"corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        self.damaged = True
        with _translated():
            self._connect(first=True)
            self._replace(newest[1], aside)
        found = self.load()
        if not any(self.read("exists", name) for name in ("ratings", "comments", "decisions")):
            sums, kept = read_answers(newest[0])
            self.ratings.put(sums)
            self.comments.fill(kept)
        return found

    def move_days(self, after: int) -> None:
        with _translated():
            moved: dict[tuple[int, str | None], Row] = {}
            for row in self._read().rows():
                place = min(row.day, after), row.path
                before = moved.get(place, Row(*place))
                moved[place] = Row(*place, *map(sum, zip(before[2:], row[2:], strict=True)))
            self._replace(moved.values())
        self.load()

    def away(self) -> str:
        return ""

    def problems(self) -> list[str]:
        return list(self.found)

    def close(self) -> None:
        if self.writer:
            with suppress(ValkeyError):
                self.writer.eval(LEAVE, 1, self.prefix, self.name)
            self.writer.close()
            self.writer = None
        self.reader.close()

    def _key(self, name: str) -> str:
        return f"{self.prefix}:{name}"

    def _run(self, script: Any, *arguments: object) -> Any:
        """Run a script that changes counts. A lost connection is given up: the script may have run or not."""
        if self.writer is None:
            self._connect()
        self.attempt += 1
        try:
            return script([self.prefix], [self.name, self.attempt, *arguments], self.writer)
        except LOST:
            self._give_up()
            raise

    def _give_up(self) -> None:
        self.writer.close()
        self.writer = None

    def _connect(self, *, first: bool = False) -> None:
        """Become the writer, or (unless ``first``) go on being it. Raises StorageError when there is another one."""
        # No retries: what may be sent again is decided here.
        client: Any = Valkey.from_url(
            self.url,
            decode_responses=True,
            single_connection_client=True,
            socket_timeout=SECONDS,
            socket_connect_timeout=3,
            retry=Retry(NoBackoff(), 0),
        )
        try:
            _check_settings(client)
            version, writer, connection = client.hmget(self._key("state"), "version", "writer", "connection")
            if int(version or 0) > VERSION:
                raise StorageError(f"the counts were written by a newer counter (version {version})")
            if not first and version is None:
                raise StorageCorruptError("the counts are gone from the server")
            if writer != self.name and (not first or (writer and _is_connected(client, connection))):
                raise StorageError(TAKEN if not first else "another counter writes to this server: stop it first")
            mine = f"{client.info('server')['run_id']} {client.client_id()}"
            given = (writer or "", connection or "", self.name, mine, VERSION, 0, OPENING, 0)
            if not client.eval(TAKE, 1, self.prefix, *given):
                raise StorageError("another counter begins to write to this server: stop it first")
        except BaseException:
            client.close()
            raise
        if self.writer:
            self.writer.close()
        self.writer = client

    def _read(self, since: int = OPENING) -> Tables:
        """The counts from the day ``since`` on, as of one moment."""
        state, ids, site, views, past = (
            dict(zip(table[::2], table[1::2], strict=True)) for table in self.reading([self.prefix], [since])
        )
        pages = {int(day): Counter[int]() for day in past}
        for day, packed in past.items():
            for number, count in _pairs([int(value) for value in packed.split(",")]):
                pages[int(day)][number] += count
        if views:
            pages.setdefault(int(state["day"]), Counter()).update({int(number): int(views[number]) for number in views})
        return Tables(
            state,
            {path: int(number) for path, number in ids.items()},
            {int(day): [int(count) for count in counts.split(",")] for day, counts in site.items()},
            pages,
        )


def _check_settings(client: Any) -> None:
    try:
        found = {name: client.config_get(name).get(name) for name in SETTINGS}
    except ResponseError as error:
        raise StorageError(f"the counter has to be allowed CONFIG GET: {error}") from error
    if wrong := [f"{name} {good}" for name, good in SETTINGS.items() if found[name] != good]:
        raise StorageError(f"the server may lose what it acknowledged: set in its configuration: {'; '.join(wrong)}")


def _is_connected(client: Any, connection: str) -> bool:
    server, _, number = connection.partition(" ")
    return bool(client.info("server")["run_id"] == server and client.client_list(client_id=[number]))


def _flat(table: Mapping[Any, Any]) -> list[Any]:
    return [item for pair in table.items() for item in pair]


def _pairs(values: list[int]) -> Iterator[tuple[int, int]]:
    return zip(values[::2], values[1::2], strict=True)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ResponseError as error:
        if str(error) == "GONE" or "WRONGTYPE" in str(error):
            raise StorageCorruptError(f"the counts on the server are damaged or gone: {error}") from error
        raise StorageError({"TAKEN": TAKEN, "OLDER": OLDER}.get(str(error), str(error))) from error
    except ValkeyError as error:
        raise StorageError(str(error)) from error
    except (KeyError, ValueError) as error:
        raise StorageCorruptError(f"the counts on the server can't be read: {error!r}") from error
