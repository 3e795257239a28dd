"""What ``ban-tin new`` writes is a site: four offices publish theirs, with no article, with one and with three."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ban_tin.findings import Severity
from ban_tin.language.translations import LANGUAGES, translation
from ban_tin.site.project import SOURCE_FOLDERS
from newsdesk import article
from tests.newsdesk.starting import make_site, run
from tests.site.builder import NOW, ROOT, Build, build_command
from tests.starter.sites import SITES

#: What no other office may have on its pages.
FOREIGN = ("lam giang", "lamgiang", "bến lam", "trần minh khôi", "minh họa, không phải")
TITLES = {"vi": ("Một ngày hội", "“Hai”: thông báo #2"), "en": ("A day", "“Two”: a notice #2")}
DRAFT = {"tin": "Đây là bản nháp, chưa được đăng.", "news": "This is a draft and is not published."}
#: Before the command of a build: the program as it may be one version of the form later.
NEXT_VERSION = "import ban_tin.site.format as form; form.FORMAT += 1; "


@dataclass(frozen=True)
class NewSite:
    """A site that an office made, and how its builds for publishing went: with no article, with one and with three."""

    name: str
    folder: Path
    output: Path
    builds: tuple[Build, ...]

    @property
    def articles(self) -> str:
        return articles_of(self.name)

    def pages(self) -> dict[str, str]:
        return {
            path.relative_to(self.output).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.output.rglob("*"))
            if path.suffix in {".html", ".xml", ".json"}
        }


def articles_of(name: str) -> str:
    return SOURCE_FOLDERS[SITES[name].get("language", "vi")][0]


def publish(folder: Path, before: str = "") -> Build:
    """Build the site as ``ban-tin publish`` does, after the Python code ``before``."""
    command = build_command(folder, folder.parent / "output", folder.parent / "state", "publishconf.py")
    if before:
        start = f"{before}import sys; from newsdesk.build import main; sys.exit(main(sys.argv[1:]))"
        command[1:3] = ["-c", start]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    return Build(done.returncode, done.stdout, done.stderr)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewSite]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
        folder = make_site(tmp_path_factory.mktemp("new") / request.param, request.param)
        articles = folder / articles_of(request.param)
        builds = [publish(folder)]
        (first,) = articles.rglob("index.md")
        edit(first, "status: draft\n", "")
        builds.append(publish(folder))
        for title in TITLES[SITES[request.param].get("language", "vi")]:
            assert run(article, "--site", str(folder), title) == 0
        for path in set(articles.rglob("index.md")) - {first}:
            edit(path, "status: draft\n", "")
        builds.append(publish(folder))
        yield NewSite(request.param, folder, folder.parent / "output", tuple(builds))


def findings(build: Build) -> list[str]:
    """Return what the build said of files, whatever it said of its own work."""
    severities = {translation(lang).gettext(each.value) for lang in LANGUAGES for each in Severity}
    return [line for line in build.err.splitlines() if re.search(rf": ({'|'.join(sorted(severities))}): ", line)]


def test_it_is_published_without_a_finding(site: NewSite) -> None:
    assert [build.code for build in site.builds] == [0, 0, 0], site.builds
    draft, *others = map(findings, site.builds)
    assert others == [[], []]
    # That the first article is a draft is told; nothing else is.
    assert [re.sub(r"^.*/(\w+/2026)/11/.*?: ", r"\1 ", line) for line in draft] == [
        f"{site.articles}/2026 {'note' if site.articles == 'news' else 'ghi chú'}: {DRAFT[site.articles]}"
    ]


def test_its_articles_are_there_one_after_another(site: NewSite) -> None:
    articles = [path for path in site.pages() if re.fullmatch(rf"{site.articles}/2026/11/[^/]+/index\.html", path)]
    assert len(articles) == 3
    home = site.pages()["index.html"]
    assert [path for path in articles if path.removesuffix("index.html") not in home] == []


def test_no_line_of_it_is_about_another_office(site: NewSite) -> None:
    for path, text in site.pages().items():
        assert [word for word in FOREIGN if word in text.lower()] == [], path


def test_its_pages_say_who_it_is(site: NewSite) -> None:
    pages = site.pages()
    given = SITES[site.name]
    contact = pages["contact/index.html" if given.get("language") == "en" else "lien-he/index.html"]
    for name in ("name", "address", "phone"):
        assert given.get(name, "") in contact


@pytest.mark.parametrize("site", ["biology"], indirect=True)
def test_an_english_site_has_no_vietnamese_word(site: NewSite) -> None:
    marked = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
    found = {path: marked.findall(text.lower()) for path, text in site.pages().items()}
    assert {path: signs for path, signs in found.items() if signs} == {}


@pytest.mark.parametrize("site", ["so-y-te"], indirect=True)
def test_it_goes_on_after_an_upgrade_of_the_program(site: NewSite) -> None:
    assert run(article, "--site", str(site.folder), "Bài sau khi nâng cấp", "--date", "2026-11-20") == 0
    edit(site.folder / "tin/2026/11/bai-sau-khi-nang-cap/index.md", "status: draft\n", "")
    edit(site.folder / "trang/lien-he.md", "## Gửi góp ý", "## Góp ý")
    edit(site.folder / "site.toml", "#1d5c8a", "#1d5c7a")
    build = publish(site.folder, NEXT_VERSION)
    assert (build.code, findings(build)) == (0, []), build
    assert "Bài sau khi nâng cấp" in site.pages()["index.html"]


def test_a_site_of_before_the_versions_goes_on(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "site-format-1", tmp_path / "old")
    build = publish(tmp_path / "old")
    assert (build.code, findings(build)) == (0, []), build
