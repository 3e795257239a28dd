"""Defaults are made of the answers before, and answers are checked by the rules of ``site.toml``."""

import pytest

from ban_tin.language.translations import translation
from ban_tin.starter.questions import QUESTIONS, find_problem, kind_line, read_answer
from tests.starter.sites import SITES, answers


def test_a_name_says_most_of_the_rest() -> None:
    known = answers(kind="sở y tế", name="  Sở Y tế  tỉnh Thanh Sơn ")
    assert (
        known
        | {
            "kind": "Sở Y tế",
            "name": "Sở Y tế tỉnh Thanh Sơn",
            "short_name": "Sở Y tế Thanh Sơn",
            "place": "Tỉnh Thanh Sơn",
            "name_en": "Thanh Sơn Department of Health",
            "governing_body": "Ủy ban nhân dân tỉnh Thanh Sơn",
            "domain": "soyte.thanhson.gov.vn",
            "email": "vanphong@soyte.thanhson.gov.vn",
        }
        == known
    )


def test_the_long_label_of_a_kind_becomes_the_short_one() -> None:
    assert answers(**SITES["phong-gddt"])["short_name"] == "Phòng GDĐT huyện Đông Khê"
    known = answers(**SITES["so-gddt"])
    assert (known["short_name"], known["place"]) == ("Sở GDĐT Bình Hải", "Thành phố Bình Hải")
    assert known["domain"] == "sogddt.binhhai.gov.vn"


def test_a_department_is_one_of_its_university() -> None:
    known = answers(**SITES["biology"])
    assert (known["place"], kind_line(known)) == ("Department of Biology", "Thanh Son University")
    assert known["domain"] == "department-of-biology.edu.vn"
    assert known["email"] == "office@department-of-biology.edu.vn"


def test_a_kind_that_nobody_thought_of_is_typed() -> None:
    known = answers(kind="Thư viện", name="Thư viện “Sách & Hoa”")
    assert (kind_line(known), known["name_en"]) == ("Thư viện", "Thư viện “Sách & Hoa”")
    assert known["domain"] == "thu-vien-sach-hoa.vn"


def test_an_office_of_another_kind_is_governed_as_others_are() -> None:
    name = "Sở Văn hóa, Thể thao và Du lịch"
    known = answers(kind=name, name=f"{name} tỉnh Hải Vân")
    assert (known["place"], known["short_name"]) == ("Tỉnh Hải Vân", f"{name} Hải Vân")
    assert known["governing_body"] == "Ủy ban nhân dân tỉnh Hải Vân"


def test_an_office_that_says_nothing_gets_answers_that_can_be_used() -> None:
    for language in ("vi", "en"):
        known = answers(language=language)
        assert {name: problem for name in QUESTIONS if (problem := find_problem(name, known[name], str))} == {}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("https://a.gov.vn/", "a.gov.vn"), ("a.gov.vn", "a.gov.vn"), ("http://a.local:8000", "http://a.local:8000")],
)
def test_a_domain_is_taken_as_it_is_copied(typed: str, kept: str) -> None:
    assert read_answer("domain", typed, {}) == kept
    assert find_problem("domain", kept, str) == ""
    assert "//" not in answers(domain=typed)["email"] and answers(domain=typed)["email"].count(":") == 0


@pytest.mark.parametrize(
    ("name", "answer", "reason"),
    [
        ("email", "vanphong", "it is not an e-mail address"),
        ("domain", "a.gov.vn/tin", "it has a path, a query or a final slash"),
        ("domain", "hai từ", "it is not an address with https://"),
        ("language", "fr", 'only "vi" and "en" have a catalogue'),
        ("name", "", "it is empty"),
        ("name", "x" * 1001, "it has more than 1,000 letters"),
    ],
)
def test_what_is_wrong_is_said_as_of_site_toml(name: str, answer: str, reason: str) -> None:
    assert find_problem(name, answer, str) == reason


def test_an_invisible_character_is_a_problem_too() -> None:
    gettext = translation("vi").gettext
    assert find_problem("name", "Sở \u202eY tế", gettext).startswith("Ký tự U+202E không nhìn thấy được")
    assert "U+0001" in find_problem("name", "Sở \x01Y tế", gettext)


@pytest.mark.parametrize("typed", ["Phòng GDĐT", "phong-gddt", "phòng giáo dục và đào tạo", "Education Division", "2"])
def test_a_kind_is_known_by_any_of_its_names(typed: str) -> None:
    assert answers(kind=typed)["kind"] == "Phòng Giáo dục và Đào tạo"
