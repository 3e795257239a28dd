"""The parts of the search's script that must agree with the index, and those that guess what was meant."""

import re
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from ban_tin.searching.layout import bucket_of, hash_of
from ban_tin.searching.shards import read_postings, read_shard, write_postings, write_shard
from ban_tin.searching.words import END, read_words
from tests.theme.fixtures import ROOT, THEME

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def script(browser: Browser) -> Any:
    """A page in which the names of the script are known to what is evaluated."""
    parts = [THEME / "js/search" / name for name in (THEME / "js/search.txt").read_text(encoding="utf-8").split()]
    source = "\n".join(part.read_text(encoding="utf-8") for part in parts if part.name != "field.js")
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content("<html lang=vi>")
        page.add_script_tag(content=f'const TEXT = {{}}, LANGUAGE = "vi";\n{source}')
        yield page


def test_words_are_compared_as_the_index_compares_them(script: Any) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]
    words = sorted({word.lower() for text in texts for word in re.findall(r"[^\W_]+", text)})
    words += [
        "hoà",
        "hòa",
        "thuỷ",
        "thủy",
        "quý",
        "quí",
        "tỷ",
        "tỉ",
        "ly",
        "mỹ",
        "khoẻ",
        "quà",
        "hoạ",
        "giỏi",
        "ðảng",
        "ß",
        "naïve",
        "đ",
        "1284",
        "a1",
        "qu",
    ]
    assert len(words) > 1500
    found = script.evaluate("words => words.map(each => makeWord(each)).map(each => [each.folded, each.marks])", words)
    assert [tuple(each) for each in found] == [read_words(word)[0] for word in words]


def test_texts_are_taken_apart_as_the_index_does(script: Any) -> None:
    text = "Sở GD&ĐT: số 1284/KH-SGDĐT. Năm 2026–2027; 547.780 lượt!\nĐầu dòng_hai (mười)"
    broken = script.evaluate("text => wordsOf(text).map(each => [each.folded, each.break])", text)
    words = read_words(text)
    assert [folded for folded, _ in broken] == [word[0] for word in words if word is not END]
    # A full stop at the end of a line ends a sentence twice.
    ends = [at for at, word in enumerate(words) if word is END and words[at - 1] is not END]
    assert sum(each for _, each in broken) == len(ends)


def test_shards_and_buckets_are_read_as_they_are_written(script: Any) -> None:
    random = Random(16)
    entries = {
        (rest, marks): write_postings(sorted(random.sample(range(3_000_000), count)))
        for rest, marks, count in (("", " ", 1), ("ghi", "ộ ị", 400), ("ghi", " ", 3), ("oc", " ọ", 17))
    }
    shard = write_shard(3, {"hoi n": entries, "là": {("", ""): write_postings([9])}})
    read = script.evaluate(
        "text => decoded(JSON.parse(text)['hoi n']).map(({ rest, marks, hits }) => ({ rest, marks, hits }))",
        shard.decode(),
    )
    known = read_shard(shard)["hoi n"]
    pairs = {(each["rest"], each["marks"]): each["hits"] for each in read}
    assert pairs.keys() == known.keys()
    for key, postings in known.items():
        assert pairs[key] == [part for posting in read_postings(postings) for part in (posting >> 3, posting & 7)]
    groups = ["hoi n", "@c:tin-hoat-dong", "la", "duong d", "日本", *map(str, range(200))]
    for buckets in (1, 2, 3, 16, 100, 127, 2500):
        found = script.evaluate(
            "([groups, size]) => groups.map(each => bucketOf(crc32(each), size))", [groups, buckets]
        )
        assert found == [bucket_of(hash_of(group), buckets) for group in groups]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hooij", "hội"),
        ("hoiojf", "hồi"),
        ("nghij", "nghị"),
        ("dduwowngf", "đường"),
        ("truwowngf", "trường"),
        ("truowngf", "trường"),
        ("giaos", "giáo"),
        ("gias", "giá"),
        ("quas", "quá"),
        ("nguyeenx", "nguyễn"),
        ("khoer", "khỏe"),
        ("muaf", "mùa"),
        ("toans", "toán"),
        ("ngoaif", "ngoài"),
        ("ddoongf", "đồng"),
        ("ho65i", "hội"),
        ("nghi5", "nghị"),
        ("d9u7o7ng2", "đường"),
        ("d9ang3", "đảng"),
        ("tha1p", "tháp"),
        ("na8m", "năm"),
        ("hội", "hội"),
        ("2026", "2026"),
        ("lop", "lop"),
    ],
)
def test_keys_of_telex_and_vni_that_were_left_become_letters(typed: str, meant: str, script: Any) -> None:
    assert script.evaluate("word => retyped(word)", typed) == meant


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("nghanh", "nganh", True),
        ("ngi", "nghi", True),
        ("hoc", "hac", True),
        ("hco", "hoc", True),
        ("hoc", "hoc", False),
        ("hoc", "hocks", False),
        ("hoc", "khoa", False),
        ("abcd", "badc", False),
        ("a", "ab", True),
    ],
)
def test_words_are_near_that_differ_by_one_letter(one: str, other: str, near: bool, script: Any) -> None:
    assert script.evaluate("pair => near(...pair)", [one, other]) == near
    assert script.evaluate("pair => near(...pair)", [other, one]) == near


