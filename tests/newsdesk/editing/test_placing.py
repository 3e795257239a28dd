"""Which elements of the page each block became: held against the page for any text, and as fine as an editor needs it."""

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from ban_tin.building.reading import reader_maker
from ban_tin.findings import Findings
from ban_tin.photos.store import PhotoStore
from newsdesk.editing.blocks import cut_blocks
from newsdesk.editing.placing import Placed, describe_elements
from newsdesk.editing.placing_process import Asked, PlacingProcess, place
from newsdesk.preview.open_site import begin_project
from tests.newsdesk.editing.test_blocks import HEAD, PIECES
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.folder_site import site_in
from tests.shared_files import SOAK

Place = Callable[[str], tuple[Placed, str]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Asked]:
    """Returns what is asked of a text that stands in an article beside a photo."""
    folder = tmp_path_factory.mktemp("placing")
    site = desk(folder)
    beside = site.article("bai")
    site.photo(beside, "a.jpg", (1200, 800))
    project, _ = begin_project(site_in(folder))
    maker = reader_maker(project)._replace(sketches=True)
    return lambda text: Asked(maker, str(beside / "index.md"), text, "/tin/2026/11/bai/")


@pytest.fixture(scope="module")
def placed(asked: Callable[[str], Asked]) -> Place:
    """Places the blocks of a text; returns them, and the elements of the body as the site's reader makes it."""
    reader = asked("").maker.reader(decodes=False)

    def work(text: str) -> tuple[Placed, str]:
        given = asked(text)
        Path(given.file).write_text(text, "utf-8", newline="")
        read = given.maker.reader(decodes=False).read(Path(given.file), None, Findings())
        body = str(read.content.body) if read and read.content else ""
        return place(given, reader), body if read else "?"

    return work


def children(body: str) -> list[str]:
    """Return the elements of a body, as a browser counts them."""
    root = LexborHTMLParser(f"<div>{body}</div>", is_fragment=True).root
    node, found = root.child if root else None, []
    while node is not None:
        if not (node.tag or "-").startswith("-"):
            found.append(node.html or "")
        node = node.next
    return found


def shares(placed: Placed, body: str) -> list[tuple[str, list[str]]]:
    """Return the words of each block with the elements that it became."""
    found, at, elements = [], 0, children(body)
    for block in placed.blocks:
        found.append((block.text, elements[at : at + block.children]))
        at += block.children
    assert at + placed.after == len(elements)
    return found


def test_each_block_has_its_own_elements(placed: Place) -> None:
    body = (
        "Mở đầu có chú[^1].\n\n![Ảnh](a.jpg)\n\n*Chú thích ảnh. Ảnh: Minh Hà*\n\n## Tựa nhỏ\nNgay dưới tựa.\n\n- mục một\n- mục hai\n\n"
        "<!-- không ai thấy -->\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: Lời chú.\n\nCuối bài."
    )
    found, page = placed(HEAD.replace("date:", "category: Tin hoạt động\ndate:") + body)
    got = [(words.split("\n")[0], len(share)) for words, share in shares(found, page)]
    assert got == [
        ("Mở đầu có chú[^1].", 1), ("![Ảnh](a.jpg)", 1), ("## Tựa nhỏ", 1), ("Ngay dưới tựa.", 1), ("- mục một", 1),
        ("<!-- không ai thấy -->", 0), ("| A | B |", 1), ("[^1]: Lời chú.", 0), ("Cuối bài.", 1),
    ]  # fmt: skip
    assert found.after == 1
    assert "Chú thích ảnh" in shares(found, page)[1][1][0]


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("![Ảnh](a.jpg)\n\nSân trường trong giờ ra chơi. Ảnh: Minh Hà\n\nMột đoạn văn dài nói chuyện khác hẳn.", 2),
        ("- a\n\n- b\n\n\n- c", 1),
        ("Một.\n\n<div>\n\nHai.", 0),
        ("A B C\n{: .x}\n\n*[ABC]: chữ\n\nABC.", 3),
    ],
)
def test_what_the_page_joins_is_joined(placed: Place, body: str, number: int) -> None:
    found, page = placed(HEAD.replace("date:", "category: Tin hoạt động\ndate:") + body)
    shares(found, page)
    if number:
        assert len(found.blocks) == number


@settings(max_examples=300 if SOAK else 15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(("\n", "\n\n")), st.booleans())
def test_the_elements_of_all_blocks_are_those_of_the_page(
    placed: Place, pieces: list[str], gap: str, windows: bool
) -> None:
    text = HEAD.replace("date:", "category: Tin hoạt động\ndate:") + gap.join(pieces)
    found, page = placed(text.replace("\n", "\r\n") if windows else text)
    if page == "?":
        return
    assert describe_elements(page) == found.looks
    shares(found, page)
    assert [line for block in found.blocks for line in block.text.split("\n") if line.strip()] == [
        line for block in cut_blocks(text).blocks for line in block.text.split("\n") if line.strip()
    ]


def test_photos_that_are_not_encoded_yet_are_no_hindrance(asked: Callable[[str], Asked]) -> None:
    beside = Path(asked("").file).parent
    text = HEAD + "".join(f"\n\nĐoạn {n}.\n\n![](moi-{n}.jpg)\n*Chú thích {n}*" for n in range(3))
    for number in range(3):
        # As drawn now and never before.
        colour = tuple(token_bytes(3))
        Image.new("RGB", (900 + number, 600), colour).save(beside / f"moi-{number}.jpg")
    placing = PlacingProcess()
    try:
        for _ in range(2):
            assert [block.children for block in placing.place(asked(text)).blocks] == [1] * 6
            # One of them is encoded between two conversions.
            PhotoStore(asked("").maker.cache / "photos").photo(beside / "moi-1.jpg")
    finally:
        placing.close()


def test_a_process_that_ends_is_started_again(asked: Callable[[str], Asked]) -> None:
    placing = PlacingProcess()
    try:
        text = HEAD + "Một.\n\nHai."
        assert [block.children for block in placing.place(asked(text)).blocks] == [1, 1]
        # A photo that was just added, and that nothing is known of yet.
        photo = Path(asked("").file).with_name("moi.jpg")
        Image.frombytes("RGB", (640, 480), os.urandom(640 * 480 * 3)).save(photo)
        added = placing.place(asked(HEAD + "Một.\n\n![Ảnh](moi.jpg)\n*Chú thích*\n\nHai."))
        assert [block.children for block in added.blocks] == [1, 1, 1]
        assert placing._process
        placing._process.kill()
        lost = placing.place(asked(text))
        assert ([block.children for block in lost.blocks], lost.looks) == ([0, 0], ("?",))
        assert [block.children for block in placing.place(asked(text)).blocks] == [1, 1]
        placing._process.kill()
        assert placing.place(asked(text)).looks == ("?",)
        # A text that ends it twice is not tried again; others are.
        assert placing.place(asked(text)).looks == ("?",)
        assert [block.children for block in placing.place(asked(text + "\n\nBa.")).blocks] == [1, 1, 1]
    finally:
        placing.close()
    assert placing.place(asked(text)).looks == ("?",)
