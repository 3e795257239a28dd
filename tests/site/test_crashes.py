"""What the program itself fails on while it plans and makes a site: the article is named, nothing is written, no traceback."""

import os
import subprocess
from pathlib import Path

import pytest

from newsdesk.preview.live_site import PageError
from tests.newsdesk.preview.desk import LiveDesk
from tests.site.builder import NOW, ROOT, Build, SmallSite, build_command

PLANNING = ("ban_tin.planning.gather", "_listed_article")
MAKING = ("ban_tin.planning.pages.articles", "article_head")
#: Of a feed that is written, or a plan: whether an article called "hong" is in it.
FINDS = """"/hong/" in str([getattr(given[0], "items", None), [each.url for each in getattr(given[0], "news", ())]])"""
PATCHED = """
import sys
from importlib import import_module
module = import_module({module!r})
kept = module.{name}
def failing(*given, **named):
    if "/hong/index.md" in str(given[:2]):
        raise {error}
    return kept(*given, **named)
module.{name} = failing
from newsdesk.build import main
raise SystemExit(main(sys.argv[1:]))
"""


def build_with_fault(site: SmallSite, place: tuple[str, str], error: str = 'KeyError("x")', **variables: str) -> Build:
    """Build ``site`` with a program that fails at ``place`` over whatever has to do with "hong"."""
    return site.build(code=PATCHED.format(module=place[0], name=place[1], error=error), **variables)


@pytest.mark.parametrize(
    ("place", "error"),
    [(PLANNING, 'KeyError("x")'), (PLANNING, "RecursionError"), (MAKING, 'KeyError("x")'), (MAKING, "MemoryError")],
)
def test_the_article_in_hand_is_named_and_nothing_is_written(
    site: SmallSite, place: tuple[str, str], error: str
) -> None:
    site.article("lanh")
    site.article("hong")
    build = build_with_fault(site, place, error)
    assert build.code == 1
    assert "content/tin/2026/11/hong/index.md: lỗi: Chương trình bị hỏng" in build.err
    assert "Traceback" not in build.out + build.err
    assert "lanh/index.md" not in build.err
    assert not site.output.exists()


@pytest.mark.parametrize(
    "place", [("ban_tin.planning.files.feeds", "Feed.write"), ("ban_tin.planning.files.sitemaps", "add_sitemaps")]
)
def test_what_is_made_of_many_articles_names_the_one_that_it_fails_on_alone(
    site: SmallSite, place: tuple[str, str]
) -> None:
    """The last one of a loop is in hand when what comes behind the loop fails."""
    for name in ("a-truoc", "hong", "z-sau"):
        site.article(name)
    code = PATCHED.replace('"/hong/index.md" in str(given[:2])', FINDS).format(
        module=place[0], name=place[1], error='KeyError("x")'
    )
    build = site.build(code=code)
    assert build.code == 1
    assert "content/tin/2026/11/hong/index.md: lỗi: Chương trình bị hỏng" in build.err
    assert "a-truoc/index.md" not in build.err
    assert "z-sau/index.md" not in build.err


def test_what_fails_over_no_article_is_one_sentence_and_a_report(site: SmallSite) -> None:
    site.article("lanh")
    code = PATCHED.replace('"/hong/index.md" in str(given[:2])', "True").format(
        module="ban_tin.planning.make", name="check_folders", error='RuntimeError("hong het")'
    )
    done = site.build(code=code)
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "RuntimeError: hong het" in done.err
    (report,) = [word.rstrip(".") for word in done.err.split() if ".cache/crashes/" in word]
    assert "Traceback" in (ROOT / report).read_text(encoding="utf-8")
    assert not site.output.exists()


def failing(error: Exception, kept: object) -> object:
    def function(*given: object, **named: object) -> object:
        if "/hong/index.md" in str(given[:2]):
            raise error
        return kept(*given, **named)  # type: ignore[operator]

    return function


def test_a_preview_names_the_article_and_shows_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ban_tin.planning import gather as planning
    from ban_tin.planning.pages import articles as making

    live = LiveDesk(tmp_path, monkeypatch)
    live.site.article("lanh")
    live.site.article("hong")
    with monkeypatch.context() as patch:
        patch.setattr(planning, "_listed_article", failing(KeyError("x"), planning._listed_article))
        live.start()
        assert live.problems == [("content/tin/2026/11/hong/index.md", 0, "error")]
        assert "Bài lanh" in live.text("/tin/2026/11/lanh/")
        assert not live.has("/tin/2026/11/hong/")
    with monkeypatch.context() as patch:
        patch.setattr(making, "article_head", failing(KeyError("x"), making.article_head))
        live.start()
        assert live.problems == []
        assert "Bài lanh" in live.text("/tin/2026/11/lanh/")
        with pytest.raises(PageError) as raised:
            live.text("/tin/2026/11/hong/")
        assert raised.value.problem.path == "content/tin/2026/11/hong/index.md"
    live.start()
    assert "Bài hong" in live.text("/tin/2026/11/hong/")


@pytest.mark.parametrize("error", ['KeyError("x")', "os.kill(os.getpid(), 9)"])
def test_reading_in_pelicans_own_way_has_the_same_net(site: SmallSite, error: str) -> None:
    site.article("lanh")
    site.photo(site.article("hong", "[tải](anh.jpg)\n"), "anh.jpg", (100, 80))
    code = PATCHED.replace('"/hong/index.md" in str(given[:2])', "True").format(
        module="ban_tin.photos.store", name="public_original", error=error
    )
    command = build_command(site.content, site.output, site.state)
    command[1:3] = ["-c", f"import os\n{code}"]
    command += ["--extra-settings", 'STATIC_PATHS=["tep"]']
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 1
    assert "Dựng lại mọi trang" in done.stdout
    assert "content/tin/2026/11/hong/index.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert "lanh/index.md" not in done.stderr
    assert not site.output.exists()


@pytest.mark.parametrize("value", ["[" * 20_000, "9" * 10_000])
def test_a_site_toml_that_the_program_fails_on_is_named(site: SmallSite, value: str) -> None:
    facts = site.content / "site.toml"
    facts.write_text(f"x = {value}\n{facts.read_text('utf-8')}", encoding="utf-8")
    build = site.build()
    assert build.code == 1
    assert "content/site.toml" in build.err
    assert "Traceback" not in build.out + build.err
