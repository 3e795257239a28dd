"""Any sequence of ratings, comments, decisions, deletions, days and restarts against dictionaries."""

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from counter.storage.comments import all_pending
from tests.counter.harness import PAGES, SOAK, Counter, FakeClock, write_pages

HOME, *ARTICLES = PAGES
TOKEN = "k" * 43
visitors = st.integers(1, 3).map("203.0.113.{}".format)
articles = st.sampled_from(ARTICLES)
RETENTION = 3


class Model(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        folder = Path(self.folder.name)
        write_pages(
            folder / "pages.json",
            rating=True,
            comments={"consent": "x", "retention_days": RETENTION},
            articles=ARTICLES,
        )
        token = folder / "token"
        token.touch(0o600)
        token.write_text(TOKEN)
        self.clock = FakeClock("2026-12-30T22:00:00")
        settings = {"comments_of_one_a_minute": 10**6, "comments_a_minute": 10**6}
        self.counter = Counter(folder, self.clock, office_token=token, **settings)
        self.stars: dict[tuple[int, str, str], int] = {}
        self.waiting: dict[int, tuple[str, str, int]] = {}  # id -> path, text, day
        self.same: dict[tuple[int, str, str, str], int] = {}
        self.numbers: dict[str, int] = {}
        self.ended: dict[int, str] = {}
        self.audit: list[tuple[int, str]] = []
        self.asked: set[int] = set()
        self.last = 0

    @property
    def day(self) -> int:
        return self.counter.app.works.counting.day

    @rule(visitor=visitors, page=articles, stars=st.integers(1, 5))
    def rate(self, visitor: str, page: str, stars: int) -> None:
        answer = self.counter.send("/rate", visitor, path=page, stars=stars).json
        self.stars[self.day, visitor, page] = stars
        assert (answer["rating"], answer["ratings"]) == self.figures(page)

    @rule(visitor=visitors, page=articles)
    def rate_untracked(self, visitor: str, page: str) -> None:
        assert self.counter.send("/rate", visitor, headers={"sec-gpc": "1"}, path=page, stars=5).status == 403

    def figures(self, page: str) -> tuple[float | None, int]:
        given = [stars for (_, _, path), stars in self.stars.items() if path == page]
        return (int(sum(given) / len(given) * 10 + 0.5) / 10 if given else None), len(given)

    @rule(
        visitor=visitors,
        page=articles,
        text=st.sampled_from(["Hay", "Hay quá", "[url=x]", "http://a.vn http://b.vn"]),
        gpc=st.booleans(),
    )
    def comment(self, visitor: str, page: str, text: str, gpc: bool) -> None:
        headers = {"sec-gpc": "1"} if gpc else {}
        answer = self.counter.send("/comment", visitor, headers=headers, path=page, text=text, consent="1")
        assert answer.status == 200
        key = self.day, visitor, page, text
        if not gpc and self.same.get(key) in self.waiting:
            number = self.same[key]
            self.numbers = {typed: each for typed, each in self.numbers.items() if each != number}
        else:
            number = self.last = self.last + 1
            self.waiting[number] = page, text, self.day
            if not gpc:
                self.same[key] = number
        self.numbers[answer.json["number"]] = number

    def end(self, number: int, how: str) -> None:
        del self.waiting[number]
        self.ended[number] = how
        self.audit.append((number, how))

    @precondition(lambda self: self.numbers)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        typed = data.draw(st.sampled_from(sorted(self.numbers, key=self.numbers.__getitem__)))
        number = self.numbers[typed]
        answer = self.counter.send("/comment/delete", number=typed).json
        if number in self.waiting:
            self.end(number, "withdraw")
        if self.ended[number] == "approve":
            assert answer == {"deleted": False, "asked": True}
            if number not in self.asked:
                self.asked.add(number)
                self.audit.append((number, "ask"))
        else:
            assert answer == {"deleted": True, "asked": False}

    @rule()
    def delete_unknown(self) -> None:
        assert self.counter.send("/comment/delete", number="0000-0000-0000-0000").status == 404

    @rule(number=st.integers(1, 12), decision=st.sampled_from(["approve", "reject"]))
    def decide(self, number: int, decision: str) -> None:
        held = self.office("decide", {"decisions": [{"id": number, "decision": decision}]})["decisions"][0]["decision"]
        if number in self.waiting:
            self.end(number, decision)
        assert held == self.ended.get(number)

    def office(self, what: str, body: object = None) -> dict[str, list[dict[str, str]]]:
        headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
        sent = json.dumps(body).encode() if body else b""
        found = self.counter.request("POST" if body else "GET", f"/api/office/{what}", headers, sent, client=None)
        return found.json

    @rule(seconds=st.sampled_from([1, 5000, 40_000, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.clock.forward(seconds)
        self.settle()

    @rule(seconds=st.sampled_from([1, 100_000]))
    def clock_is_set_back(self, seconds: int) -> None:
        self.clock.wall -= seconds
        self.settle()

    @rule()
    def restart(self) -> None:
        self.counter.restart()
        self.settle()

    def settle(self) -> None:
        self.counter.tick()
        self.counter.tick()
        for number in [number for number, (_, _, day) in self.waiting.items() if day < self.day - RETENTION]:
            self.end(number, "expire")

    @precondition(lambda self: hasattr(self, "counter"))
    @invariant()
    def all_agrees(self) -> None:
        works = self.counter.app.works
        for page in ARTICLES:
            given = works.ratings.of(page)
            assert (given.average, given.votes) == self.figures(page)
        assert works.ratings.stored == works.storage.ratings.load()
        found = {each.id: (each.path, each.text) for each in all_pending(works.storage.comments)}
        assert found == {number: (path, text) for number, (path, text, _) in self.waiting.items()}
        assert works.comments.totals == works.storage.comments.totals()
        told = [(int(line["id"]), line["decision"]) for line in self.office("decisions?limit=10000")["decisions"]]
        assert sorted(told) == sorted(self.audit)

    def teardown(self) -> None:
        if hasattr(self, "counter"):
            self.counter.stop()
            self.counter.close()
            self.folder.cleanup()


TestModel = Model.TestCase
TestModel.settings = settings(
    max_examples=300 if SOAK else 25,
    stateful_step_count=60 if SOAK else 25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