def test_letters_that_sound_alike_are_taken_for_each_other(script: Any) -> None:
    pairs = [("trường", "chường"), ("sơ", "xơ"), ("giáo", "dáo"), ("lên", "nên"), ("nghành", "ngành"), ("kỷ", "kỉ")]
    heard = script.evaluate("pairs => pairs.map(pair => pair.map(each => sound(plain(each))))", pairs)
    assert [one for one, other in heard if one != other] == []


@pytest.mark.parametrize(
    ("typed", "there", "fits"),
    [("", "ộ", 1), ("ộ", "ộ", 1), ("đ", "đườ", 0.85), ("ươ", "ườ", 0.85), ("ọ", "ó", 0.12), ("ộ", "ô", 0.12)],
)
def test_marks_fit_as_far_as_they_were_typed(typed: str, there: str, fits: float, script: Any) -> None:
    assert script.evaluate("pair => fit(...pair)", [typed, there]) == fits


ABBREVIATIONS = [["gddt", "gd dt", "giao duc va dao tao"], ["ubnd", "uy ban nhan dan"]]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Sở GD&ĐT", "so gddt"),
        ("GDĐT", "gddt"),
        ("sở giáo dục và đào tạo", "so gddt"),
        ("giáo dục và đào tạ", "giao duc va dao ta"),
        ("UBND tỉnh", "ubnd tinh"),
        ("“ủy ban” nhân dân", "uy ban nhan dan"),
    ],
)
def test_all_forms_of_an_abbreviation_are_one_word(query: str, words: str, script: Any) -> None:
    found = script.evaluate("pair => parsed(...pair).map(each => each.folded)", [query, ABBREVIATIONS])
    assert " ".join(found) == words


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        ("a b c", [0, 1]),
        ("a b c d e", [0, 2, 3]),
        ("a b c d e f", [0, 2, 4]),
        # No more than three, unless quoted.
        ("a b c d e f g h", [0, 2, 4]),
        ('"a b c d" e f', [0, 2, 4]),
        # Words that say little are left out.
        ("khi nào nộp hồ sơ tuyển sinh", [2, 4, 5]),
        ("khi nao nop ho so tuyen sinh", [2, 4, 5]),
        ("a", []),
    ],
)
def test_pairs_that_are_looked_up_hold_every_word(query: str, pairs: list[int], script: Any) -> None:
    assert script.evaluate("text => pairsOf(parsed(text, []))", query) == pairs


def test_an_excerpt_is_where_most_of_the_words_stand(script: Any) -> None:
    text = "Mở đầu nói về hội. " + "Chữ đệm. " * 60 + "Sáng nay hội nghị sơ kết khai mạc. " + "Chữ đệm. " * 60
    found = script.evaluate("text => excerptOf(text, sequencesOf(parsed('hoi nghi so ket', []), []))", text)
    assert "hội nghị sơ kết" in found
    assert found.startswith("… ") and found.endswith(" …") and len(found) < 180


def test_words_are_marked_without_their_neighbours_only_where_they_have_none(script: Any) -> None:
    run = """([text, query, known]) => {
      const all = document.createElement('p');
      all.append(marked(text, sequencesOf(parsed(query, known), known)));
      return [...all.querySelectorAll('mark')].map(each => each.textContent);
    }"""

    def marks(text: str, query: str) -> Any:
        return script.evaluate(run, [text, query, ABBREVIATIONS])

    assert marks("Đảng bộ và cán bộ, Đảng ủy", "dang bo") == ["Đảng bộ"]
    assert marks("Cán bộ đang làm", "dang bo") == ["bộ đang"]
    assert marks("Sở Giáo dục và Đào tạo, Sở GD&ĐT", "so gddt") == [
        "Sở Giáo dục và Đào tạo",
        "Sở GD&ĐT",
    ]


def test_a_phrase_stands_in_its_order(script: Any) -> None:
    run = "([text, query]) => { const words = parsed(query, []); return hasPhrase(text, words.map((word, at) => at), sequencesOf(words, [])); }"
    assert script.evaluate(run, ["Các em đọc sách cùng con", '"đọc sách cùng con"'])
    assert not script.evaluate(run, ["đọc sách, sách cùng bạn, cùng con", '"đọc sách cùng con"'])
