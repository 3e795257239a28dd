"""An incremental build makes what a clean one makes, byte for byte, and says the same.

The machine tries any sequence; the examples show the cases by name. ``SOAK=1`` is the long run, of more than 2,000 steps (`make soak`: no test is ended for its length there).
"""

import json
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from ban_tin.building.claim import LIST
from tests.data.counts import counts_document
from tests.site.builder import NOW, Build
from tests.site.incremental.builds import Judge, Project
from tests.site.incremental.content import VARIANTS, Article, originals, photo, put
from tests.site.incremental.machine import Incremental, foreign_cache, judge

#: Rules that the machine runs, in sequences of at most a hundred; Hypothesis ends some of them early: from a tenth to nearly half of the steps.
STEPS = int(os.environ.get("STEPS") or (4000 if os.environ.get("SOAK") else 24))
_SEQUENCES = max(2, STEPS // 100)

TestIncremental = Incremental.TestCase
TestIncremental.settings = settings(
    max_examples=_SEQUENCES,
    stateful_step_count=-(-STEPS // _SEQUENCES),
    # The short run is the same every time: what it finds, the change under test has brought.
    derandomize=STEPS < 100,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
    # A step takes seconds: the sequence is told as it was found.
    phases=(Phase.explicit, Phase.generate),
)


@pytest.fixture(scope="module", autouse=True)
def told() -> Iterator[None]:
    """Say how many rules were run (``pytest -s`` shows it)."""
    yield
    print(f"\n{Incremental.steps} steps")


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The copy of the code that all examples use, one after another."""
    return Project(tmp_path_factory.mktemp("incremental") / "project")


@pytest.fixture(scope="module")
def built(code: Project) -> Path:
    """A copy of the project as its first build left it: six articles, links between two of them, a photo, an attachment, a page."""
    project = code
    for number in range(6):
        write(project, article(number))
    write(project, article(0, photos=["anh.jpg"], fields={"attachments": "[ke-hoach.docx]"}))
    put(folder(project, 0) / "anh.jpg", photo(1))
    put(folder(project, 0) / "ke-hoach.docx", b"1")
    write(project, article(5, links=["../bai-1/index.md"]))
    put(project.site.content / "trang/trang-mot.md", b'---\ntitle: "Trang"\n---\n\nTrang.\n')
    assert judge().unjudged(project).code == 0
    return Path(shutil.copytree(project.folder, project.folder.with_name("built")))


@pytest.fixture
def project(code: Project, built: Path) -> Project:
    """A project that has been built: put back as it was, which is cheaper than a first build, and built again, as copies have other stamps."""
    code.begin_again(built)
    assert judge().unjudged(code).code == 0
    return code


def article(number: int, text: str = "Nội dung.", fields: dict[str, str] | None = None, **parts: Any) -> Article:
    """Return the article ``bai-<number>`` of November 2026."""
    head = {
        "title": f'"Bài {number}"',
        "date": f"2026-11-{number + 10} 08:00",
        "category": "Tin hoạt động",
        "tags": "[sơ kết]",
    }
    return Article(f"bai-{number}", "2026/11", head | (fields or {}), text, **parts)


def folder(project: Project, number: int) -> Path:
    return project.site.content / "tin/2026/11" / f"bai-{number}"


def write(project: Project, article: Article, time: str = "now") -> None:
    put(article.folder(project.site.content) / "index.md", article.source(), time)


def vary(project: Project, name: str, digit: int = 1) -> None:
    """Make the change ``name`` of ``VARIANTS``."""
    variant = VARIANTS[name]
    text = originals(project.site).get(variant.path, b"").decode()
    put(project.folder / variant.path, variant.apply(text, digit).encode())


def test_every_variant_changes_something(tmp_path: Path) -> None:
    texts = originals(Project(tmp_path / "project").site)
    for name, variant in VARIANTS.items():
        text = texts.get(variant.path, b"").decode()
        assert variant.apply(text, 9) != text, f"{name}: {variant.path} has no {variant.old!r} any more"


def test_what_links_lead_to(project: Project) -> None:
    """No file changes, and none of its times."""
    store = project.site.content / "kho"
    put(store / "mot/index.md", article(6).source())
    linked = project.site.content / "tin/2026/11/lien-ket"
    linked.symlink_to("../../../kho/mot")
    write(project, article(3, "[Tệp](tep.pdf)"))
    put(folder(project, 3) / "that.pdf", b"%PDF-1.4")
    (folder(project, 3) / "tep.pdf").symlink_to("that.pdf")
    judge().build(project)
    before = project.tree()
    (store / "mot").rename(store / "hai")
    linked.unlink()
    linked.symlink_to("../../../kho/hai")
    judge().build(project)
    assert project.tree() != before, "its address is that of the folder where it lies"
    (folder(project, 3) / "tep.pdf").unlink()
    assert judge().build(project).code == 1
    (folder(project, 3) / "tep.pdf").symlink_to("that.pdf")
    folder(project, 2).rename(store / "ba")
    folder(project, 2).symlink_to("../../../kho/ba")
    judge().build(project)
    assert "tin/2026/11/ba/index.html" in project.tree()


def test_nothing_changed(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.site.output.rglob("*") if path.is_file()}
    judge().build(project)
    assert before == {path: path.stat().st_mtime_ns for path in project.site.output.rglob("*") if path.is_file()}


def test_an_edit_without_a_trace(project: Project) -> None:
    """The same size in bytes, and the old time of the file."""
    write(project, article(2, "Nội dụng."), time="kept")
    judge().build(project)
    assert "Nội dụng." in project.site.read("/tin/2026/11/bai-2/")


def test_another_title_reaches_the_pages_that_show_it(project: Project) -> None:
    write(project, article(2, fields={"title": '"Tên khác"'}))
    judge().build(project)
    assert "Tên khác" in project.site.read("/tin/2026/11/bai-3/")
    assert "Tên khác" in project.site.read("/the/so-ket/trang/1/")


def test_a_renamed_folder_and_the_links_to_it(project: Project) -> None:
    folder(project, 1).rename(folder(project, 7))
    broken = judge().build(project)
    assert broken.code == 1
    assert "bai-5/index.md" in broken.err
    write(project, article(5, links=["../bai-7/index.md"]))
    assert judge().build(project).code == 0
    assert not (project.site.output / "tin/2026/11/bai-1").exists()
    assert 'href="/tin/2026/11/bai-7/"' in project.site.read("/tin/2026/11/bai-5/")


def test_deleted_and_restored_with_an_old_time(project: Project) -> None:
    source = (folder(project, 3) / "index.md").read_bytes()
    shutil.rmtree(folder(project, 3))
    judge().build(project)
    put(folder(project, 3) / "index.md", source, "old")
    judge().build(project)
    assert "Bài 3" in project.site.read("/tin/2026/11/bai-3/")


def test_another_tag_category_author_and_date(project: Project) -> None:
    write(project, article(4, fields={"tags": "[đọc sách]", "category": "Thông báo", "author": "Minh Hà"}))
    judge().build(project)
    assert (project.site.output / "the/doc-sach/index.html").exists()
    write(project, article(4, fields={"date": "2026-11-01 08:00"}))
    judge().build(project)
    assert not (project.site.output / "the/doc-sach").exists()


def test_a_photo_and_an_attachment_swapped_without_a_trace(project: Project) -> None:
    before = project.tree()
    put(folder(project, 0) / "anh.jpg", photo(2), "kept")
    put(folder(project, 0) / "ke-hoach.docx", b"2", "kept")
    judge().build(project)
    changed = {path for path, content in project.tree().items() if before.get(path) != content}
    assert "tin/2026/11/bai-0/ke-hoach.docx" in changed
    assert any("/anh-" in path for path in changed)


def test_a_change_of_theme_site_toml_code_and_settings(project: Project) -> None:
    for name in (
        "article template",
        "macro",
        "style sheet",
        "catalogue",
        "category colour",
        "language",
        "LIST_LENGTH",
        "no pages",
    ):
        before = project.tree()
        vary(project, name)
        judge().build(project)
        assert project.tree() != before, name


def test_a_filter_whose_value_jinja_compiles_into_a_template(project: Project) -> None:
    template, filters = project.folder / "theme/templates/article.html", project.folder / "ban_tin/rendering/filters.py"
    put(template, template.read_bytes().replace(b"{% block main %}", b"{% block main %}{{ 1234567|number }}"))
    judge().build(project)
    assert "1.234.567" in project.site.read("/tin/2026/11/bai-0/")
    put(filters, filters.read_bytes().replace(b"partial(format_number, lang=lang)", b"lambda number: number + 1"))
    judge().build(project)
    assert "1234568" in project.site.read("/tin/2026/11/bai-0/")


@pytest.mark.parametrize(
    ("file", "old", "new", "made"),
    [
        ("ban_tin/planning/files/sharing_card.py", "quality=84", "quality=40", r"tin/2026/11/bai-1/chia-se\.jpg"),
        ("ban_tin/rendering/fonts.py", '["kern", "liga",', '["liga",', r"theme/.*\.woff2"),
    ],
)
def test_code_of_what_a_cache_keeps_for_long(project: Project, file: str, old: str, new: str, made: str) -> None:
    """Clean builds share that cache too: so it is held against what was before."""
    before = project.tree()
    path = project.folder / file
    text = path.read_text("utf-8")
    assert old in text
    put(path, text.replace(old, new).encode())
    judge().build(project)
    after = project.tree()
    assert [each for each in after if re.fullmatch(made, each) and before.get(each) != after[each]]


def test_counts(project: Project) -> None:
    put(project.site.content / "counts.json", json.dumps(counts_document()).encode())
    judge().build(project)
    assert "547.780" in project.site.read("/thong-ke/")


def test_a_clock_that_jumps(project: Project) -> None:
    write(project, article(6, fields={"date": "2026-11-23 08:00", "expires": "2026-11-30", "category": "Thông báo"}))
    judge().build(project)
    assert "Bài 6" not in project.site.read("/")
    for days, shown in ((2, True), (10, False), (-3, False), (2, True)):
        judge().build(project, NOW + timedelta(days=days))
        assert ("Bài 6" in project.site.read("/")) is shown, days


def test_a_mistake_leaves_the_output_alone_until_it_is_fixed(project: Project) -> None:
    write(project, article(2, fields={"category": "Không có"}))
    write(project, article(3, "Sửa luôn."))
    assert judge().build(project).code == 1
    assert "Sửa luôn." not in project.site.read("/tin/2026/11/bai-3/")
    write(project, article(2))
    assert judge().build(project).code == 0
    assert "Sửa luôn." in project.site.read("/tin/2026/11/bai-3/")


def test_a_mistake_in_a_template(project: Project) -> None:
    vary(project, "name in a template")
    write(project, article(3, "Sửa luôn."))
    assert judge().build(project).code == 1
    put(project.folder / "theme/templates/article.html", originals(project.site)["theme/templates/article.html"])
    assert judge().build(project).code == 0


def test_warnings_are_told_again_by_a_build_that_reads_nothing_again(project: Project) -> None:
    write(project, article(2, fields={"expires": "2026-11-01"}))
    first, second = judge().build(project), judge().build(project)
    assert "bai-2/index.md:6: cảnh báo" in first.err
    assert second.err == first.err
    assert judge().build(project, strict=True).code == 1


@pytest.mark.parametrize("torn", [False, True])
def test_kill_9_in_the_middle_of_writing(project: Project, torn: bool) -> None:
    vary(project, "base template")
    write(project, article(6))
    for change in (1, 2, 5, 20):
        killed = judge().unjudged(project, kill_at=change, torn=torn)
        assert killed.code == -9, killed
    judge().build(project)


def test_kill_9_then_taken_back(project: Project) -> None:
    """What the killed build wrote is no longer wanted when the next one begins."""
    write(project, article(6))
    vary(project, "base template")
    assert judge().unjudged(project, kill_at=15, torn=True).code == -9
    shutil.rmtree(folder(project, 6))
    vary(project, "comment in site.toml")
    put(project.folder / "theme/templates/base.html", originals(project.site)["theme/templates/base.html"])
    judge().build(project)


def test_kill_9_at_some_moment(project: Project) -> None:
    begun = time.monotonic()
    assert project.start().end().code == 0
    whole, killed = time.monotonic() - begun, 0
    for part in (0.1, 0.3, 0.5, 0.8):
        write(project, article(6, f"Sau {part} thời gian."))
        running = project.start()
        time.sleep(part * whole)
        running.kill()
        killed += running.process.returncode == -9
    assert killed, "every build had ended before"
    judge().build(project)


def test_two_builds_at_once(project: Project) -> None:
    write(project, article(6))
    shutil.rmtree(folder(project, 3))
    judge().build(project, processes=2)
    judge().build(project)


def test_a_corrupted_cache(project: Project) -> None:
    for how in ("overwritten", "truncated", "deleted"):
        for file in project.state_files():
            content = file.read_bytes()
            middle = len(content) // 2
            spoilt = {
                "overwritten": content[:middle] + b"\0\xff{]" + content[middle + 4 :],
                "truncated": content[:middle],
            }
            if how == "deleted":
                file.unlink()
            else:
                put(file, spoilt[how], "kept")
        write(project, article(2, f"Sửa: {how}."))
        judge().build(project)


@pytest.mark.parametrize("table", ["content", "teaser"])
def test_a_damaged_value(project: Project, table: str) -> None:
    for digit, how in enumerate(("spoilt", "another's", "gone"), 1):
        (file,) = (each for each in project.state_files() if each.suffix == ".sqlite")
        with closing(sqlite3.connect(file)) as connection, connection:
            values = dict(connection.execute(f"SELECT path, value FROM {table}"))
            assert values
            for path, value in values.items():
                spoilt = {
                    "spoilt": value[:-1] + bytes([value[-1] ^ 1]),
                    "another's": next(iter(values.values())),
                    "gone": None,
                }
                connection.execute(f"UPDATE {table} SET value = ? WHERE path = ?", (spoilt[how], path))
        vary(project, "base template", digit)
        judge().build(project)


def test_no_cache(project: Project) -> None:
    project.empty_cache()
    judge().build(project)


@pytest.mark.parametrize("suffixes", [{".json"}, {".jpg", ".webp"}, {".woff2"}])
def test_spoilt_photos_fonts_and_cards(project: Project, suffixes: set[str]) -> None:
    write(project, article(1, photos=["anh.jpg", "anh-2.jpg"]))
    for number, name in enumerate(["anh.jpg", "anh-2.jpg"], start=2):
        put(folder(project, 1) / name, photo(number))
    judge().build(project)
    for how in ("truncated", "overwritten"):
        files = [file for file in project.files_of_their_name() if suffixes & set(file.suffixes)]
        assert {suffix for file in files for suffix in file.suffixes} >= suffixes
        for file in files:
            content = file.read_bytes()
            put(file, content[:-1] + (bytes([content[-1] ^ 1]) if how == "overwritten" else b""), "kept")
        project.site.output.rename(project.folder / f"aside-{how}")
        judge().build(project)


def test_a_foreign_cache_and_an_earlier_one(project: Project, tmp_path: Path) -> None:
    shutil.copytree(project.cache, tmp_path / "earlier")
    write(project, article(2, "Sửa."))
    judge().build(project)
    for source in (foreign_cache(), tmp_path / "earlier"):
        shutil.rmtree(project.cache)
        shutil.copytree(source, project.cache)
        judge().build(project)


def test_an_output_that_somebody_changed(project: Project) -> None:
    output = project.site.output
    put(output / "index.html", b"x" * (output / "index.html").stat().st_size, "kept")
    project.stray("la/la.html")
    (output / "404.html").unlink()
    (output / "404.html/la").mkdir(parents=True)
    shutil.rmtree(output / "feeds")
    judge().build(project)


def test_a_file_of_others_in_the_place_of_a_page(project: Project) -> None:
    before = project.tree()
    stray = project.site.output / "tin/2026/11/bai-6/index.html"
    put(stray, b"theirs")
    write(project, article(6))
    write(project, article(2, "Sửa."))
    refused = judge().unjudged(project)
    assert refused.code == 1
    assert "output/tin/2026/11/bai-6/index.html" in refused.err
    assert project.tree() == before | {"tin/2026/11/bai-6/index.html": b"theirs"}
    stray.unlink()
    judge().build(project)


@pytest.mark.parametrize("gone", ["cache", "list"])
def test_deleted_while_one_of_two_records_is_lost(project: Project, gone: str) -> None:
    shutil.rmtree(folder(project, 3))
    project.empty_cache() if gone == "cache" else (project.site.output / LIST).unlink()
    judge().build(project)


def test_a_build_after_one_that_was_killed_and_a_lost_cache(project: Project) -> None:
    """Only the list in the output tells then what the killed build wrote."""
    write(project, article(6))
    vary(project, "base template")
    for change in (3, 8, 30):
        assert judge().unjudged(project, kill_at=change, torn=True).code == -9
    shutil.rmtree(folder(project, 6))
    project.empty_cache()
    judge().build(project)


# The judge is judged: each lie about a build has to be found out.


class Liar(Judge):
    """Builds rightly, by the servers of ``judge()``, then has ``lie`` spoil what was made."""

    def __init__(self, lie: Callable[[Project, dict[str, bytes], Build], Build | None]) -> None:
        vars(self).update(vars(judge()))
        self._lie = lie

    def builds_of(self, project: Project, now: datetime, strict: bool, processes: int, apart: float) -> list[Build]:
        before = project.tree()
        return [
            self._lie(project, before, build) or build
            for build in super().builds_of(project, now, strict, processes, apart)
        ]


def trusts_sizes(project: Project, before: dict[str, bytes], build: Build) -> None:
    """Files that have changed and are as large as before are left as they were."""
    for path, content in project.tree().items():
        if before.get(path, content) != content and len(before[path]) == len(content):
            (project.site.output / path).write_bytes(before[path])


def deletes_nothing(project: Project, before: dict[str, bytes], build: Build) -> None:
    for path in set(before) - set(project.tree()):
        put(project.site.output / path, before[path])


def writes_in_spite_of_errors(project: Project, before: dict[str, bytes], build: Build) -> None:
    if build.code:
        put(project.site.output / "404.html", before["404.html"])


def forgets_findings(project: Project, before: dict[str, bytes], build: Build) -> Build:
    return Build(build.code, build.out, "")


def forgets_to_fail(project: Project, before: dict[str, bytes], build: Build) -> Build:
    return Build(0, build.out, build.err)


@pytest.mark.parametrize(
    ("lie", "told"),
    [
        (trusts_sizes, "the output differs"),
        (deletes_nothing, "the output differs"),
        (writes_in_spite_of_errors, "touched the output"),
        (forgets_findings, "the findings differ"),
        (forgets_to_fail, "exit code 0"),
    ],
)
def test_a_wrong_build_is_found_out(
    project: Project, lie: Callable[[Project, dict[str, bytes], Build], Build | None], told: str
) -> None:
    write(project, article(2, "Nội dụng."))
    shutil.rmtree(folder(project, 3))
    if told != "the output differs":
        write(project, article(4, fields={"category": "Không có"}))
    with pytest.raises(AssertionError, match=told):
        Liar(lie).build(project)


def test_the_machine_finds_a_build_that_trusts_sizes() -> None:
    """The long run has to come upon it; otherwise a hand leads the machine there."""

    class Deceived(Incremental):
        def referee(self) -> Judge:
            return Liar(trusts_sizes)

    with pytest.raises(AssertionError, match="the output differs"):
        if os.environ.get("SOAK"):
            run_state_machine_as_test(
                Deceived, settings=settings(TestIncremental.settings, max_examples=20, stateful_step_count=20)
            )
        else:
            _edit_by_hand(Deceived())


def _edit_by_hand(machine: Incremental) -> None:
    try:
        machine.begin(4)
        machine.edit_text(0, 9, "now")
        machine.build()
    finally:
        machine.teardown()
