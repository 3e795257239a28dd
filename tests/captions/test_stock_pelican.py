"""The caption plugin in a site of stock Pelican: figures, captions, credits and galleries, and nothing else is another."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from markdown import Markdown

from plugins.captions import add_extension
from tests.builders import ROOT

PHOTOS = """Title: Photos
Date: 2026-11-01

Before.

![The hall]({static}/images/hall.jpg){credit="Minh Ha"}
*The hall on the first day*

Between ![an icon]({static}/images/icon.png) words.

![Morning]({static}/images/a.jpg)

![Evening]({static}/images/b.jpg)
*The evening*

    ![code](x.jpg)
"""
PLAIN = 'Title: Plain\nDate: 2026-11-02\nTags: a, b\n\n*Words* with an ![icon]({static}/images/icon.png "Icon").\n\n- a list\n'
FIGURES = """<figure><img alt="The hall" src="https://example.org/images/hall.jpg"><figcaption>The hall on the first day<span class="credit">. LABEL Minh Ha</span></figcaption></figure>
<p>Between <img alt="an icon" src="https://example.org/images/icon.png"> words.</p>
<div class="gallery"><figure><img alt="Morning" src="https://example.org/images/a.jpg"></figure>
<figure><img alt="Evening" src="https://example.org/images/b.jpg"><figcaption>The evening</figcaption></figure>
</div>"""
THEME = {
    "index.html": "{% for article in articles %}<h2>{{ article.title }}</h2>{% endfor %}",
    "article.html": "<!doctype html><title>{{ article.title }}</title><main>{{ article.content }}</main>",
}
#: Pelican itself as its command runs it; prints which modules of this project and of photos it came to import.
RUN = """
import sys
from pelican import main
main(sys.argv[1:])
print(sorted(name for name in sys.modules if name.partition(".")[0] in {"ban_tin", "plugins", "newsdesk", "PIL", "pillow_heif", "yaml"}))
"""


def build(folder: Path, theme: str, language: str, plugins: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the site that stock Pelican builds, and the modules that it imported."""
    output = folder / f"output-{len(plugins)}"
    settings = folder / f"settings_{len(plugins)}.py"
    settings.write_text(
        f"PATH = 'content'\nDEFAULT_LANG = {language!r}\nPLUGINS = {plugins}\nTIMEZONE = 'UTC'\nRELATIVE_URLS = False\nSITEURL = 'https://example.org'\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-c", RUN, "-s", str(settings), "-o", str(output), "-t", theme, "--fatal", "errors"],
        cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONUTF8": "1"}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    files = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    texts = {name: path.read_text("utf-8") for name, path in files.items() if path.suffix in {".html", ".xml"}}
    return texts, ast.literal_eval(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(("theme", "language", "label"), [("simple", "en", "Photo:"), ("tiny", "vi", "Ảnh:")])
def test_images_become_figures_and_all_else_stays(tmp_path: Path, theme: str, language: str, label: str) -> None:
    (tmp_path / "content" / "images").mkdir(parents=True)
    for name in ("hall.jpg", "a.jpg", "b.jpg", "icon.png"):
        (tmp_path / "content/images" / name).write_bytes(b"-")
    (tmp_path / "content/photos.md").write_text(PHOTOS, "utf-8")
    (tmp_path / "content/plain.md").write_text(PLAIN, "utf-8")
    if theme == "tiny":
        (tmp_path / "tiny" / "templates").mkdir(parents=True)
        (tmp_path / "tiny" / "static").mkdir()
        for name, template in THEME.items():
            (tmp_path / "tiny/templates" / name).write_text(template, "utf-8")
        theme = str(tmp_path / "tiny")
    without, none = build(tmp_path, theme, language, [])
    made, modules = build(tmp_path, theme, language, ["plugins.captions"])
    # The captions themselves, no other part of this project, and no library for photos that Pelican itself has not loaded.
    outside = [name for name in modules if name not in none and not name.startswith("ban_tin.articles.captions")]
    assert outside == ["ban_tin", "ban_tin.articles", "plugins", "plugins.captions"]
    figures = FIGURES.replace("LABEL", label)
    page = made["photos.html"]
    assert page.count(figures) == 1
    # What stands around them is, letter by letter, what Pelican makes without the plugin.
    code = '<div class="highlight">'
    before, after = page.split(figures)
    start, end = without["photos.html"].split("<p>Before.</p>\n")[0], without["photos.html"].partition(code)[2]
    assert before == f"{start}<p>Before.</p>\n"
    assert end
    assert after.partition(code)[2] == end
    changed = {name for name in made if made[name] != without[name]}
    assert made.keys() == without.keys()
    assert "photos.html" in changed
    assert "plain.html" not in changed
    assert all("figure" in made[name] for name in changed if name.endswith(".html")), changed


class _Pelican:
    def __init__(self, **settings: object) -> None:
        self.settings = {
            "DEFAULT_LANG": "en",
            "MARKDOWN": {"extensions": ["extra"], "output_format": "html5"},
        } | settings


def convert(text: str, **settings: object) -> str:
    pelican = _Pelican(**settings)
    add_extension(pelican)
    markdown = pelican.settings["MARKDOWN"]
    assert isinstance(markdown, dict)
    return Markdown(**markdown).convert(text)


def test_what_the_readme_shows_is_what_comes_out() -> None:
    readme = (ROOT / "plugins/captions/README.md").read_text("utf-8")
    shown = re.findall(r"```markdown\n(.*?)```\n\n```html\n(.*?)\n```", readme, re.DOTALL)
    assert len(shown) == 3
    for typed, expected in shown:
        assert convert(typed) == expected


def test_a_site_names_its_own_credit_and_label() -> None:
    typed = "![Hall](a.jpg)\n*The hall*\n"
    assert "The hall<span" in convert(typed, CAPTIONS_CREDIT="Minh Ha")
    assert "Foto: Minh Ha</span>" in convert(typed, CAPTIONS_CREDIT="Minh Ha", CAPTIONS_CREDIT_LABEL="Foto:")


def test_settings_that_others_share_stay_as_they_are() -> None:
    shared = {"extensions": ["extra"]}
    convert("-", MARKDOWN=shared)
    assert shared == {"extensions": ["extra"]}
