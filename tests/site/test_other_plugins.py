"""Plugins of other people beside ours: every page is built where they may want it, and what they do is in the output."""

import json
import re
import shutil
from pathlib import Path

import pytest

from ban_tin.language.translations import translation
from tests.site.builder import ROOT, SmallSite

pytestmark = pytest.mark.usefixtures("articles")


@pytest.fixture
def articles(site: SmallSite) -> None:
    """Enough of everything: tags, an author, a photo, an attachment, a withdrawn article, a page."""
    photo = site.article("bai-mot", "![Hội trường](anh.jpg)\n*Quang cảnh*\n", tags="[sơ kết]", author="Minh Hà")
    site.photo(photo, "anh.jpg")
    site.article("bai-hai", "Xem [bài một](../bai-mot/index.md).\n", date="2026-11-02 08:00", aliases="[/cu/]")
    site.article("da-go", date="2026-11-03 08:00", withdrawn='"Đăng nhầm"')
    site.page("mot-trang")


@pytest.fixture
def settings(tmp_path: Path) -> "Settings":
    return Settings(tmp_path)


class Settings:
    """A settings file of a user who adds to ours, and a folder for plugins of their own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "conf.py"
        self._plugins = folder / "of-ours"
        self._plugins.mkdir()

    def plugin(self, name: str, code: str) -> Path:
        """Write a plugin of the user's own, or another module of it; return its file."""
        path = self._plugins / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
        return path

    def use(self, *plugins: str, more: str = "") -> str:
        """Return the settings file, with ``plugins`` beside ours and ``more`` lines."""
        self._file.write_text(
            f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
            f"THEME = {str(ROOT / 'theme')!r}\nCACHE_FOLDER = {str(ROOT / '.cache')!r}\n"
            f"PLUGIN_PATHS = [{str(self._plugins)!r}]\nPLUGINS = [*PLUGINS, *{plugins!r}]\n{more}\n",
            encoding="utf-8",
        )
        return str(self._file)


GETTEXT = translation("vi").gettext
NEIGHBORS = "pelican.plugins.neighbors"
SEO = "pelican.plugins.seo"
#: Notes the neighbours that pelican-neighbors found, and every page that others are told of.
NOTES = """
import json
from pathlib import Path
from pelican import signals

told = {}

def written(path, context):
    content = context.get("article") or context.get("page")
    told[context["output_file"]] = content.title if content else None
    assert Path(path).read_text().startswith("<!doctype html>")

def note(pelican):
    Path(pelican.output_path, "told.json").write_text(json.dumps(told))

def register():
    signals.content_written.connect(written)
    signals.finalized.connect(note)
"""
WORDS = """
import json
from functools import partial
from pathlib import Path
from pelican import signals
from pelican.contents import Article

words = {}

def count(content):
    if isinstance(content, Article):
        words[content.url] = [len(content._content.split()), content.category.url, content.author.name]

def note(pelican):
    Path(pelican.output_path, "words.json").write_text(json.dumps(words, sort_keys=True))

def register():
    signals.content_object_init.connect(count)
    signals.finalized.connect(partial(note), weak=False)
"""
#: Follows only the plan: builds stay incremental.
PLANNED = """
from ban_tin.planning.make import planning

def text(site, count):
    return f"Có {count} bài\\n".encode()

def add(plan):
    plan.add_file("/so-bai.txt", plan.recipe(text, count=len(plan.news)))

def register():
    planning.connect(add)
"""


def test_an_output_that_is_changed_while_a_build_reads_is_fixed_by_it(site: SmallSite, settings: Settings) -> None:
    assert site.build().code == 0
    before = site.tree()
    slow = f"import time\nfrom pathlib import Path\n{PLANNED}".replace(
        "def add(plan):\n",
        "def add(plan):\n"
        f"    Path({str(site.output)!r}, '404.html').unlink()\n"
        f"    Path({str(site.output)!r}, 'la.html').write_text('lạ')\n"
        "    time.sleep(2.1)\n",
    )
    settings.plugin("cham", slow)
    done = site.build(settings=settings.use("cham"))
    assert done.code == 0, done.out + done.err
    assert site.tree().keys() == {*before, "so-bai.txt", "la.html"}, "what others put there stays"


