"""An index as a whole: everything is found, and what was brought up to date is what is made anew."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ban_tin.searching import layout as layout_module
from ban_tin.searching.abbreviations import Shortener, read_abbreviations
from ban_tin.searching.documents import SearchDocument
from ban_tin.searching.index import Index, make_index, places_of, update_index
from ban_tin.searching.terms import IN_FILE, IN_NUMBER, IN_TITLE, ONCE, TELLING, TITLE_AND_TEXT
from tests.builders import ZONE
from tests.searching.finding import find

SHORTENER = Shortener(read_abbreviations(("GDĐT = GD&ĐT = giáo dục và đào tạo",)))
DAY = datetime(2026, 1, 1, 8, 0, tzinfo=ZONE)
Documents = dict[str, tuple[SearchDocument, ...]]


def document(url: str, date: datetime | None = DAY, *, file: bool = False, **texts: str) -> SearchDocument:
    given_texts = [texts.get(name, "") for name in ("title", "number", "telling", "text")]
    kind = "@k:file" if file else "@k:news"
    return SearchDocument(url, date, *given_texts, (kind,), (url, given_texts[0]))


class Kept:
    """An index and its files, as a store keeps them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sources: Documents = {}
        self.files: dict[str, bytes] = {}
        self.index: Index | None = None

    def documents(self, source: str) -> Sequence[SearchDocument]:
        return self.sources[source]

    def file(self, name: str) -> bytes | None:
        return self.files.get(name)

    def make(self, sources: Documents) -> None:
        places = {source: places_of(documents) for source, documents in sources.items()}
        made = make_index(places, sources.__getitem__, SHORTENER, self._folder)
        self.index, self.sources = made.index, sources
        self.files = {name: content for name, content in made.files.items() if content is not None}

    def update(self, sources: Documents) -> bool:
        """Bring it up to date; return whether that could be done."""
        assert self.index is not None
        places = {source: places_of(documents) for source, documents in sources.items()}
        new = {source: each for source, each in sources.items() if self.sources.get(source) != each}
        made = update_index(self.index, places, new, self, SHORTENER)
        if made is None:
            return False
        self.index, self.sources = made.index, sources
        for name, content in made.files.items():
            self.files.pop(name, None)
            if content is not None:
                self.files[name] = content
        return True

    def find(self, term: str) -> dict[str, tuple[str, int]]:
        """Return the marks and the weight with which each document holds a term, by address."""
        assert self.index is not None
        urls = {number: url for url, number in self.index.numbered.numbers.items()}
        found = find(self.files, self.index.layout.buckets, term)
        return {urls[number]: told for number, told in found.items()}


