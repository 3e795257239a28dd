"""``ban-tin``: which site it is about, what it answers, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsdesk import command
from newsdesk.build import build_arguments
from newsdesk.command import COMMANDS, main
from newsdesk.language import SITE
from newsdesk.site_folder import NoSiteError, SiteFolder, find_site
from tests.newsdesk.preview.running import preview
from tests.site.builder import NOW, ROOT, SmallSite


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SITE, "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


def a_site(folder: Path, language: str = "vi") -> Path:
    folder.mkdir(parents=True)
    (folder / "site.toml").write_text(f'[site]\nlanguage = "{language}"\n', encoding="utf-8")
    return folder


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if name not in {"STRICT", "EXPLAIN", SITE}}
    return subprocess.run(
        [sys.executable, "-m", "newsdesk", *map(str, arguments)],
        cwd=cwd, env=given | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | environment,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


# Which site it is.


def test_a_named_site_has_its_output_and_its_cache_in_its_folder(tmp_path: Path) -> None:
    site = a_site(tmp_path / "so")
    expected = SiteFolder(site, site / "output", site / ".cache", ROOT / "pelicanconf.py", ROOT)
    assert find_site("so") == expected
    os.chdir(site)
    assert find_site() == expected
    assert find_site("../so/.") == expected


def test_without_a_name_it_is_the_demonstration_of_the_checkout(tmp_path: Path) -> None:
    for content in ("", str(ROOT / "content")):
        assert find_site(content) == SiteFolder(
            ROOT / "content", ROOT / "output", ROOT / ".cache", ROOT / "pelicanconf.py", ROOT
        )


def test_an_output_and_settings_can_be_named(tmp_path: Path) -> None:
    site = a_site(tmp_path / "so")
    (tmp_path / "mine.py").write_text("")
    found = find_site("so", "web", "mine.py")
    assert (found.output, found.settings) == (tmp_path / "web", tmp_path / "mine.py")
    (site / "pelicanconf.py").write_text("")
    assert find_site("so").settings == find_site("so", publishing=True).settings == site / "pelicanconf.py"
    (site / "publishconf.py").write_text("")
    assert find_site("so", publishing=True).settings == site / "publishconf.py"
    with pytest.raises(NoSiteError, match=r"khong-co\.py"):
        find_site("so", settings="khong-co.py")


def test_a_folder_without_a_site_is_an_error_that_says_what_to_type(tmp_path: Path) -> None:
    (tmp_path / "so" / "tin" / "2026").mkdir(parents=True)
    with pytest.raises(NoSiteError, match="ban-tin new so/tin"):
        find_site("so/tin")
    (tmp_path / "so" / "site.toml").touch()
    with pytest.raises(NoSiteError, match=r"--site so$"):
        find_site("so/tin/2026")
    with pytest.raises(NoSiteError, match=r"--site so$"):
        find_site(".")
    # Standing in a site's folder, nobody means the demonstration.
    os.chdir("so/tin")
    with pytest.raises(NoSiteError, match=f"--site {tmp_path}/so$"):
        find_site()


def test_a_package_without_a_checkout_has_no_demonstration(tmp_path: Path) -> None:
    with pytest.raises(NoSiteError, match=r"--site .*ban-tin new"):
        find_site(program=tmp_path / "_beside")


# What it answers.


def test_help_speaks_the_language_of_the_site_and_names_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_site(tmp_path / "so")
    a_site(tmp_path / "dept", "en")
    for site, usage in (("so", "cách gõ: ban-tin"), ("dept", "usage: ban-tin")):
        with pytest.raises(SystemExit) as stopped:
            main(["build", "--site", site, "--help"])
        assert stopped.value.code == 0
        said = capsys.readouterr().out
        assert said.startswith(usage)
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    said = capsys.readouterr().out
    assert all(f"    {each.name}" in said for each in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bulid"], "không có 'bulid' (hãy chọn trong: 'new', 'article',"),
        (["build", "--ouput", "x"], "không hiểu: --ouput x"),
        (["build", "--site"], "--site: cần một giá trị đi kèm"),
        (["preview", "--port", "99999"], "“99999” không phải là một số từ 0 đến 65535"),
        (["clean-cache", "--days", "nan"], "“nan” không phải là số ngày"),
    ],
)
def test_wrong_arguments_are_told_in_vietnamese(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "lỗi: " in said
    assert told in said


def test_no_command_is_the_help_and_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "các lệnh" in capsys.readouterr().out


def test_what_goes_wrong_is_a_sentence_and_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = a_site(tmp_path / "so")
    assert main(["clean", "--site", "nowhere"]) == 1
    assert "ban-tin new nowhere" in capsys.readouterr().err

    def fails(error: BaseException) -> int:
        def run(options: object) -> int:
            raise error

        monkeypatch.setattr(
            command, "COMMANDS", (next(each for each in COMMANDS if each.name == "build")._replace(run=run),)
        )
        return main(["build", "--site", "so"])

    assert fails(KeyboardInterrupt()) == 130
    assert fails(PermissionError(13, "no", "so/output")) == 1
    assert "“so/output”" in capsys.readouterr().err
    assert fails(ZeroDivisionError("by zero")) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "ZeroDivisionError" in said
    assert list((site / ".cache" / "crashes").glob("*.txt"))


def test_help_does_not_wait_for_pelican(tmp_path: Path) -> None:
    code = (
        "import sys; from newsdesk.command import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(sorted({'pelican', 'PIL', 'markdown', 'starlette'} & sys.modules.keys()))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_a_publish_is_strict_and_a_build_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_site(tmp_path / "so")
    given: list[list[str]] = []
    monkeypatch.setattr("newsdesk.build.main", lambda arguments: given.append(arguments) or 0)
    # What rules say is tested with them; this site has no more than its name.
    monkeypatch.setattr("newsdesk.publishing.built_site.read_built_site", lambda site: site)
    monkeypatch.setattr("newsdesk.publishing.built_site.report_of_rules", lambda built: "")
    for name in ("build", "publish"):
        assert main([name, "--site", "so", "--output", "x y"]) == 0
    assert given == [
        build_arguments(find_site("so", "x y")),
        build_arguments(find_site("so", "x y", publishing=True), STRICT=True),
    ]
    assert given[1][-2:] == [f"CACHE_FOLDER={json.dumps(str(tmp_path / 'so/.cache'))}", "STRICT=true"]


def test_the_cache_of_the_site_is_pruned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fonts = a_site(tmp_path / "so") / ".cache" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "a").touch()
    assert main(["clean-cache", "--site", "so", "--days", "0"]) == 0
    assert "Đã xóa 1 mục" in capsys.readouterr().out
    assert list(fonts.iterdir()) == []


def test_an_article_is_begun_in_a_new_site_from_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "so", "--yes", "--no-git"]) == 0
    assert main(["article", "Khai giảng", "--site", "so", "--date", "2026-11-20 08:00"]) == 0
    path = tmp_path / "so/tin/2026/11/khai-giang/index.md"
    assert capsys.readouterr().out.splitlines()[-1] == str(path)
    assert path.is_file()
    assert main(["upgrade", "--site", "so"]) == 0
    assert main(["article", "Khai giảng", "--site", "nowhere"]) == 1
    assert "ban-tin new nowhere" in capsys.readouterr().err


def test_the_counter_is_run_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["counter", "check", "--data", str(tmp_path / "nothing")]) in {0, 1}
    with pytest.raises(SystemExit) as stopped:
        main(["counter", "serve", "--help"])
    assert stopped.value.code == 0
    assert "--trusted-proxy" in capsys.readouterr().out
    monkeypatch.delitem(sys.modules, "counter.__main__", raising=False)
    monkeypatch.setitem(sys.modules, "granian", None)
    monkeypatch.setitem(sys.modules, "granian.constants", None)
    assert main(["counter", "check"]) == 1
    assert "pip install 'ban-tin[counter]'" in capsys.readouterr().err


# Sites of their own.


def own_site(folder: Path, name: str) -> SmallSite:
    """Return a site whose articles lie in the folder itself, with the photos and fonts of this project."""
    site = SmallSite(folder / name)
    site.article("bai", f"Đây là bài của {name}.\n")
    (site.content / ".cache").mkdir()
    for kept in ("photos", "fonts", "cards"):
        (ROOT / ".cache" / kept).mkdir(parents=True, exist_ok=True)
        (site.content / ".cache" / kept).symlink_to(ROOT / ".cache" / kept)
    return site


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("x = 1\ny = (\n", "pelicanconf.py:2: lỗi: không dùng được"),
        ("x = y\n", "pelicanconf.py:1: lỗi: không dùng được"),
    ],
)
def test_broken_settings_of_a_site_are_told_with_their_line(
    tmp_path: Path, settings: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = a_site(tmp_path / "so")
    (site / "pelicanconf.py").write_text(settings, encoding="utf-8")
    os.chdir(site)
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert "Traceback" not in told


def test_who_reads_only_the_beginning_is_left_in_peace(tmp_path: Path) -> None:
    site = own_site(tmp_path, "mot")
    command = f"{sys.executable} -m newsdesk build --explain --site {site.content} | true"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, timeout=120)
    assert done.stderr == ""


def test_two_sites_build_at_once_into_their_own_folders(tmp_path: Path) -> None:
    sites = [own_site(tmp_path, name) for name in ("mot", "hai")]
    # One has settings of its own.
    (sites[1].content / "pelicanconf.py").write_text(
        "from plugins.newsroom.settings import *\nprint('PLUGINS', PLUGINS)\n", encoding="utf-8"
    )
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "newsdesk", "build"],
            cwd=site.content,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for site in sites
    ]
    said = [build.communicate(timeout=120) for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert [("PLUGINS" in out) for out, _ in said] == [False, True]
    for site, name in zip(sites, ("mot", "hai"), strict=True):
        page = (site.content / "output/tin/2026/11/bai/index.html").read_text("utf-8")
        assert f"Đây là bài của {name}." in page
        # What was built is not read by the next build.
        done = run("build", "--explain", "--site", site.content, cwd=tmp_path)
        assert (done.returncode, "ghi 0 tệp" in done.stdout) == (0, True), done
    done = run("build", "--site", sites[0].content, "--output", sites[0].content / "tin" / "web", cwd=tmp_path)
    assert done.returncode == 1
    assert "Không dựng trang vào" in done.stderr
    assert run("clean", cwd=sites[0].content).returncode == 0
    assert not (sites[0].content / "output").exists()
    assert (sites[0].content / "tin/2026/11/bai/index.md").is_file()


def test_two_previews_run_side_by_side_and_follow_their_own_site(tmp_path: Path) -> None:
    sites = [own_site(tmp_path, name) for name in ("mot", "hai")]
    page = "/tin/2026/11/bai/"
    with (
        preview(sites[0].content, 0, "newsdesk.preview") as one,
        preview(sites[1].content, 0, "newsdesk.preview") as two,
    ):
        both = (one, "mot"), (two, "hai")
        for shown, name in both:
            shown.until(lambda shown=shown, name=name: f"Đây là bài của {name}." in shown.ask(page).text)
        # What builds write is nothing to follow.
        assert run("build", cwd=sites[0].content).returncode == 0
        for site in sites:
            source = site.content / "tin/2026/11/bai/index.md"
            source.write_text(source.read_text("utf-8").replace("Đây là", "Sửa rồi,"), encoding="utf-8")
        for shown, name in both:
            shown.until(lambda shown=shown, name=name: f"Sửa rồi, bài của {name}." in shown.ask(page).text)
        assert "Traceback" not in one.said + two.said