def test_code_that_is_saved_while_a_build_runs_counts_for_the_next_one(site: SmallSite, settings: Settings) -> None:
    saving = PLANNED.replace(
        "def register():\n",
        "def register():\n"
        "    from pathlib import Path\n"
        "    code = Path(__file__)\n"
        "    code.write_text(code.read_text('utf-8').replace('Có {count}', 'Tất cả {count}'), 'utf-8')\n",
    )
    settings.plugin("so_bai", saving)
    conf = settings.use("so_bai")
    for said in ("Có 2 bài\n", "Tất cả 2 bài\n"):
        done = site.build(settings=conf)
        assert done.code == 0, done.out + done.err
        assert site.read("/so-bai.txt") == said


def test_a_template_that_is_saved_while_a_build_runs_counts_for_the_next_one(
    site: SmallSite, settings: Settings, tmp_path: Path
) -> None:
    theme = tmp_path / "giao-dien"
    shutil.copytree(ROOT / "theme", theme)
    template = theme / "templates" / "404.html"
    before = template.read_bytes()
    saving = PLANNED.replace(
        "def add(plan):\n",
        "def add(plan):\n"
        "    from pathlib import Path\n"
        f"    path = Path({str(template)!r})\n"
        f"    if not Path({str(tmp_path / 'saved')!r}).exists():\n"
        "        path.write_bytes(path.read_bytes().replace(b'{% endblock %}', b'<!-- saved -->{% endblock %}') + b'<!-- saved -->')\n",
    )
    settings.plugin("luu", saving)
    conf = settings.use("luu", more=f"THEME = {str(theme)!r}")
    for saved in (False, True):
        done = site.build(settings=conf)
        assert done.code == 0, done.out + done.err
        assert ("<!-- saved -->" in site.read("/404.html")) == saved
        (tmp_path / "saved").touch()
    template.write_bytes(before)
    assert site.build(settings=conf).code == 0
    assert "<!-- saved -->" not in site.read("/404.html")
    # Taken back before anybody built with it.
    (tmp_path / "saved").unlink()
    assert site.build(settings=conf).code == 0
    (tmp_path / "saved").touch()
    template.write_bytes(before)
    assert site.build(settings=conf).code == 0
    assert "<!-- saved -->" not in site.read("/404.html")


def test_a_module_that_is_imported_late_and_taken_back_leaves_nothing(site: SmallSite, settings: Settings) -> None:
    late = settings.plugin("goi/muon", "WORD = 'Có'\n")
    settings.plugin(
        "goi/__init__",
        PLANNED.replace(
            "def text(site, count):\n",
            "def text(site, count):\n"
            "    from pathlib import Path\n"
            "    file = Path(__file__).with_name('muon.py')\n"
            "    if not file.with_name('luu').exists():\n"
            "        file.write_text('WORD = \"Cả thảy\"', 'utf-8')\n"
            "    from goi.muon import WORD\n",
        ).replace("Có {count}", "{WORD} {count}"),
    )
    conf = settings.use("goi")
    done = site.build(settings=conf)
    assert done.code == 0, done.out + done.err
    assert site.read("/so-bai.txt") == "Cả thảy 2 bài\n"
    late.write_text("WORD = 'Có'\n", "utf-8")
    late.with_name("luu").touch()
    assert site.build(settings=conf).code == 0
    assert site.read("/so-bai.txt") == "Có 2 bài\n"


@pytest.mark.parametrize("changed", ["goi/__init__", "goi/con/__init__", "goi/con/them", "mot", "ben_canh"])
def test_every_module_of_a_plugin_counts(site: SmallSite, settings: Settings, changed: str) -> None:
    beside = "WORD = 'con'\n"
    modules = {
        "goi/con/__init__": beside,
        "goi/con/them": beside,
        "ben_canh": beside,
        "mot": "from ben_canh import WORD\ndef register(): pass\n",
        "goi/__init__": PLANNED.replace(
            "def text(",
            "import mot\nfrom goi import con\nfrom goi.con import them\nWORD = 'con'\n\ndef text(",
        ).replace("Có {count}", "{con.WORD} {them.WORD} {mot.WORD} {WORD}"),
    }
    files = {name: settings.plugin(name, code) for name, code in modules.items()}
    conf = settings.use("mot", "goi", more="sys.path.insert(0, PLUGIN_PATHS[0])")
    done = site.build(settings=conf)
    assert done.code == 0, done.out + done.err
    assert site.read("/so-bai.txt") == "con con con con bài\n"
    files[changed].write_text(f"{modules[changed]}\nWORD = 'khác'\n", "utf-8")
    assert site.build(settings=conf).code == 0
    assert "khác" in site.read("/so-bai.txt")