def test_a_term_weighs_by_where_it_stands(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.make(
        {
            "a": (
                document(
                    "/a/", title="Hội nghị sơ kết", number="1284/KH-SGDĐT", telling="Đồng Tháp Mười", text="sơ kết " * 3
                ),
                document("/a/ke-hoach.pdf", title="Kế hoạch năm", text="Đường đến trường", file=True),
            ),
            "b": (document("/b/", DAY + timedelta(days=1), text="hội nghị\nhọc sinh"),),
        }
    )
    assert kept.find("hoi nghi") == {"/a/": ("ộ ị", IN_TITLE), "/b/": ("ộ ị", ONCE)}
    assert kept.find("so ket") == {"/a/": ("ơ ế", TITLE_AND_TEXT)}
    assert kept.find("1284") == {"/a/": ("", IN_NUMBER)}
    assert kept.find("kh sgddt") == {"/a/": (" đ", IN_NUMBER)}
    assert kept.find("thap muoi") == {"/a/": ("á ườ", TELLING)}
    assert kept.find("den truong") == {"/a/ke-hoach.pdf": ("đế ườ", IN_FILE)}
    assert kept.find("ke hoach") == {"/a/ke-hoach.pdf": ("ế ạ", TELLING)}
    assert kept.find("@k:file") == {"/a/ke-hoach.pdf": ("", ONCE)}
    # The end of a line parts.
    assert kept.find("nghi hoi") == {}


def test_every_form_of_a_name_is_found_by_one_word(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    forms = ["GDĐT", "GD&ĐT", "Giáo dục và Đào tạo", "gd-đt"]
    kept.make({form: (document(f"/{number}/", text=f"Sở {form} tỉnh"),) for number, form in enumerate(forms)})
    assert kept.find("gddt").keys() == {"/0/", "/1/", "/2/", "/3/"}
    assert kept.find("so gddt").keys() == {"/0/", "/1/", "/2/", "/3/"}
    assert kept.find("giao duc").keys() == {"/2/"}


WORDS = ["hội", "nghị", "nghi", "học", "sinh", "1284", "GD&ĐT", "giáo dục và đào tạo", "an", "ăn", "lớp", "a"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
DOCUMENT = st.tuples(st.integers(0, 70), st.booleans(), TEXT, TEXT)
SITE = st.dictionaries(st.integers(0, 40).map(lambda number: f"tin/{number}.md"), DOCUMENT, max_size=30)


def documents_of(site: dict[str, tuple[int, bool, str, str]]) -> Documents:
    found = {}
    for source, (day, attached, title, text) in site.items():
        date = DAY + timedelta(days=day)
        own = document(f"/{source}/", date, title=title, text=text)
        files = [document(f"/{source}/tep.pdf", date, title="tệp", text=text or "an", file=True)] if attached else []
        found[source] = (own, *files)
    return found


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let terms move on after a few documents, so that a small site has all levels."""
    monkeypatch.setattr(layout_module, "STEPS", (2, 4, 8))


@pytest.mark.usefixtures("small_steps")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sites=st.lists(SITE, min_size=2, max_size=4))
def test_what_was_brought_up_to_date_is_what_is_made_anew(
    tmp_path: Path, sites: list[dict[str, tuple[int, bool, str, str]]]
) -> None:
    kept, anew = Kept(tmp_path), Kept(tmp_path)
    kept.make(documents_of(sites[0]))
    for each in sites[1:]:
        documents = documents_of(each)
        anew.make(documents)
        if not kept.update(documents):
            kept.make(documents)
        assert kept.index == anew.index
        assert kept.files == anew.files


@pytest.mark.usefixtures("small_steps")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(site=SITE)
def test_every_word_and_every_pair_is_found(tmp_path: Path, site: dict[str, tuple[int, bool, str, str]]) -> None:
    kept = Kept(tmp_path)
    documents = documents_of(site)
    kept.make(documents)
    for own, *_ in documents.values():
        words = own.text.replace("GD&ĐT", "gd đt").split()
        for first, second in pairwise(words):
            assert own.url in kept.find(f"{plain(first)} {plain(second)}")
        for word in words:
            assert own.url in kept.find(plain(word))


def plain(word: str) -> str:
    """Return a word of ``WORDS`` without its marks."""
    marks = str.maketrans("ộịọáụàđạớăĐ", "oioauadaoad")
    return word.lower().translate(marks)


def test_many_processes_make_what_one_makes(tmp_path: Path) -> None:
    texts = [f"hội nghị {number} học sinh lớp {number % 12}" for number in range(700)]
    sources = {
        f"{number}": (document(f"/{number}/", DAY + timedelta(days=number // 3), text=text),)
        for number, text in enumerate(texts)
    }
    kept, step_by_step = Kept(tmp_path), Kept(tmp_path)
    kept.make(sources)
    step_by_step.make(dict(list(sources.items())[:650]))
    assert step_by_step.update(sources)
    assert step_by_step.files == kept.files
    assert len(kept.find("hoi nghi")) == 700


def test_a_publish_writes_little(tmp_path: Path) -> None:
    sources = {
        f"{number}": (document(f"/{number}/", DAY + timedelta(days=number // 3), text=f"hội nghị {number}"),)
        for number in range(1200)
    }
    kept = Kept(tmp_path)
    kept.make(dict(list(sources.items())[:-1]))
    before = dict(kept.files)
    kept.update(sources)
    assert len({name for name, content in kept.files.items() if before.get(name) != content}) <= 40
