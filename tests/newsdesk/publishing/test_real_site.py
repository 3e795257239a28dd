"""What leaves the office of a real site that was really built: nothing that is not public; and when it has to be published again."""

import gzip
import json
import os
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import brotli
import pytest
from PIL import Image

from newsdesk.command import main
from newsdesk.language import SITE
from newsdesk.publishing.manifest import check_signature
from newsdesk.publishing.release import make_release, open_release
from tests.newsdesk.publishing.hand_made import live, need, tree_of
from tests.site.builder import NOW, ROOT, SmallSite

#: Words that stand where no reader may see them; each is looked for in every byte that is sent.
SECRETS = (
    "bannhapkin", "henngaykin", "thuhoikin", "ghichukin", "toadokin", "dinhkemkin", "anhkin", "tailieukin", "matnguoikin",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = SmallSite(tmp_path_factory.mktemp("site"))
    site.article("mo", "Bài mở.\n\n<!-- ghichukin -->\n\n![Sân trường](san.jpg)\n*Sân trường*\n", title='"Bài mở"')
    exif = Image.Exif()
    exif[270], exif[315] = "toadokin", "matnguoikin"
    site.photo(site.content / "tin/2026/11/mo", "san.jpg", exif=exif)
    held_back = {
        "bannhapkin": {"status": "draft"},
        "henngaykin": {"date": "2026-11-22 10:00"},
        "thuhoikin": {"withdrawn": "true"},
    }
    for name, fields in held_back.items():
        slug = "goc" if name == "thuhoikin" else name
        folder = site.article(
            slug, f"{name}\n\n[Tệp](dinhkemkin.txt) ![A](anhkin.jpg)\n", **{"title": f'"{slug}"'} | fields
        )
        (folder / "dinhkemkin.txt").write_text("tailieukin " * 100)
        site.photo(folder, "anhkin.jpg")
    site.article("ghim", pinned_until="2026-11-22 11:00", expires="2026-11-22 12:00")
    built = site.build()
    assert built.code == 0, built.err
    return site


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(SITE, "")
    monkeypatch.delenv("STRICT", raising=False)
    yield


def release_at(site: SmallSite, moment: datetime) -> None:
    make_release(site.output, site.content / ".cache", "https://so.example", moment, None)


def test_no_byte_of_what_is_not_public_is_in_a_release(site: SmallSite) -> None:
    release_at(site, NOW)
    files = tree_of(open_release(site.output, site.content / ".cache"))
    assert "Sân trường".encode() in files["tin/2026/11/mo/index.html"]
    for path, content in files.items():
        plain = brotli.decompress(content) if path.endswith(".br") else content
        plain = gzip.decompress(plain) if path.endswith(".gz") else plain
        for secret in SECRETS:
            assert secret not in path
            assert secret.encode() not in plain, path


def ban_tin(*arguments: str, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    return main(list(arguments))


def test_a_timer_publishes_when_something_is_due_and_not_before(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("--site", str(site.content), "--output", str(site.output))

    def due(moment: datetime) -> int:
        capsys.readouterr()
        return ban_tin("due", *named, moment=moment, monkeypatch=monkeypatch)

    release_at(site, NOW)
    minute = timedelta(minutes=1)
    at = {kind: NOW.replace(hour=hour) for kind, hour in (("scheduled", 10), ("pinned", 11), ("expires", 12))}
    assert due(NOW + minute) == 3
    assert "22/11/2026 10:00" in capsys.readouterr().out
    for moment, title in ((at["scheduled"], "henngaykin"), (at["pinned"], "Bài ghim"), (at["expires"], "Bài ghim")):
        assert due(moment - minute) == 3
        assert due(moment) == 0
        assert title in capsys.readouterr().out
        release_at(site, moment)  # As the timer's next command does.
        assert due(moment) == due(moment + minute) == 3
    assert due(at["expires"] + timedelta(days=400)) == 3


def test_commands_say_what_changes_send_it_and_take_it_back(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    need("sh", "sha256sum")
    target = tmp_path / "web"
    named = ("--site", str(site.content), "--output", str(site.output), "--dest", str(target))
    release_at(site, NOW)

    def run(name: str, *more: str) -> tuple[int, str, str]:
        code = ban_tin(name, *named, *more, moment=NOW, monkeypatch=monkeypatch)
        return code, *capsys.readouterr()

    code, out, _ = run("deploy", "--dry-run", "--json")
    told = json.loads(out)
    assert (code, told["dry_run"], target.exists()) == (0, True, False)
    assert {"change": "new", "url": "/tin/2026/11/mo/", "title": "Bài mở"} in told["articles"]
    code, out, _ = run("deploy")
    assert code == 0
    assert "mới: Bài mở  /tin/2026/11/mo/" in out
    assert "Đang chạy: " in out
    assert live(target) == tree_of(open_release(site.output, site.content / ".cache"))
    code, _, err = run("rollback")
    assert (code, "không có bản nào khác" in err) == (1, True)
    code, out, _ = run("status")
    assert "Đang chạy ở" in out
    # What is wrong is said, and nothing is sent.
    (site.output / "them.html").write_text("x")
    try:
        code, _, err = run("deploy")
        assert (code, "publish" in err) == (1, True)
    finally:
        (site.output / "them.html").unlink()
    monkeypatch.setenv("DRY_RUN", "1")
    assert run("deploy")[0] == 0


def test_a_publish_signs_and_says_so_and_a_new_key_is_told_with_its_line(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    need("ssh-keygen")
    facts, signers = site.content / "site.toml", site.content / "allowed_signers"
    before = facts.read_text(encoding="utf-8")
    # The site is built already, and this is about what comes after.
    monkeypatch.setattr("newsdesk.build.main", lambda arguments: 0)
    named = ("publish", "--site", str(site.content), "--output", str(site.output))

    def publish(key: Path) -> tuple[int, str, str]:
        facts.write_text(f'{before}\n[publishing]\nkey = "{key}"\n', encoding="utf-8")
        return ban_tin(*named, moment=NOW, monkeypatch=monkeypatch), *capsys.readouterr()

    try:
        assert ban_tin(*named, moment=NOW, monkeypatch=monkeypatch) == 0
        assert "không có chữ ký" in capsys.readouterr().out
        code, _, err = publish(tmp_path / "khoa")
        assert (code, "ssh-keygen -t ed25519" in err) == (1, True)
        for name in ("khoa", "khoa-moi"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
        code, out, _ = publish(tmp_path / "khoa")
        assert (code, "ký" in out, signers.is_file()) == (0, True, True)
        made = open_release(site.output, site.content / ".cache")
        assert check_signature(made.content, made.signature, signers).signer
        code, _, err = publish(tmp_path / "khoa-moi")
        assert code == 1
        signers.write_text(signers.read_text() + err.strip().splitlines()[-1] + "\n")
        assert publish(tmp_path / "khoa-moi")[0] == 0
        assert check_signature(made.content, made.signature, signers).signer  # The old one still holds.
    finally:
        facts.write_text(before, encoding="utf-8")
        signers.unlink(missing_ok=True)


def test_a_broken_site_toml_does_not_keep_anybody_from_going_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site.toml").write_text("[site\n")
    assert main(["rollback", "--site", str(tmp_path), "--list", "--dest", str(tmp_path / "web")]) == 0
    assert main(["deploy", "--site", str(tmp_path), "--dest", str(tmp_path / "web")]) == 1
    assert "publish" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (3, 3), (1, 255)])
def test_the_unit_tells_nothing_due_from_an_error(tmp_path: Path, code: int, expected: int) -> None:
    """systemd skips on 1 to 254, and fails on 255 (systemd.service(5), ExecCondition)."""
    unit = (ROOT / "deploy/systemd/ban-tin-publish.service").read_text(encoding="utf-8")
    line = next(line for line in unit.splitlines() if line.startswith("ExecCondition="))
    command = line.removeprefix("ExecCondition=/bin/sh -c ").strip("'")
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\nexit {code}\n")
    program.chmod(0o755)
    command = command.replace("/srv/ban-tin/.venv/bin/python", str(program))
    assert subprocess.run(["sh", "-c", command], check=False).returncode == expected


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    need("systemd-analyze")
    for name in ("ban-tin-publish.service", "ban-tin-publish.timer"):
        text = (ROOT / "deploy/systemd" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("/srv/ban-tin/.venv/bin/python", "/bin/true").replace("dang-bai", "root")
        )
    environment = os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "ban-tin-publish.timer", tmp_path / "ban-tin-publish.service"],
        capture_output=True, text=True, env=environment,
    )  # fmt: skip
    assert "ban-tin-publish" not in done.stderr, done.stderr