def test_a_theme_that_declares_another_view_model_is_held_to_it_anew(
    site: SmallSite, settings: Settings, tmp_path: Path
) -> None:
    theme = tmp_path / "giao-dien"
    shutil.copytree(ROOT / "theme", theme)
    conf = settings.use(more=f"THEME = {str(theme)!r}")
    assert site.build(settings=conf).code == 0
    assert site.build(settings=conf).written == 0
    declared = theme / "view_models.toml"
    declared.write_text(declared.read_text("utf-8").replace('list = "ListPage"', 'list = "ArticlePage"'), "utf-8")
    done = site.build(settings=conf)
    assert done.code == 1
    assert "giao-dien/templates/list.html" in done.err
    # Its template could show it, but it is not what the page is planned with.
    declared.write_text(
        (ROOT / "theme/view_models.toml").read_text("utf-8").replace("ArchivePage", "SiteMapPage"), "utf-8"
    )
    done = site.build(settings=conf)
    assert done.code == 1
    assert "/luu-tru/" in done.err


def test_one_line_says_which_plugins_want_every_page(site: SmallSite, settings: Settings) -> None:
    settings.plugin("dem_chu", WORDS)
    done = site.build(settings=settings.use(NEIGHBORS, "dem_chu"))
    assert done.code == 0, done.out + done.err
    lines = [line for line in done.out.splitlines() if "mọi trang" in line]
    names = f"dem_chu, {NEIGHBORS}"
    assert lines == [GETTEXT("Every page is built, because these plugins may want it: {names}.").format(names=names)]
    assert "mọi trang" not in site.build().out


def test_beside_a_plugin_that_writes_nothing_the_site_is_the_same(site: SmallSite, settings: Settings) -> None:
    assert site.build().code == 0
    usual = site.tree()
    done = site.build(settings=settings.use(NEIGHBORS))
    assert done.code == 0, done.out + done.err
    assert done.written == 0
    assert site.tree() == usual


def test_what_such_a_build_writes_can_be_asked_for(site: SmallSite, settings: Settings) -> None:
    settings.plugin("dem_chu", WORDS)
    conf = settings.use("dem_chu")
    site.build(settings=conf)
    site.article("bai-ba", date="2026-11-04 08:00")
    said = site.build(settings=conf, EXPLAIN="1")
    assert said.code == 0
    assert f"tin/2026/11/bai-ba/index.html: {GETTEXT('new')}" in said.out.splitlines()
    assert f"tin/2026/11/bai-hai/index.html: {GETTEXT('content')}" in said.out.splitlines()
    assert "tin/2026/11/bai-mot/index.html" not in said.out


@pytest.mark.parametrize("plugins", [[], ["ghi_lai"]], ids=["own", "pelican"])
def test_a_page_that_cannot_be_made_is_told_and_nothing_is_written(
    site: SmallSite, settings: Settings, tmp_path: Path, plugins: list[str]
) -> None:
    theme = tmp_path / "giao-dien"
    shutil.copytree(ROOT / "theme", theme)
    template = theme / "templates" / "article.html"
    failing = "{% block main %}{% if page.article.title == 'Bài bai-hai' %}{{ 1 // 0 }}{% endif %}"
    template.write_text(template.read_text("utf-8").replace("{% block main %}", failing), "utf-8")
    settings.plugin("ghi_lai", NOTES)
    done = site.build(settings=settings.use(*plugins, more=f"THEME = {str(theme)!r}"))
    assert done.code == 1
    assert done.err.count("giao-dien/templates/article.html:") == 1
    assert not site.output.exists()


