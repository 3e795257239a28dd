"""TCVN3, VNI and text that was read with the wrong encoding: recognised in Vietnamese, and in no other language."""

import pytest

from ban_tin.language.vietnamese.legacy import TWICE, find_legacy
from ban_tin.language.vietnamese.syllables import is_syllable
from tests.builders import ROOT

MEANT = "Hội nghị tổng kết năm học được tổ chức tại Sở Giáo dục và Đào tạo"


@pytest.mark.parametrize(
    ("encoding", "line", "meant"),
    [
        ("TCVN3", "Héi nghÞ tæng kÕt n¨m häc ®\xadîc tæ chøc t¹i Së Gi¸o dôc vµ §µo t¹o", MEANT),
        ("TCVN3", "Héi nghÞ tæng kÕt", "Hội nghị tổng kết"),
        ("TCVN3", "KÕ ho¹ch sè 128/KH-SGD ngµy 20/11", "Kế hoạch số 128/KH-SGD ngày 20/11"),
        ("VNI", "Hoäi nghò toång keát naêm hoïc ñöôïc toå chöùc taïi Sôû Giaùo duïc vaø Ñaøo taïo", MEANT),
        ("VNI", "HOÄI NGHÒ TOÅNG KEÁT NAÊM HOÏC", "HỘI NGHỊ TỔNG KẾT NĂM HỌC"),
        (TWICE, "Há»™i nghá»‹ tá»•ng káº¿t", "Hội nghị tổng kết"),
    ],
)
def test_an_old_encoding_is_recognised_and_read(encoding: str, line: str, meant: str) -> None:
    found = find_legacy(line)
    assert found is not None
    assert found.encoding == encoding
    assert meant.startswith(found.meant.rstrip("…")) or found.meant == meant
    assert line.startswith(found.text.rstrip("…"))


@pytest.mark.parametrize(
    "line",
    [
        MEANT,
        "Der Schüler müßte für die Prüfung über größere Kenntnisse verfügen; die Höhe der Gebühren.",
        "François Müller et Jérôme Lefèvre ont été reçus à l’école; le thé, la forêt, Noël, déjà.",
        "Så må du gå på skolen når du får tid; også i år. Många års erfarenhet är för små.",
        "São Paulo não é a única opção; o niño español añadió más información mañana.",
        "Hän söi läskiä. Ég er frá Íslandi, það er gott að vera hér.",
        "Ông Müller và bà Lefèvre đến thăm Köln, Zürich và Málaga.",
        "«Hội nghị» – ©2026 · 5×4 = 20 °C, ½ buổi, x² + y², µm, ® ™ § 3",
        "ß ü ö ä",
        "Hội nghị t¹i Së",
    ],
)
def test_nothing_else_is(line: str) -> None:
    assert find_legacy(line) is None


def test_no_text_of_the_demonstration_is() -> None:
    files = [*(ROOT / "content").rglob("*.md"), *(ROOT / "docs").rglob("*.md")]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    assert [line for line in lines if find_legacy(line)] == []
    assert len(lines) > 1000


@pytest.mark.parametrize(
    "word", ["nghiêng", "quyết", "Giêng", "gì", "khuya", "Đảng", "ưu", "yêu", "thuở", "xoong", "hoà", "hòa"]
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nghò", "ngiêng", "cê", "kàn", "tet", "héi", "school", "zoo", "áà", "nghiêngs", ""])
def test_what_no_vietnamese_writes_is_none(word: str) -> None:
    assert not is_syllable(word)
