"""What readers say is stored when they are told so: kill -9 under load on each storage, full disks, floods."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from counter.storage import open_storage
from counter.storage.comments import LIKELY, SUSPECT, all_pending
from tests.counter.backends import BACKENDS
from tests.counter.harness import FIREFOX, ORIGIN, SOAK, Counter, Server, serving, write_pages
from tests.counter.test_comments import spun
from tests.counter.test_limits import resident
from tests.loops import run_apart

Start = Callable[..., Counter]
TRIALS = 200 if SOAK else 4
PAGES = [f"/tin/{number}/" for number in range(400)]
ON = {"rating": True, "comments": {"consent": "Tôi đồng ý", "retention_days": 30}}


def post(to: str, address: str, **fields: object) -> bytes:
    body = urlencode(fields)
    return (
        f"POST /api{to} HTTP/1.1\r\nHost: so.example\r\nOrigin: {ORIGIN}\r\nUser-Agent: {FIREFOX}\r\nX-Forwarded-For: {address}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def word(number: int) -> str:
    """Another text for each number, in letters: digits make no difference."""
    return "".join(chr(97 + int(digit)) for digit in str(number)) * 2 + " " + "xyz"[number % 3] * 20


class Load:
    """Hits, ratings and comments in turn, on 40 connections until the server is killed."""

    def __init__(self, first: int):
        self.numbers = iter(range(first, first + 10**6))
        self.sent = dict.fromkeys(("hit", "rate", "comment"), 0)
        self.told = dict.fromkeys(self.sent, 0)
        self.texts, self.told_texts = set[str](), set[str]()
        self.last = first

    def request(self, number: int) -> tuple[str, bytes, str]:
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        page, text = PAGES[number % len(PAGES)], word(number)
        kind = ("hit", "rate", "comment")[number % 3]
        fields: dict[str, Any] = {"rate": {"stars": 4}, "comment": {"text": text, "consent": 1}}.get(kind, {})
        return kind, post(f"/{kind}", address, path=page, **fields), text if kind == "comment" else ""

    async def until_killed(self, server: Server, seconds: float) -> None:
        async def client() -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                for number in self.numbers:
                    kind, request, text = self.request(number)
                    self.last = max(self.last, number)
                    writer.write(request)
                    self.sent[kind] += 1
                    self.texts.add(text)
                    good = (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
                    self.told[kind] += good
                    if good:
                        self.told_texts.add(text)
                    await reader.readuntil(b"}")
            writer.close()

        async def kill() -> None:
            await asyncio.sleep(seconds)
            server.process.kill()

        await asyncio.gather(kill(), *(client() for _ in range(40)))
        server.process.wait()


@pytest.mark.parametrize("backend", sorted(BACKENDS))
def test_kill_9(backend: str, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages.json", PAGES, {}, **ON)
    seed = random.randrange(10**9) if SOAK else 7
    random_, first, before = random.Random(seed), 1, {"hit": 0, "rate": 0}
    told, sent = set[str](), set[str]()
    with BACKENDS[backend](tmp_path / "data") as url:
        for trial in range(TRIALS):
            load = Load(first)
            with serving(tmp_path, "--trusted-proxy", "127.0.0.1/32", "--storage", url) as server:
                run_apart(load.until_killed(server, random_.uniform(0.02, 0.4)))
            first = load.last + 1
            storage = opened(url, tmp_path)
            ratings = storage.ratings.load()
            found = {"hit": sum(storage.load().pages.values()), "rate": sum(each.votes for each in ratings.values())}
            assert all(each.stars == 4 * each.votes for each in ratings.values())
            assert storage.check() == []
            texts = [comment.text for comment in all_pending(storage.comments)]
            storage.close()
            where = f"{seed=}, trial {trial}"
            for kind, count in found.items():
                assert load.told[kind] <= count - before[kind] <= load.sent[kind], (
                    f"{where}: {kind} {load.told} {load.sent}"
                )
            before = found
            told |= load.told_texts
            sent |= load.texts
            assert len(texts) == len({*texts}), where
            assert told - {""} <= {*texts} <= sent, where
    print(
        f"\n{backend}: {TRIALS} times; stored {before}, comments told {len(told)}, stored {len(texts)}, sent {len(sent)}"
    )
    assert min(before.values()) > TRIALS
    assert len(told) > TRIALS


def opened(url: str, folder: Path) -> Any:
    """The storage, once the server that keeps it has noticed that the counter is dead."""
    for _ in range(200):
        with suppress(Exception):
            storage = open_storage(url, folder / "backups")
            storage.load()
            return storage
    raise AssertionError(url)


def test_full_disk(counter: Start, tmp_path: Path, small_disk: Path) -> None:
    write_pages(tmp_path / "pages.json", PAGES, {}, **ON)
    site = counter(data=small_disk / "data", comments_a_minute=10**6)
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass

    def requests() -> Iterator[tuple[Any, ...]]:
        for number in range(3000):
            address = f"10.0.{number >> 8}.{number & 255}"
            yield site.form("/comment", address, path=PAGES[number % 400], text=word(number) * 8, consent=1)
            yield site.form("/rate", address, path=PAGES[number % 400], stars=5)

    answers = site.hits(requests(), at_once=100)
    good = [answer for answer in answers if answer.status == 200]
    refused = [answer for answer in answers if answer.status == 503]
    assert refused
    assert len(good) + len(refused) == len(answers)
    assert all("message" in answer.json for answer in refused)
    votes = sum("stars" in answer.json for answer in good)
    assert site.app.works.comments.coming == {True: 0, False: 0}
    ballast.unlink()
    assert site.send("/rate", "10.99.0.1", path=PAGES[0], stars=5).status == 200
    assert site.send("/comment", "10.99.0.1", path=PAGES[0], text="Sau đó", consent=1).status == 200
    assert site.app.works.comments.totals == site.app.works.storage.comments.totals()
    site.restart()
    stored = site.app.works.storage
    assert sum(each.votes for each in stored.ratings.load().values()) == votes + 1
    assert stored.comments.totals().likely + stored.comments.totals().suspects == len(good) - votes + 1


def test_a_flood_of_spam_hides_nobody(counter: Start, tmp_path: Path) -> None:
    """100,000 posts of spam: copies, links, templates, traps; 20 real ones among them, with links too."""
    write_pages(tmp_path / "pages.json", PAGES[:50], {}, **ON)
    site = counter()
    posts = 100_000 if SOAK else 12_000
    random_ = random.Random(3)
    real = [
        f"Thưa thầy cô, em xin hỏi {word(number * 37 + 11)}" + (" xem https://moet.gov.vn/" if number % 4 == 0 else "")
        for number in range(20)
    ]
    places = {posts * number // 20 + 7: text for number, text in enumerate(real)}

    def spam(number: int) -> dict[str, Any]:
        kind = number % 6
        if kind == 0:
            return {"text": f"Vay tiền nhanh, gọi ngay 09{random_.randrange(10**8):08}, lãi suất thấp nhất thị trường"}
        if kind == 1:
            return {"text": f"{word(number)} http://a{number}.example/ http://b.example/ http://c.example/"}
        if kind == 2:
            return {"text": f"<a href='http://{word(number)}'>mua</a>"}
        if kind == 3:
            return {"text": word(number), "website": "http://x"}
        if kind == 5:
            return {"text": spun(random_)}
        return {"text": word(number) + " " + word(number + 1), "name": f"www.{number}.com"}

    def requests() -> Iterator[tuple[Any, ...]]:
        for number in range(posts):
            site.clock.forward(0.01)
            if number in places:
                yield site.form(
                    "/comment", f"192.0.2.{len(places) and number % 250}", path=PAGES[0], text=places[number], consent=1
                )
            address = f"10.{random_.randrange(256)}.{random_.randrange(256)}.{random_.randrange(256)}"
            yield site.form("/comment", address, path=PAGES[random_.randrange(50)], consent=1, **spam(number))

    waiting = requests()
    site.hits([next(waiting) for _ in range(2000)], at_once=50)
    memory = resident()
    statuses = set[int]()

    async def send_all() -> None:
        async def one() -> None:
            for request in waiting:  # the answers are not kept: they would be the memory that is measured
                statuses.add((await site.ask(*request)).status)

        await asyncio.gather(*(one() for _ in range(50)))

    site.run(send_all())
    assert resident() - memory < 20_000_000
    assert statuses <= {200, 429, 503}
    store = site.app.works.storage.comments
    likely = [comment.text for comment in store.pending(0, 1000, LIKELY)]
    assert {*real} <= {*likely}
    assert len(likely) - 20 <= 10, "of spam only what came as the first of its kind"
    assert store.totals().suspect_bytes <= site.config.suspect_bytes
    assert len(store.pending(0, 100_000, SUSPECT)) <= 50 * site.config.suspects_a_day
    assert sum(file.stat().st_size for file in site.config.data.glob("counter.db*")) < 30_000_000