def test_a_plugin_that_fails_is_told_once(site: SmallSite, settings: Settings) -> None:
    settings.plugin("dem_chu", WORDS.replace("words[content.url] =", "words[None[0]] ="))
    done = site.build(settings=settings.use("dem_chu"))
    assert done.code == 1
    assert done.err.count("TypeError") == 1
    assert not site.output.exists()


def test_a_plugin_is_told_of_every_page(site: SmallSite, settings: Settings) -> None:
    settings.plugin("ghi_lai", NOTES)
    done = site.build(settings=settings.use(NEIGHBORS, "ghi_lai"))
    assert done.code == 0, done.out + done.err
    told = json.loads(site.read("/told.json"))
    assert told.keys() == {path for path in site.tree() if path.endswith(".html")}
    assert told["tin/2026/11/bai-mot/index.html"] == "Bài bai-mot"
    assert told["mot-trang/index.html"] == "Trang mot-trang"


def test_a_plugin_of_ones_own_sees_articles_at_their_addresses(site: SmallSite, settings: Settings) -> None:
    settings.plugin("dem_chu", WORDS)
    done = site.build(settings=settings.use("dem_chu"))
    assert done.code == 0, done.out + done.err
    words = json.loads(site.read("/words.json"))
    assert words["tin/2026/11/bai-mot/"][1:] == ["chuyen-muc/tin-hoat-dong/", "Minh Hà"]
    # The text of what is withdrawn is not for plugins either.
    assert words["tin/2026/11/da-go/"][0] == 0


def test_what_a_plugin_makes_of_pages_stays(site: SmallSite, settings: Settings) -> None:
    conf = settings.use(SEO, more="SEO_REPORT = False\nSEO_ENHANCER = True\nSEO_ENHANCER_OPEN_GRAPH = True")
    done = site.build(settings=conf)
    assert done.code == 0, done.out + done.err
    for url in ("/tin/2026/11/bai-mot/", "/tin/2026/11/da-go/", "/mot-trang/"):
        assert "BreadcrumbList" in "".join(re.findall(r"<script[^>]*ld\+json.*?</script>", site.read(url))[1:]), url
    again = site.build(settings=conf)
    assert again.written == 0
    assert ("robots.txt" in done.out) and "Sitemap: " in site.read("/robots.txt")
    assert len([line for line in done.out.splitlines() if "robots.txt" in line]) == 1


@pytest.mark.parametrize("plugins", [[NEIGHBORS, "dem_chu"], [SEO]], ids=["neighbors", "seo"])
def test_after_edits_the_site_is_that_of_a_clean_build(site: SmallSite, settings: Settings, plugins: list[str]) -> None:
    settings.plugin("dem_chu", WORDS)
    conf = settings.use(*plugins, more="SEO_REPORT = False\nSEO_ENHANCER = True")
    assert site.build().code == 0
    assert site.build(settings=conf).code == 0
    site.article("bai-mot", "Nội dung khác.\n", tags="[tổng kết]")
    site.article("bai-ba", date="2026-11-04 08:00")
    (site.content / "trang" / "mot-trang.md").unlink()
    done = site.build(settings=conf)
    assert done.code == 0, done.out + done.err
    edited = site.tree()
    site.forget()
    shutil.rmtree(site.output)
    assert site.build(settings=conf).code == 0
    assert site.tree() == edited


def test_without_the_plugin_the_site_is_the_usual_one_again(site: SmallSite, settings: Settings) -> None:
    assert site.build().code == 0
    usual = site.tree()
    settings.plugin("dem_chu", WORDS)
    conf = settings.use(SEO, "dem_chu", more="SEO_REPORT = False\nSEO_ENHANCER = True")
    assert site.build(settings=conf).code == 0
    assert site.tree() != usual
    assert site.build().code == 0
    assert site.tree() == usual
    assert site.build().written == 0


def test_nothing_is_left_beside_the_output(site: SmallSite, settings: Settings) -> None:
    settings.plugin("dem_chu", WORDS)
    assert site.build(settings=settings.use("dem_chu")).code == 0
    assert {path.suffix for path in site.state.iterdir()} == {".lock"}


