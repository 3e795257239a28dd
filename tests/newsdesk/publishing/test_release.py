"""A release of an output folder: what is in it, what it costs, and what of it is made anew."""

from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from ban_tin.building.tree import stamps_below
from newsdesk.publishing import release as release_module
from newsdesk.publishing.manifest import ManifestError
from newsdesk.publishing.release import NoReleaseError, last_name, open_release
from tests.newsdesk.publishing.hand_made import ARTICLE, Desk, tree_of


def test_every_file_is_in_it_with_its_size_and_digest_and_texts_compressed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    made = desk.release()
    for path, content in tree_of(made).items():
        if path != "manifest.json":
            file = made.manifest.files[path]
            assert (file.size, file.sha256) == (len(content), sha256(content).hexdigest())
    files = tree_of(made)
    text = files["index.html"]
    assert brotli.decompress(files["index.html.br"]) == text
    assert "anh.jpg.br" not in files
    assert {path for path in files if not path.endswith((".br", "manifest.json"))} == {
        "index.html", "anh.jpg", "theme/site-0123456789.css", ARTICLE.format(name="mot"), ARTICLE.format(name="hai"),
    }  # fmt: skip


def test_the_output_stays_as_the_build_left_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    before = stamps_below(desk.output)
    desk.release()
    assert stamps_below(desk.output) == before


def test_an_article_costs_its_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    desk.release()
    _settle(desk)
    desk.article("mot", "Bài một, đã sửa")
    read: list[str] = []
    hash_one = release_module.digest_of

    def noting(path: Path) -> tuple[str, int]:
        read.append(path.name)
        return hash_one(path)

    monkeypatch.setattr(release_module, "digest_of", noting)
    made = desk.release()
    assert made.compressed == 1
    assert read == ["index.html"]


def _settle(desk: Desk) -> None:
    """Make a release of files that are old enough for their stamps to be trusted."""
    import time

    time.sleep(0.12)
    desk.release()


def test_nothing_changed_is_the_same_release(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first, second = desk.release(), desk.release()
    assert (first.name, first.content) == (second.name, second.content)
    assert second.seen > first.seen  # But what was due until then is done.


def test_what_moved_is_compressed_once_also_where_two_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    desk.release()
    one, two = (desk.output / ARTICLE.format(name=name) for name in ("mot", "hai"))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    made = desk.release()
    assert made.compressed == 0
    files = tree_of(made)
    for name, content in (("mot", second), ("hai", first)):
        assert brotli.decompress(files[ARTICLE.format(name=name) + ".br"]) == content


def test_what_is_deleted_is_gone_with_its_compressed_forms(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.release()
    desk.delete(ARTICLE.format(name="mot"))
    made = desk.release()
    assert not [path for path in (*made.manifest.files, *_beside(made.beside)) if "/mot/" in path]


def _beside(folder: Path) -> list[str]:
    return list(stamps_below(folder).files)


@pytest.mark.parametrize("damage", ["beside", "memory", "manifest"])
def test_what_was_damaged_since_is_made_anew(tmp_path: Path, damage: str) -> None:
    desk = Desk(tmp_path)
    made = desk.release()
    whole = tree_of(made)
    if damage == "beside":
        (made.beside / "index.html.br").write_bytes(b"broken")
    elif damage == "memory":
        (made.beside.parent / "files.known").write_bytes(b'{"format": 1')
    else:
        (made.beside / "manifest.json").write_bytes(b"{")
    again = tree_of(desk.release())
    del whole["manifest.json"], again["manifest.json"]
    assert again == whole


def test_an_older_clock_makes_no_older_release(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = desk.release()
    desk.moment = desk.moment.replace(year=2020)
    desk.article("ba", "Bài ba")
    assert desk.release().manifest.number == first.manifest.number + 1


def test_files_of_others_are_part_of_it_and_told_but_none_that_begins_with_a_dot(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name in ("google0123.html", ".well-known/security.txt", ".git/config", "tin/.htaccess"):
        (desk.output / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.output / name).write_text("x")
    (desk.output / "lien-ket").symlink_to("/etc/passwd")
    made = desk.release()
    assert made.foreign == (".well-known/security.txt", "google0123.html")
    assert not [
        path for path in made.manifest.files if ".git" in path or ("ht" in path.split(".")[-1][:2] and "access" in path)
    ]
    assert not {"lien-ket", ".ban-tin.json"} & made.manifest.files.keys()


def test_a_name_that_cannot_be_published_stops_it_and_the_last_release_stays(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    name = desk.release().name
    (desk.output / 'a"b.pdf').write_text("x")
    with pytest.raises(ManifestError, match=r'a"b\.pdf'):
        desk.release()
    assert last_name(desk.output, desk.cache) == name


def test_only_what_was_published_is_sent(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(NoReleaseError, match="publish"):
        open_release(desk.output, desk.cache)
    made = desk.release()
    assert open_release(desk.output, desk.cache).name == made.name
    desk.article("ba", "Bài ba")
    with pytest.raises(NoReleaseError, match="publish"):
        open_release(desk.output, desk.cache)
