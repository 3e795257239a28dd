"""Any sequence of what editors, designers, operators and accidents do, against a clean build of the same input.

A rule changes something and knows nothing of what is right: the ``Judge`` builds a clean copy. So a rule may do what no
build can accept, too; the build has to fail then as a clean one does.
"""

import atexit
import copy
import json
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ban_tin.building.claim import LIST
from tests.data.counts import counts_document
from tests.site.builder import NOW, Build
from tests.site.incremental.builds import Judge, Project, Running, model, remove
from tests.site.incremental.content import (
    BREAKAGES,
    CODE,
    MISTAKES,
    SETTINGS,
    SITE,
    THEME,
    VARIANTS,
    Article,
    originals,
    photo,
    put,
)
from tests.site.incremental.content import comments as comments_of

#: After at least and at most so many rules the project is built and compared.
SHORTEST_BATCH, LONGEST_BATCH = 2, 6
MOST_ARTICLES = 14
#: Photos are what a build takes longest for.
MOST_PHOTOS = 4

numbers = st.integers(0, 19)
digits = st.integers(1, 9)
fractions = st.floats(0, 1)
times = st.sampled_from(["now", "kept", "old", "future"])
BAD_DATE = "2026-13-40"

months = st.sampled_from(["2026/09", "2026/10", "2026/11"])
dates = st.sampled_from(
    ["2026-09-30 23:59", "2026-10-01", "2026-10-15 08:00", "2026-11-20 08:00", "2026-11-21 23:30", "2026-11-23 08:00"]
)
categories = st.sampled_from(["Tin hoạt động", "Dạy và học", "Văn bản", "Thông báo"])
tags = st.sampled_from(["[sơ kết]", "[thi đua, sơ kết]", "[đọc sách]", "[thi đua, đọc sách, sơ kết]"])
authors = st.sampled_from(["Minh Hà", "Quốc Bảo"])
#: Front matter that comes and goes; ``None`` takes the field away.
FIELDS: dict[str, list[str | None]] = {
    "title": ['"Tin số 1"', '"Tin số 2"', '"Sở họp & bàn <kế hoạch>"'],
    "slug": [None, "ten-khac"],
    "summary": [None, '"Tóm tắt một."', '"Tóm tắt hai."'],
    "office": [None, "Văn phòng Sở"],
    "source": [None, "Báo Lam Giang"],
    "credit": [None, "Hữu Phước"],
    "status": [None, "draft"],
    "withdrawn": [None, '"Đăng nhầm"'],
    "pinned_until": [None, "2026-11-22 12:00", "2026-12-01"],
    "expires": [None, "2026-11-22 10:00", "2026-12-01", "2026-11-01"],
    "updated": [None, "2026-11-21 10:00"],
    "aliases": [None, "[/cu/mot/]", "[/cu/hai.html, /cu/mot/]", "[/trang-mot/]"],
    "document_number": [None, "12/KH-SGDĐT"],
    "document_type": [None, "Kế hoạch"],
}
CLOCK = tuple(NOW + timedelta(hours=hours) for hours in (0, 2, 15, 24, 24 * 9, 24 * 40, -24, -24 * 60))


@cache
def judge() -> Judge:
    """Return the judge of all runs: its servers outlast one sequence."""
    return Judge()


@cache
def foreign_cache() -> Path:
    """Return the cache of another site with the same code and some of the same addresses."""
    folder = Path(tempfile.mkdtemp(prefix="ban-tin-incremental-"))
    atexit.register(remove, folder)
    project = Project(folder / "other")
    for number in range(4):
        put(project.site.content / f"tin/2026/11/bai-{number}/index.md", _article(number, "2026/11", 1).source())
    assert project.start().end().code == 0
    return project.cache


def _article(number: int, month: str, digit: int) -> Article:
    date = f"{month.replace('/', '-')}-{number % 20 + 1:02} 08:00"
    fields = {"title": f'"Bài {number}"', "date": date, "category": "Tin hoạt động", "tags": "[sơ kết]"}
    return Article(f"bai-{number}", month, fields, f"Nội dung {digit}.")