def test_who_only_plans_stays_incremental_and_is_noticed(site: SmallSite, settings: Settings) -> None:
    settings.plugin("so_bai", PLANNED)
    conf = settings.use("so_bai")
    done = site.build(settings=conf)
    assert done.code == 0, done.out + done.err
    assert "mọi trang" not in done.out
    assert site.read("/so-bai.txt") == "Có 2 bài\n"
    assert site.build(settings=conf).written == 0
    settings.plugin("so_bai", PLANNED.replace("Có", "Tất cả"))
    assert site.build(settings=conf).written == 1
    assert site.read("/so-bai.txt") == "Tất cả 2 bài\n"


LATE = """
from pelican import signals

def fail(*args, **kwargs):
    raise ValueError("hỏng giữa chừng")

def register():
    signals.{signal}.connect(fail)
"""
BROKEN = {
    "syntax": "def register(:\n",
    "import": "import khong_co_goi_nay\n",
    "no-register": "x = 1\n",
    "register": "def register():\n    raise ValueError('hỏng giữa chừng')\n",
    **{
        signal: LATE.format(signal=signal)
        for signal in (
            "initialized",
            "article_generator_context",
            "content_object_init",
            "content_written",
            "finalized",
        )
    },
    "planning": PLANNED.replace("plan.add_file(", "plan.add_nothing("),
    "logged": LATE.format(signal="article_generator_finalized").replace(
        'raise ValueError("hỏng giữa chừng")',
        'import logging; logging.getLogger("pelican.hong").error("hỏng giữa chừng")',
    ),
}


@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN)
def test_a_plugin_that_fails_ends_the_build_and_is_named(site: SmallSite, settings: Settings, code: str) -> None:
    site.output.mkdir()
    (site.output / "index.html").write_text("trang cũ", encoding="utf-8")
    before = site.tree()
    settings.plugin("bi_hong", code)
    done = site.build(settings=settings.use("bi_hong"))
    assert done.code == 1
    [line] = [line for line in (done.out + done.err).splitlines() if "bi_hong" in line and "mọi trang" not in line]
    said = GETTEXT("The plugin “{name}” failed: {reason}.").format(name="bi_hong", reason="|").split("|")
    assert line.startswith(said[0])
    assert line.endswith(f"{said[1]} {GETTEXT('Nothing was written.')}")
    assert "Traceback" not in done.out + done.err
    assert site.tree() == before
    assert not list(site.state.glob("*.staging"))


def test_a_plugin_that_is_not_installed_ends_the_build(site: SmallSite, settings: Settings) -> None:
    done = site.build(settings=settings.use("khong_cai"))
    assert done.code == 1
    assert "khong_cai" in done.err and "Traceback" not in done.out + done.err
    assert not site.output.exists()


def test_a_plugin_with_a_writer_of_its_own_cannot_be_used(site: SmallSite, settings: Settings) -> None:
    settings.plugin(
        "but_rieng",
        "from pelican import signals\nfrom pelican.writers import Writer\nclass Own(Writer): pass\n"
        "def get(pelican): return Own\ndef register(): signals.get_writer.connect(get)\n",
    )
    done = site.build(settings=settings.use("but_rieng"))
    assert done.code == 1
    assert done.err.count("but_rieng") == 1
    assert not site.output.exists()


def test_files_of_settings_never_take_the_place_of_ours(site: SmallSite, settings: Settings) -> None:
    (site.content / "tep").mkdir()
    (site.content / "tep" / "robots.txt").write_text("của tôi", encoding="utf-8")
    (site.content / "tep" / "khoa.txt").write_text("của tôi", encoding="utf-8")
    more = 'STATIC_PATHS = ["tep"]\nEXTRA_PATH_METADATA = {"tep/robots.txt": {"path": "robots.txt"}}'
    done = site.build(settings=settings.use(more=more))
    assert done.code == 0, done.out + done.err
    assert "Sitemap: " in site.read("/robots.txt")
    assert site.read("/tep/khoa.txt") == "của tôi"
    assert len([line for line in done.out.splitlines() if "robots.txt" in line]) == 1


def test_a_finding_leaves_the_output_as_it_was(site: SmallSite, settings: Settings) -> None:
    conf = settings.use(NEIGHBORS)
    assert site.build(settings=conf).code == 0
    before = site.tree()
    site.article("hong", category="Không có")
    done = site.build(settings=conf)
    assert done.code == 1
    assert "Không có chuyên mục “Không có”." in done.err
    assert site.tree() == before
