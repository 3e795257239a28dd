"""The store of encoded photos: everything once, whole or not at all, whoever else is at work."""

import json
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from ban_tin.machine.stamps import content_digest
from ban_tin.photos import encode, plan, store
from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.encode import SHARING_FILE, encode_photo
from ban_tin.photos.plan import Encoded, EncodingPlan, Photo
from ban_tin.photos.store import PhotoStore
from ban_tin.photos.wanted import photos_named
from ban_tin.site.addresses import VIETNAMESE
from tests.builders import ROOT, picture

RED = (200, 30, 30)


def snapshot(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def files_of(store: PhotoStore, photo: Photo) -> dict[str, Path]:
    """Return the files of ``photo`` by address."""
    return store.files(photo.base_url, photo.digest, [each.file for each in photo.encoded.renditions])


def sources(folder: Path) -> list[Path]:
    return [picture(folder / "a.jpg", (700, 500), RED), picture(folder / "b.png", (300, 500), (0, 90, 0))]


def broken(path: Path) -> Path:
    content = BytesIO()
    Image.effect_noise((600, 400), 80).save(content, "JPEG")
    path.write_bytes(content.getvalue()[:9000])
    return path


def test_names_carry_the_content_so_that_an_address_never_changes_its_picture(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "store")
    first = store.photo(picture(tmp_path / "Ảnh đẹp.jpg", colour=RED))
    second = store.photo(picture(tmp_path / "Ảnh đẹp.jpg", colour=(0, 0, 0)))
    assert first.base_url != second.base_url
    assert first.base_url == f"/anh/{first.digest[:2]}/anh-dep-{first.digest[:12]}"
    assert re.fullmatch("/anh/[0-9a-f]{2}/anh-[0-9a-f]{12}", store.photo(picture(tmp_path / "….jpg")).base_url)


def test_a_photo_that_is_replaced_while_it_is_encoded_is_not_kept_as_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, source = PhotoStore(tmp_path / "store"), picture(tmp_path / "anh.jpg", colour=RED)
    before = store._digest_of(source)

    def replaced(path: Path, recipe: EncodingPlan) -> tuple[Encoded, dict[str, bytes]]:
        monkeypatch.undo()
        picture(path, colour=(0, 0, 90))
        return encode_photo(path, recipe)

    monkeypatch.setattr("ban_tin.photos.store.encode_photo", replaced)
    photo = store.photo(source)
    assert not store.holds(before)
    assert photo.digest == PhotoStore(tmp_path / "store")._digest_of(source) != before
    assert store.holds(photo.digest)


def test_a_photo_has_one_address_in_every_article(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "store")
    one, other = (store.photo(picture(tmp_path / folder / "anh.jpg", colour=RED)) for folder in ("mot", "hai"))
    assert one.base_url == other.base_url


def test_the_store_tells_what_it_holds_whole(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "store")
    photo = store.photo(sources(tmp_path)[0])
    assert store.holds(photo.digest)
    assert not store.holds("0123456789abcdef")
    files_of(store, photo)[photo.largest_url].unlink()
    assert not store.holds(photo.digest)


def test_every_address_of_a_photo_has_its_file(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "store")
    photo = store.photo(sources(tmp_path)[0])
    files = files_of(store, photo)
    assert set(files) == {
        *(photo.url(rendition) for rendition in photo.encoded.renditions),
        VIETNAMESE.sharing_photo(photo.base_url),
    }
    assert {photo.url(photo.fallback), photo.largest_url} <= set(files)
    for rendition in photo.encoded.renditions:
        assert files[photo.url(rendition)].stat().st_size == rendition.size
        assert Image.open(files[photo.url(rendition)]).size == (rendition.width, rendition.height)


def test_every_photo_is_encoded_once(tmp_path: Path) -> None:
    store, paths = PhotoStore(tmp_path / "store"), sources(tmp_path)
    told: list[tuple[int, int]] = []
    store.prepare([*paths, *paths], lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
    before = snapshot(tmp_path / "store")
    told.clear()
    PhotoStore(tmp_path / "store").prepare(paths, lambda done, total: told.append((done, total)))
    photos = [PhotoStore(tmp_path / "store").photo(path) for path in paths]
    assert snapshot(tmp_path / "store") == before
    assert not told
    # What is read back is what was made.
    assert [PhotoStore(tmp_path / "other").photo(path) for path in paths] == photos


def test_what_is_prepared_and_what_is_encoded_while_reading_is_the_same(tmp_path: Path) -> None:
    store, path = PhotoStore(tmp_path / "store"), sources(tmp_path)[0]
    store.prepare([path])
    assert store.photo(path) == PhotoStore(tmp_path / "other").photo(path)


@pytest.mark.parametrize("damage", ["gone", "short", "no facts", "facts cut off", "foreign facts"])
def test_a_damaged_store_is_fixed(tmp_path: Path, damage: str) -> None:
    store, path = PhotoStore(tmp_path / "store"), sources(tmp_path)[0]
    photo = store.photo(path)
    whole = {file: content for file, (_, content) in snapshot(tmp_path / "store").items()}
    folder = files_of(store, photo)[VIETNAMESE.sharing_photo(photo.base_url)].parent
    if damage == "gone":
        files_of(store, photo)[photo.largest_url].unlink()
    elif damage == "short":
        files_of(store, photo)[photo.largest_url].write_bytes(b"x")
    elif damage == "no facts":
        (folder / "photo.json").unlink()
    elif damage == "facts cut off":
        (folder / "photo.json").write_text('{"width": 7', encoding="utf-8")
    else:
        (folder / "photo.json").write_text(json.dumps({"colour": [], "renditions": []}), encoding="utf-8")
    assert PhotoStore(tmp_path / "store").photo(path) == photo
    assert {file: content for file, (_, content) in snapshot(tmp_path / "store").items()} == whole


def test_another_recipe_is_another_store(tmp_path: Path) -> None:
    only_jpeg = EncodingPlan((480,), (("jpg", {"format": "JPEG"}),), (("png", {"format": "PNG"}),), sharing=False)
    path = sources(tmp_path)[0]
    PhotoStore(tmp_path / "store").photo(path)
    store = PhotoStore(tmp_path / "store", only_jpeg)
    photo = store.photo(path)
    assert [rendition.file for rendition in photo.encoded.renditions] == ["480.jpg"]
    assert not any(file.name == SHARING_FILE for file in store._folder.rglob("*"))


def test_a_broken_photo_does_not_stop_the_others_and_leaves_nothing(tmp_path: Path) -> None:
    store, bad = PhotoStore(tmp_path / "store"), broken(tmp_path / "b.jpg")
    good = sources(tmp_path)[0]
    store.prepare([bad, good])
    assert files_of(store, store.photo(good))
    with pytest.raises(UnusablePhotoError, match="missing"):
        store.photo(bad)
    assert len(list((tmp_path / "store").glob("*/??/*"))) == 1


def test_an_interruption_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, path = PhotoStore(tmp_path / "store"), sources(tmp_path)[0]
    written = Path.write_bytes
    calls = iter(range(100))

    def interrupted(target: Path, content: bytes) -> int:
        if next(calls) == 2:
            written(target, content[:10])
            raise KeyboardInterrupt
        return written(target, content)

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.photo(path)
    assert not snapshot(tmp_path / "store")
    monkeypatch.undo()
    assert files_of(store, store.photo(path))


#: Prepares photos and says when it begins; the processes of its pool are its children.
RUN = """
import sys
from pathlib import Path
from ban_tin.photos.store import PhotoStore
def told(done, total): print(done, total, flush=True)
PhotoStore(Path(sys.argv[1])).prepare([Path(each) for each in sys.argv[2:]], told)
"""


def started(store: Path, photos: list[Path]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", RUN, str(store), *map(str, photos)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def many(folder: Path, count: int = 8) -> list[Path]:
    """Draw photos that take a moment each."""
    shade = Image.effect_noise((640, 460), 50)
    paths = []
    for number in range(count):
        paths.append(folder / f"{number}.jpg")
        Image.merge("RGB", (shade, shade.rotate(180), Image.new("L", shade.size, number * 9))).save(paths[-1])
    return paths


def group_is_gone(group: int) -> bool:
    """Wait until no process of a group is left but those that wait to be collected."""
    for _ in range(100):
        states = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group:
                states.append(fields[0])
        if all(state == "Z" for state in states):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see the processes that are left")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_whole_photos_and_no_process(tmp_path: Path, sent: signal.Signals) -> None:
    photos = many(tmp_path)
    run = started(tmp_path / "store", photos)
    assert run.stdout is not None and run.stderr is not None
    assert run.stdout.readline() == f"1 {len(photos)}\n"
    if sent == signal.SIGINT:
        os.killpg(run.pid, sent)  # A terminal sends Ctrl-C to the whole group.
    else:
        run.kill()
    run.wait(timeout=60)
    assert group_is_gone(run.pid)
    if sent == signal.SIGINT:
        # One traceback, the parent's: its children say nothing.
        assert run.stderr.read().count("Traceback") == 1
    done = list((tmp_path / "store").glob("*/??/*/photo.json"))
    assert 1 <= len(done) < len(photos)
    store = PhotoStore(tmp_path / "store")
    told: list[int] = []
    store.prepare(photos, lambda done, total: told.append(total))
    # What was whole is not made again.
    assert set(told) == {len(photos) - len(done)}
    for photo in photos:
        for path in files_of(store, store.photo(photo)).values():
            Image.open(path).load()


def test_a_run_that_is_given_up_by_another_thread_begins_no_more_photos(tmp_path: Path) -> None:
    photos = many(tmp_path)
    store = PhotoStore(tmp_path / "store")
    closed: list[Thread] = []

    def close(done: int, total: int) -> None:
        closed.append(Thread(target=store.close))
        closed[-1].start()
        closed[-1].join()

    store.prepare(photos, close)
    assert closed
    assert 1 <= len(list((tmp_path / "store").rglob("photo.json"))) < len(photos)


def test_two_runs_at_once_end_with_one_whole_store(tmp_path: Path) -> None:
    photos = many(tmp_path, 6)
    runs = [started(tmp_path / "store", photos) for _ in range(2)]
    for run in runs:
        assert run.communicate(timeout=120)[1] == ""
        assert run.returncode == 0
    store = PhotoStore(tmp_path / "store")
    assert {path.name for path in store._folder.iterdir() if path.name.startswith("unfinished")} == set()
    for photo in photos:
        for path in files_of(store, store.photo(photo)).values():
            Image.open(path).load()


def test_the_photos_that_articles_name_are_known_before_they_are_read(tmp_path: Path) -> None:
    article = tmp_path / "tin" / "2026" / "bai"
    for name in ("a.jpg", "b c.jpg", "Ảnh.HEIC", "sub/d.png", "unused.jpg", "ghi-chu.txt"):
        (article / name).parent.mkdir(parents=True, exist_ok=True)
        (article / name).write_bytes(b"")
    (article / "index.md").write_text("![](a.jpg) ![](b%20c.jpg)\nlead: Ảnh.HEIC\n![](sub/d.png)", encoding="utf-8")
    (tmp_path / "tin" / "other.md").write_bytes(b"\xff ![](a.jpg)")
    (tmp_path / "tin" / "plain.md").write_text("a")
    texts = [article / "index.md", tmp_path / "tin" / "other.md", tmp_path / "tin" / "plain.md", tmp_path / "mat.md"]
    assert [path.name for path in photos_named(texts)] == ["a.jpg", "b c.jpg", "Ảnh.HEIC", "d.png"]


def test_a_pipe_in_the_place_of_a_text_holds_nobody(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg")
    os.mkfifo(tmp_path / "index.md")
    assert list(photos_named([tmp_path / "index.md"])) == []


@pytest.mark.parametrize("name", ["480.avif", SHARING_FILE, "photo.json"])
def test_what_is_no_longer_what_was_made_is_thrown_away(tmp_path: Path, name: str) -> None:
    path = sources(tmp_path)[0]
    store = PhotoStore(tmp_path / "store")
    photo = store.photo(path)
    assert store.intact(photo.digest)
    whole = {file: content for file, (_, content) in snapshot(tmp_path / "store").items()}
    file = files_of(store, photo)[VIETNAMESE.sharing_photo(photo.base_url)].with_name(name)
    content = file.read_bytes()
    digit = content.rindex(b"1")
    file.write_bytes(content[:digit] + b"2" + content[digit + 1 :])
    store = PhotoStore(tmp_path / "store")
    assert not store.intact(photo.digest)
    assert not store.holds(photo.digest)
    assert store.photo(path) == photo
    assert store.intact(photo.digest)
    assert {file: content for file, (_, content) in snapshot(tmp_path / "store").items()} == whole


def test_facts_of_a_photo_that_were_changed_are_none(tmp_path: Path) -> None:
    path = sources(tmp_path)[0]
    store = PhotoStore(tmp_path / "store")
    photo = store.photo(path)
    (facts,) = (tmp_path / "store").rglob("photo.json")
    facts.write_text(
        facts.read_text("utf-8").replace(f'"width": {photo.width}', f'"width": {photo.width + 1}', 1), "utf-8"
    )
    assert not store.holds(photo.digest)
    assert PhotoStore(tmp_path / "store").photo(path) == photo


def test_all_that_is_damaged_is_thrown_away_at_once(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "store")
    photos = [store.photo(path) for path in sources(tmp_path)]
    for photo in photos:
        file = files_of(store, photo)[VIETNAMESE.sharing_photo(photo.base_url)]
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    whole = store.photo(picture(tmp_path / "another.jpg", (900, 700), (1, 2, 3)))
    store = PhotoStore(tmp_path / "store")
    store.discard_damaged()
    assert [store.holds(photo.digest) for photo in [*photos, whole]] == [False] * len(photos) + [True]


def test_a_photo_that_was_just_encoded_is_kept_as_one_that_is_read(tmp_path: Path) -> None:
    path = sources(tmp_path)[0]
    first, second = (PhotoStore(tmp_path / "store").photo(path) for _ in range(2))
    assert pickle.dumps(first) == pickle.dumps(second)


def test_the_number_of_the_store_changes_with_the_code_that_makes_photos() -> None:
    """Photos are kept until this number changes. Whoever edits this code raises ``_FORMAT`` in store.py if files may come out otherwise, and
    puts the digests that it has now here."""
    digests = [content_digest(Path(str(module.__file__))) for module in (encode, plan)]
    assert (store._FORMAT, digests) == (2, ["60813ec7dd4bc5b4", "e063d03c691a2d9f"])
