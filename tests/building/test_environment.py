"""What pages depend on beside the content."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound

from ban_tin.building.environment import closures, code_digests, digest_of, digests_of
from ban_tin.installation import CODE
from ban_tin.rendering import ThemeFiles
from ban_tin.rendering.layers import one_layer
from tests.builders import ROOT

TEMPLATES = {
    "templates/base.html": '{% from "components/menu/macro.html" import menu %}{% block main %}{% endblock %}',
    "templates/page.html": '{% extends "./templates//base.html" %}',
    "templates/article.html": "{%- extends 'base.html' %}{%+ from \"components/figure/macro.html\" import figure with context -%}",
    "templates/404.html": '{% include "note.txt" %}{% include "images/mark.svg" %}{% include "partials/end.html" %}',
    "partials/end.html": "Hết",
    "components/menu/macro.html": '{% import "components/icon/macro.html" as icon %}',
    "components/figure/macro.html": '{% include "components/icon/macro.html" ignore missing %}',
    "components/icon/macro.html": "{% macro icon() %}{% endmacro %}",
    "components/alone/macro.html": "-",
    "templates/note.txt": "Ghi chú",
    "images/mark.svg": "<svg></svg>",
}


def write(theme: Path, **more: str) -> Path:
    for name, source in (TEMPLATES | {key.replace("__", "/"): value for key, value in more.items()}).items():
        path = theme / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return theme


def closures_of(theme: Path) -> dict[str, str]:
    files = ThemeFiles(one_layer(theme)).files
    return closures(files, digests_of(files))


def templates_changed_by(theme: Path, name: str) -> set[str]:
    """Return the templates whose closure changes with the file ``name``."""
    before = closures_of(theme)
    path = theme / name
    path.write_text(path.read_text("utf-8") + "\n{# changed #}", "utf-8")
    after = closures_of(theme)
    assert before.keys() == after.keys()
    shown = {template for template in before if (theme / f"templates/{template}.html").exists()}
    return {template for template in shown if before[template] != after[template]}


def test_catalogues_and_hidden_folders_are_no_files_of_a_theme(tmp_path: Path) -> None:
    theme = write(tmp_path, **{"templates__locale__x.html": "", "locale__vi.po": "", ".git__config": "", "a.html": ""})
    (theme / "templates/.#page.html").symlink_to("nobody@nowhere")
    files = ThemeFiles(one_layer(theme)).files
    assert "locale/x.html" in files
    assert not {"locale/vi.po", ".git/config", ".#page.html"} & files.keys()
    # As in Jinja: the name below `templates` comes first.
    (theme / "templates/a.html").write_text("templates", "utf-8")
    assert ThemeFiles(one_layer(theme)).files["a.html"] == b"templates"


@pytest.mark.parametrize("name", ["a.html", "./a.html", "templates//a.html", "./templates/./a.html"])
def test_a_template_is_found_by_any_path_that_leads_to_it(tmp_path: Path, name: str) -> None:
    environment = Environment(loader=ThemeFiles(one_layer(write(tmp_path, **{"templates__a.html": "đây"}))))
    assert environment.get_template(name).render() == "đây"
    with pytest.raises(TemplateNotFound):
        environment.get_template(f"../{name}")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("templates/404.html", {"404"}),
        ("templates/note.txt", {"404"}),
        ("images/mark.svg", {"404"}),
        ("partials/end.html", {"404"}),
        ("templates/page.html", {"page"}),
        ("templates/base.html", {"base", "page", "article"}),
        ("components/menu/macro.html", {"base", "page", "article"}),
        ("components/figure/macro.html", {"article"}),
        ("components/icon/macro.html", {"base", "page", "article"}),
        ("components/alone/macro.html", set()),
    ],
)
def test_a_template_depends_on_all_that_it_extends_and_imports(
    tmp_path: Path, changed: str, expected: set[str]
) -> None:
    assert templates_changed_by(write(tmp_path), changed) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{% extends layout %}",
        "{% include page.kind %}",
        '{% include "components/" ~ page.kind ~ ".html" %}',
        '{% extends "base.html" if page.wide else "404.html" %}',
        '{% include ["one.html", "two.html"] %}',
        r'{% include "components/menu/m\x61cro.html" %}',
        '{% include("components/" ~ page.kind) %}',
        "{% for each in page.parts %}{% include each %}{% endfor %}",
    ],
)
def test_a_template_that_names_another_by_an_expression_depends_on_all(tmp_path: Path, source: str) -> None:
    theme = write(tmp_path, templates__list__html="")
    (theme / "templates" / "list.html").write_text(source, encoding="utf-8")
    for changed in ("templates/404.html", "components/alone/macro.html"):
        assert "list" in templates_changed_by(theme, changed), changed


def test_a_template_in_a_folder_has_a_closure_too(tmp_path: Path) -> None:
    theme = write(tmp_path, **{"templates__rieng__trang.html": '{% extends "base.html" %}'})
    assert templates_changed_by(theme, "templates/base.html") >= {"page", "rieng/trang"}
    assert templates_changed_by(theme, "templates/rieng/trang.html") == {"rieng/trang"}


def test_templates_that_import_each_other_end(tmp_path: Path) -> None:
    theme = write(tmp_path)
    (theme / "components/icon/macro.html").write_text('{% import "components/menu/macro.html" as menu %}', "utf-8")
    assert templates_changed_by(theme, "components/menu/macro.html") == {"base", "page", "article"}


def test_a_template_that_is_missing_is_left_to_the_renderer(tmp_path: Path) -> None:
    theme = write(tmp_path)
    (theme / "templates/page.html").write_text('{% extends "khong-co.html" %}', encoding="utf-8")
    assert templates_changed_by(theme, "templates/page.html") == {"page"}


def test_our_own_templates_name_all_that_they_use() -> None:
    """So an edit of one component makes only the pages anew that show it."""
    files = ThemeFiles(one_layer(ROOT / "theme")).files
    digests = digests_of(files)
    only = closures(files, {**digests, "components/chart/macro.html": "changed"})
    changed = {name for name, digest in closures(files, digests).items() if only[name] != digest}
    assert changed == {"statistics", "components/chart/macro"}


def own(folder: Path) -> dict[str, Path]:
    return {name: folder / name for name in CODE}


def test_digests_change_with_content_and_name_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    file = tmp_path / "plugins" / "a.py"
    file.write_bytes(b"one")
    (tmp_path / "plugins" / "notes.txt").write_bytes(b"-")
    (tmp_path / "plugins" / ".#a.py").symlink_to("nobody@nowhere")
    before = code_digests(code=own(tmp_path))
    assert list(before) == ["plugins/a.py", "packages"]
    file.touch()
    assert code_digests(code=own(tmp_path)) == before
    file.write_bytes(b"two")
    changed = code_digests(code=own(tmp_path))
    assert digest_of(changed) != digest_of(before)
    file.write_bytes(b"one")
    file.rename(tmp_path / "plugins" / "b.py")
    assert digest_of(code_digests(code=own(tmp_path))) != digest_of(before)


def test_code_that_may_not_be_what_runs_has_a_digest_of_this_process_alone(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    file = tmp_path / "plugins" / "a.py"
    file.write_bytes(b"one")
    code = (
        "import sys, time\nfrom pathlib import Path\ntime.sleep(0.1)\n"
        "from ban_tin.building.environment import code_digests\n"
        "file = Path('plugins/a.py')\n"
        "if sys.argv[1:]:\n    file.write_bytes(b'two')\n    file.write_bytes(b'one')\n"
        "print(*(code_digests(code={'plugins': Path('plugins')})['plugins/a.py'] for _ in 'ab'), sep='\\n')\n"
    )

    def digest(*saved: str) -> str:
        run = [sys.executable, "-c", code, *saved]
        first, second = subprocess.check_output(
            run, cwd=tmp_path, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        ).splitlines()
        assert first == second
        return first

    assert digest() == digest()
    assert len({digest(), digest("saved"), digest("saved")}) == 3


@pytest.mark.parametrize("name", ["ban_tin/a/build.py", "plugins/a/build.py", "theme/locale/vi.po"])
def test_the_code_that_makes_pages_is_among_what_they_depend_on(tmp_path: Path, name: str) -> None:
    before = code_digests(code=own(tmp_path))
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    assert code_digests(code=own(tmp_path)).keys() - before.keys() == {name}
    assert before["packages"] == code_digests(code=own(tmp_path))["packages"]


def test_installed_packages_are_told_by_their_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site.getsitepackages", lambda: [str(tmp_path)])
    (tmp_path / "jinja2-3.1.5.dist-info").mkdir()
    (tmp_path / "__pycache__").mkdir()
    before = code_digests(code=own(tmp_path))
    (tmp_path / "other").mkdir()
    assert code_digests(code=own(tmp_path)) == before
    (tmp_path / "jinja2-3.1.5.dist-info").rename(tmp_path / "jinja2-3.1.6.dist-info")
    assert code_digests(code=own(tmp_path)) != before