def enough_waiting(machine: "Incremental") -> bool:
    """Return whether a build is worth its seconds; without it, Hypothesis begins with sequences of nothing but builds."""
    return machine.waiting >= SHORTEST_BATCH


class Incremental(RuleBasedStateMachine):
    """One project, from its first build to what a hundred edits and accidents made of it."""

    #: Rules that have been run, of all sequences.
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.holder = Path(tempfile.mkdtemp(prefix="ban-tin-incremental-"))
        self.project = Project(self.holder / "project")
        self.content = self.project.site.content
        self.originals = originals(self.project.site)
        self.articles: list[Article] = []
        self.deleted: list[Article] = []
        self.variants: dict[str, int] = {}
        self.now: datetime = NOW
        self.created = 0
        self.waiting = 0
        self.wrong = False

    # Judging

    def referee(self) -> Judge:
        return judge()

    def judge(self, **how: Any) -> Build:
        """Build and compare; ``how`` is what ``Judge.build`` takes."""
        self.waiting = 0
        self.wrong = True
        build = self.referee().build(self.project, self.now, **how)
        self.wrong = False
        return build

    def build_and_fix(self, **how: Any) -> None:
        """Build; what doesn't build is fixed, as it would hide what comes next."""
        build = self.judge(**how)
        if build.code:
            note(f"the build failed, as a clean one does: {(build.err or build.out)[:300]}")
            self.fix()

    @precondition(lambda self: self.waiting >= LONGEST_BATCH)
    @invariant()
    def build_before_too_much_is_waiting(self) -> None:
        self.build_and_fix()

    def changed(self) -> None:
        self.waiting += 1
        type(self).steps += 1

    def teardown(self) -> None:
        try:
            if not self.wrong:
                self.fix()
                build = self.judge(photos_again=True)
                assert build.code == 0, f"fixed, and still: {build.err or build.out}"
        finally:
            remove(self.holder)

    # The project as the rules see it

    def write(self, article: Article, time: str = "now") -> None:
        put(article.folder(self.content) / "index.md", article.source(), time)

    def write_variants(self, path: str, time: str = "now") -> None:
        """Write the file ``path`` with all changes that are in force there."""
        active = [(name, digit) for name, digit in self.variants.items() if VARIANTS[name].path == path]
        text = self.originals.get(path, b"").decode()
        for name, digit in active:
            text = VARIANTS[name].apply(text, digit)
        if path in self.originals or active:
            put(self.project.folder / path, text.encode(), time)
        else:
            remove(self.project.folder / path)

    def toggle(self, name: str, digit: int, time: str = "now") -> None:
        """Make one change of a file, make it otherwise, or take it back."""
        if self.variants.get(name) == digit:
            del self.variants[name]
        else:
            self.variants[name] = digit
        self.write_variants(VARIANTS[name].path, time)

    def pick(self, number: int) -> Article:
        return self.articles[number % len(self.articles)]

    def move_folder(self, article: Article, month: str, name: str) -> None:
        """Move the folder of an article where there is none yet."""
        target = self.content / "tin" / month / name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            article.folder(self.content).rename(target)
            article.month, article.name = month, name

    def fix(self) -> None:
        """Take back what may stop a build."""
        for name in [name for name in self.variants if name in BREAKAGES or name == "category address"]:
            self.toggle(name, self.variants[name])
        for article in self.articles:
            before = copy.deepcopy(article)
            article.broken = ""
            article.links = []
            for field in ("slug", "aliases", "lead"):
                article.fields.pop(field, None)
            article.photos = [name for name in article.photos if (article.folder(self.content) / name).exists()]
            if article.fields["date"] == BAD_DATE:
                article.fields["date"] = "2026-11-02 08:00"
            for file in sorted(article.folder(self.content).glob("*.md.txt")):
                file.unlink()
            if article != before:
                self.write(article)
        self.fix_addresses()

    def fix_addresses(self) -> None:
        """Give articles of one address other names."""
        seen: set[tuple[str, str]] = set()
        for article in self.articles:
            address = (article.fields["date"][:7], article.name)
            if address in seen:
                self.move_folder(article, article.month, f"bai-{self.created}")
                self.created += 1
            seen.add((article.fields["date"][:7], article.name))

    @initialize(number=st.integers(4, 9))
    def begin(self, number: int) -> None:
        for count in range(number):
            self.create(("2026/09", "2026/10", "2026/11")[count % 3], count % 9 + 1)
        put(self.content / "trang/trang-mot.md", b'---\ntitle: "Trang"\n---\n\nTrang.\n')
        self.build_and_fix()

    # Articles

    @precondition(lambda self: len(self.articles) < MOST_ARTICLES)
    @rule(month=months, digit=digits)
    def create(self, month: str, digit: int) -> None:
        article = _article(self.created, month, digit)
        self.created += 1
        self.articles.append(article)
        self.write(article)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, digit=digits, time=times)
    def edit_text(self, number: int, digit: int, time: str) -> None:
        article = self.pick(number)
        article.text = f"Nội dung {digit}."
        self.write(article, time)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(
        number=numbers,
        field=st.sampled_from(sorted(FIELDS)).flatmap(
            lambda name: st.tuples(st.just(name), st.sampled_from(FIELDS[name]))
        ),
        time=times,
    )
    def edit_field(self, number: int, field: tuple[str, str | None], time: str) -> None:
        article = self.pick(number)
        name, value = field
        if value is None:
            article.fields.pop(name, None)
        else:
            article.fields[name] = value
        self.write(article, time)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, tags=tags, category=categories, author=authors, time=times)
    def retag_recategorise_set_author(self, number: int, tags: str, category: str, author: str, time: str) -> None:
        article = self.pick(number)
        article.fields |= {"tags": tags, "category": category, "author": author}
        self.write(article, time)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, date=dates, time=times)
    def change_date(self, number: int, date: str, time: str) -> None:
        article = self.pick(number)
        article.fields["date"] = date
        self.write(article, time)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, digit=digits)
    def rename(self, number: int, digit: int) -> None:
        article = self.pick(number)
        self.move_folder(article, article.month, f"ten-moi-{digit}")
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, month=months, with_date=st.booleans())
    def move_to_another_month(self, number: int, month: str, with_date: bool) -> None:
        article = self.pick(number)
        self.move_folder(article, month, article.name)
        if with_date:
            article.fields["date"] = f"{article.month.replace('/', '-')}-05 08:00"
            self.write(article)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers)
    def delete(self, number: int) -> None:
        article = self.pick(number)
        self.articles.remove(article)
        self.deleted.append(article)
        kept = self.holder / "deleted" / str(len(self.deleted))
        kept.parent.mkdir(exist_ok=True)
        shutil.copytree(article.folder(self.content), kept)
        remove(article.folder(self.content))
        self.changed()

    @precondition(lambda self: self.deleted and len(self.articles) < MOST_ARTICLES)
    @rule(aged=st.booleans())
    def restore(self, aged: bool) -> None:
        kept = self.holder / "deleted" / str(len(self.deleted))
        article = self.deleted.pop()
        if not article.folder(self.content).exists():
            shutil.copytree(kept, article.folder(self.content))
            for file in article.folder(self.content).iterdir() if aged else ():
                os.utime(file, (1_600_000_000, 1_600_000_000))
            self.articles.append(article)
        remove(kept)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, other=numbers, relative=st.booleans())
    def link(self, number: int, other: int, relative: bool) -> None:
        article, target = self.pick(number), self.pick(other)
        path = f"../../../{target.month}/{target.name}/index.md"
        article.links = [path if relative else f"{{filename}}/tin/{target.month}/{target.name}/index.md"]
        self.write(article)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, comments=st.integers(0, 7), digit=digits, time=times)
    def approve_comments(self, number: int, comments: int, digit: int, time: str) -> None:
        put(self.pick(number).folder(self.content) / "comments.yaml", comments_of(comments, digit), time)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers)
    def delete_comments(self, number: int) -> None:
        (self.pick(number).folder(self.content) / "comments.yaml").unlink(missing_ok=True)
        self.changed()

    @rule(name=st.sampled_from(["trang-mot", "trang-hai"]), digit=digits, english=st.booleans(), time=times)
    def write_page(self, name: str, digit: int, english: bool, time: str) -> None:
        lang = "lang: en\n" if english else ""
        source = f'---\ntitle: "Trang {digit}"\n{lang}---\n\nTrang {digit}.\n'
        put(self.content / "trang" / f"{name}.md", source.encode(), time)
        self.changed()

    @rule(name=st.sampled_from(["trang-mot", "trang-hai"]))
    def delete_page(self, name: str) -> None:
        remove(self.content / "trang" / f"{name}.md")
        self.changed()

    # Photos and attachments

    def photographed(self) -> list[Article]:
        return [article for article in self.articles if article.photos]

    @precondition(lambda self: self.articles and sum(len(each.photos) for each in self.articles) < MOST_PHOTOS)
    @rule(number=numbers, digit=digits, wide=st.booleans(), lead=st.booleans())
    def add_photo(self, number: int, digit: int, wide: bool, lead: bool) -> None:
        article = self.pick(number)
        name = f"anh-{len(article.photos)}.jpg"
        put(article.folder(self.content) / name, photo(digit, 520 if wide else 64))
        if name not in article.photos:
            article.photos.append(name)
        if lead:
            article.fields |= {"lead": name, "lead_caption": '"Đầu bài"'}
        self.write(article)
        self.changed()

    @precondition(lambda self: self.photographed())
    @rule(number=numbers, digit=digits, time=times)
    def swap_photo(self, number: int, digit: int, time: str) -> None:
        """Another photo of the same name and the same size in bytes."""
        article = self.photographed()[number % len(self.photographed())]
        put(article.folder(self.content) / article.photos[0], photo(digit), time)
        self.changed()

    @precondition(lambda self: self.photographed())
    @rule(number=numbers)
    def rename_photo(self, number: int) -> None:
        article = self.photographed()[number % len(self.photographed())]
        name = article.photos[0]
        new = f"x-{name}"
        with suppress(FileNotFoundError):  # lost before, and not fixed yet
            (article.folder(self.content) / name).rename(article.folder(self.content) / new)
        article.photos[0] = new
        if article.fields.get("lead") == name:
            article.fields["lead"] = new
        self.write(article)
        self.changed()

    @precondition(lambda self: self.photographed())
    @rule(number=numbers, with_text=st.booleans())
    def remove_photo(self, number: int, with_text: bool) -> None:
        """Without its text: the article names a photo that is not there."""
        article = self.photographed()[number % len(self.photographed())]
        remove(article.folder(self.content) / article.photos[-1])
        if with_text:
            name = article.photos.pop()
            if article.fields.get("lead") == name:
                del article.fields["lead"]
            self.write(article)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, digit=digits, time=times)
    def attach(self, number: int, digit: int, time: str) -> None:
        """A file of the same name and size each time, whether or not it was there."""
        article = self.pick(number)
        put(article.folder(self.content) / "ke-hoach.docx", b"%d" % digit, time)
        article.fields["attachments"] = "[ke-hoach.docx]"
        self.write(article)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers)
    def detach(self, number: int) -> None:
        article = self.pick(number)
        remove(article.folder(self.content) / "ke-hoach.docx")
        article.fields.pop("attachments", None)
        self.write(article)
        self.changed()

    # Everything else that a build reads

    @rule(name=st.sampled_from(sorted(THEME)), digit=digits, time=times)
    def change_theme(self, name: str, digit: int, time: str) -> None:
        self.toggle(name, digit, time)
        self.changed()

    @rule(name=st.sampled_from(sorted(SITE)), digit=digits, time=times)
    def change_site(self, name: str, digit: int, time: str) -> None:
        self.toggle(name, digit, time)
        self.changed()

    @rule(name=st.sampled_from(sorted(SETTINGS)), digit=digits, time=times)
    def change_settings(self, name: str, digit: int, time: str) -> None:
        if name == "another theme" and not (self.project.folder / f"theme-{digit}").exists():
            shutil.copytree(model() / "theme", self.project.folder / f"theme-{digit}")
        self.toggle(name, digit, time)
        self.changed()

    @rule(name=st.sampled_from(sorted(CODE)), digit=digits, time=times)
    def change_code(self, name: str, digit: int, time: str) -> None:
        self.toggle(name, digit, time)
        self.changed()

    @rule(digit=st.integers(0, 9), time=times)
    def fetch_counts(self, digit: int, time: str) -> None:
        path = self.content / "counts.json"
        document = counts_document()
        document["site"]["views"] += digit
        document["month"]["pages"].append({"path": "/tin/2026/11/bai-2/", "views": digit + 1})
        put(path, json.dumps(document).encode(), time)
        self.changed()

    @rule(broken=st.booleans())
    def lose_counts(self, broken: bool) -> None:
        path = self.content / "counts.json"
        put(path, b"{") if broken else remove(path)
        self.changed()

    @rule(now=st.sampled_from(CLOCK))
    def set_clock(self, now: datetime) -> None:
        self.now = now
        self.changed()

    # What stops a build

    @rule(name=st.sampled_from(sorted(BREAKAGES)), digit=digits)
    def break_project(self, name: str, digit: int) -> None:
        self.toggle(name, digit)
        self.changed()

    @precondition(lambda self: self.articles)
    @rule(number=numbers, mistake=st.sampled_from([*MISTAKES, "date", "second text"]), time=times)
    def break_article(self, number: int, mistake: str, time: str) -> None:
        article = self.pick(number)
        if mistake == "date":
            article.fields["date"] = BAD_DATE
        elif mistake == "second text":
            put(article.folder(self.content) / "x.md.txt", b"x")
        else:
            article.broken = mistake
        self.write(article, time)
        self.changed()

    # Accidents of the output

    @precondition(lambda self: (self.project.site.output / LIST).exists())
    @rule(path=st.sampled_from(["la.html", "tin/la/la.html", "theme/site-0000000000.css", ".la", "the/sơ kết.html"]))
    def stray_file(self, path: str) -> None:
        with suppress(NotADirectoryError, FileExistsError):
            self.project.stray(path)
        self.changed()

    @rule(
        number=st.integers(0, 200),
        how=st.sampled_from(["edit", "edit unseen", "empty", "delete", "folder", "old time", "delete folder"]),
    )
    def spoil_output(self, number: int, how: str) -> None:
        """Somebody or something changes a file of the output."""
        # Without the list and the cache at once, nobody would know whose the files are: a build asks, and a clean one has no reason to.
        files = sorted(path for path in self.project.site.output.rglob("*") if path.is_file() and path.name != LIST)
        if not files:
            return
        file = files[number % len(files)]
        if how == "edit":
            put(file, file.read_bytes() + b"x")
        elif how == "edit unseen":
            put(file, bytes(byte ^ 1 for byte in file.read_bytes()), "kept")
        elif how == "empty":
            put(file, b"")
        elif how == "old time":
            os.utime(file, (1_600_000_000, 1_600_000_000))
        elif how == "delete folder":
            if file.parent != self.project.site.output:
                remove(file.parent)
        else:
            remove(file)
            if how == "folder":
                (file / "la").mkdir(parents=True)
        self.changed()

    @rule()
    def delete_output(self) -> None:
        remove(self.project.site.output)
        self.changed()

    # Accidents of the cache

    @rule()
    def delete_cache(self) -> None:
        self.project.empty_cache()
        self.changed()

    @precondition(lambda self: self.project.state_files())
    @rule(
        number=st.integers(0, 200),
        how=st.sampled_from(["overwrite", "truncate", "append", "empty", "delete"]),
        place=fractions,
        noise=st.binary(min_size=1, max_size=40),
        time=times,
    )
    def corrupt_cache(self, number: int, how: str, place: float, noise: bytes, time: str) -> None:
        files = self.project.state_files()
        file = files[number % len(files)]
        content = file.read_bytes()
        at = round(place * len(content))
        if how == "overwrite":
            put(file, content[:at] + noise + content[at + len(noise) :], time)
        elif how == "append":
            put(file, content + noise, time)
        elif how == "delete":
            remove(file)
        else:
            put(file, content[: at if how == "truncate" else 0], time)
        self.changed()

    @rule(number=st.integers(0, 200), place=fractions, how=st.sampled_from(["truncate", "overwrite"]), time=times)
    def spoil_what_took_time_to_make(self, number: int, place: float, how: str, time: str) -> None:
        files = self.project.files_of_their_name()
        if files:
            file = files[number % len(files)]
            content = file.read_bytes()
            at = round(place * (len(content) - 1))
            rest = b"" if how == "truncate" or not content else bytes([content[at] ^ 1]) + content[at + 1 :]
            put(file, content[:at] + rest, time)
        self.changed()

    @rule()
    def keep_cache(self) -> None:
        """Keep a copy of the cache, to be put back later."""
        remove(self.holder / "cache")
        shutil.copytree(self.project.cache, self.holder / "cache")
        self.changed()

    @precondition(lambda self: (self.holder / "cache").exists())
    @rule()
    def put_back_cache(self) -> None:
        remove(self.project.cache)
        shutil.copytree(self.holder / "cache", self.project.cache)
        self.changed()

    @rule()
    def put_in_foreign_cache(self) -> None:
        remove(self.project.cache)
        shutil.copytree(foreign_cache(), self.project.cache)
        self.changed()

    # Builds

    @precondition(enough_waiting)
    @rule()
    def build(self) -> None:
        self.changed()
        self.build_and_fix()

    @precondition(enough_waiting)
    @rule()
    def build_in_a_process_of_its_own(self) -> None:
        self.changed()
        self.build_and_fix(processes=1)

    @precondition(enough_waiting)
    @rule()
    def build_strictly(self) -> None:
        """As for publishing: warnings stop it too."""
        self.changed()
        self.judge(strict=True)

    @precondition(enough_waiting)
    @rule(apart=st.floats(0, 0.5))
    def build_twice_at_once(self, apart: float) -> None:
        self.changed()
        self.build_and_fix(processes=2, apart=apart)

    @rule(change=st.one_of(st.integers(1, 12), st.integers(1, 150)), torn=st.booleans())
    def build_is_killed_at_a_change(self, change: int, torn: bool) -> None:
        self.referee().unjudged(self.project, self.now, change, torn)
        self.changed()

    @rule(moment=fractions)
    def build_is_killed(self, moment: float) -> None:
        self.changed()
        running = self.project.start(self.now)
        self.wait(running, 0.05 + moment * 1.2)
        running.kill()

    @precondition(lambda self: self.articles)
    @rule(moment=fractions, number=numbers, digit=digits, time=times)
    def edit_during_a_build(self, moment: float, number: int, digit: int, time: str) -> None:
        """That build may see it or not; the next one has to."""
        running = self.project.start(self.now)
        self.wait(running, moment)
        self.edit_text(number, digit, time)
        running.end()

    @staticmethod
    def wait(running: Running, seconds: float) -> None:
        """Wait so long, or until the build has ended."""
        with suppress(subprocess.TimeoutExpired):
            running.process.wait(seconds)
