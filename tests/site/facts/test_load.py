"""``site.toml``: the project's own file loads; whatever is wrong in it is named with its line."""

import os
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ban_tin.findings import Findings
from ban_tin.site.facts import MenuItem, Readers, SiteFacts
from ban_tin.site.load import OPTIONAL, REPEATED, TABLES, load_facts
from ban_tin.site.logo import read_picture
from tests.builders import ROOT, places
from tests.builders import site as small_site

REAL = (ROOT / "tests" / "data" / "site.toml").read_text(encoding="utf-8")
LINES = REAL.splitlines()
KEY = re.compile(r"([a-z_]+) = ")
HEAD = re.compile(r"\[{1,2}([a-z]+)\]{1,2}")


def loaded(folder: Path, text: str | bytes) -> tuple[SiteFacts | None, Findings]:
    path = folder / "site.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = Findings()
    return load_facts(path, "content/site.toml", findings), findings


def line_of(needle: str) -> int:
    return next(number for number, line in enumerate(LINES, start=1) if needle in line)


def keys_of_the_real_file() -> list[tuple[int, int, str, str]]:
    """Return (line, line of the table's head, table, key) of every key."""
    keys, table, head = [], "", 0
    for number, line in enumerate(LINES, start=1):
        if found := HEAD.match(line):
            table, head = found[1], number
        elif found := KEY.match(line):
            keys.append((number, head, table, found[1]))
    return keys


KEYS = keys_of_the_real_file()


def test_the_file_of_the_project_loads_without_a_finding(tmp_path: Path) -> None:
    facts, findings = loaded(tmp_path, REAL)
    assert not findings.found
    assert facts is not None
    assert facts.base_url == "https://sogddt.lamgiang.example"
    assert facts.category("Công tác Đảng").url == "/chuyen-muc/cong-tac-dang/"
    assert next(item.title for item in facts.menu) == "Tin hoạt động"
    assert facts.demo is True
    with pytest.raises(KeyError):
        facts.category("Không có")


def test_readers_may_answer_where_the_site_says_so(tmp_path: Path) -> None:
    facts, _ = loaded(tmp_path, REAL)
    assert facts
    assert facts.readers == Readers()
    facts, findings = loaded(
        tmp_path, f'{REAL}\n[readers]\nrating = true\ncomments = true\nconsent = "Vâng"\nretention_days = 7\n'
    )
    assert not findings.found
    assert facts
    assert facts.readers == Readers(True, True, "Vâng", 7)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('rating = "true"', "true or false"),
        ("rating = 1", "true or false"),
        ('retention_days = "30"', "whole number"),
        ("retention_days = true", "whole number"),
        ("retention_days = 1.5", "whole number"),
        ("retention_days = 0", "from 1 to 3,650"),
        ("retention_days = -1", "from 1 to 3,650"),
        ("retention_days = 3651", "from 1 to 3,650"),
        ("consent = true", "quotation marks"),
    ],
)
def test_a_wrong_word_about_readers_is_named(tmp_path: Path, line: str, reason: str) -> None:
    facts, findings = loaded(tmp_path, f"{REAL}\n[readers]\n{line}\n")
    (found,) = findings.found
    assert (facts, found.kind, found.line) == (None, "site-value", len(LINES) + 3)
    assert reason in found.message() + found.fix()


def test_readers_need_the_counter(tmp_path: Path) -> None:
    text = REAL.replace('counter_path = "/api"', 'counter_path = ""')
    facts, findings = loaded(tmp_path, f"{text}\n[readers]\nrating = true\ncomments = true\n")
    assert facts is None
    assert [(found.kind, found.line) for found in findings.sorted()] == [
        ("site-value", len(LINES) + 3),
        ("site-value", len(LINES) + 4),
    ]


def test_the_file_of_the_project_says_every_key_that_is_required() -> None:
    said = {(table, key) for _, _, table, key in KEYS}
    assert said >= {(table, key) for table, rules in TABLES.items() for key, rule in rules.items() if rule.required}


@pytest.mark.parametrize(
    ("old", "new", "kind", "reason"),
    [
        ('base_url = "https://sogddt.lamgiang.example"', 'base_url = "sogddt.lamgiang.example"', "site-value", "https://"),
        ('base_url = "https://sogddt.lamgiang.example"', 'base_url = "https://a.example/"', "site-value", "final slash"),
        ('base_url = "https://sogddt.lamgiang.example"', 'base_url = "https://a.example/tin?x"', "site-value", "path"),
        ('base_url = "https://sogddt.lamgiang.example"', 'base_url = "https://[a"', "site-value", "https://"),
        ('language = "vi"', 'language = "fr"', "site-value", "catalogue"),
        ('language = "vi"', 'langauge = "vi"', "site-unknown", "language"),
        ('time_zone = "Asia/Ho_Chi_Minh"', 'time_zone = "Asia/Saigon2"', "site-value", "time zone"),
        ('time_zone = "Asia/Ho_Chi_Minh"', 'time_zone = "../../etc/passwd"', "site-value", "time zone"),
        ("demo = true", 'demo = "true"', "site-value", "true or false"),
        ("demo = true", "demo = 1", "site-value", "true or false"),
        ('counter_path = "/api"', 'counter_path = "api"', "site-value", "such as /api"),
        ('counter_path = "/api"', 'counter_path = "https://dem.example/api"', "site-value", "such as /api"),
        ('counter_path = "/api"', 'counter_path = "//dem.example"', "site-value", "such as /api"),
        ('counter_path = "/api"', 'counter_path = "/"', "site-value", "such as /api"),
        ('phone = "0200 000 0000"', "phone = 2000000000", "site-value", "quotation marks"),
        ('name = "Sở Giáo dục và Đào tạo tỉnh Lam Giang"', 'name = "  "', "site-value", "empty"),
        ('email = "vanphong@sogddt.lamgiang.example"', 'email = "vanphong"', "site-value", "e-mail"),
        ('logo = ""', 'logo = "quoc-huy.svg"', "logo-missing", "quoc-huy.svg"),
        ('lang = "en"', 'lang = "anh"', "site-value", "catalogue"),
        ('url = "/van-ban/"', 'url = "van-ban"', "site-value", "begins with /"),
        ('slug = "tin-hoat-dong"', 'slug = "Tin hoạt động"', "site-value", "a-z"),
        ('colour = "#1d5c8a"', 'colour = "blue"', "site-value", "#9e1b1e"),
        ('colour_dark = "#7db8e0"', 'colour_dark = "#7db"', "site-value", "#9e1b1e"),
        ('role = "notices"', 'role = "notice"', "site-value", "notices"),
        ('slug = "cong-tac-dang"', 'slug = "tin-hoat-dong"', "site-twice", "category.slug"),
        ('name = "Gương sáng"', 'name = "Dạy và học"', "site-twice", "category.name"),
        ("[department]", "[departement]", "site-unknown", "department"),
        ('description = "Lịch thi', 'desription = "Lịch thi', "site-unknown", "description"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_with_its_line(tmp_path: Path, old: str, new: str, kind: str, reason: str) -> None:
    assert REAL.count(old) >= 1
    facts, findings = loaded(tmp_path, REAL.replace(old, new, 1))
    assert facts is None
    found = [each for each in findings.sorted() if each.kind == kind]
    assert [each.line for each in found] == [line_of(old)]
    assert reason in found[0].message() + found[0].fix()


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = REAL.replace('language = "vi"', 'language = "fr"', 1).replace('phone = "0200 000 0000"\n', "", 1)
    facts, findings = loaded(
        tmp_path, text.replace("#1d5c8a", "blue").replace('title = "Liên hệ"', 'tilte = "Liên hệ"', 1)
    )
    assert facts is None
    assert sorted(each.kind for each in findings.found) == [
        "site-missing",  # phone
        "site-missing",  # title, which is misspelt
        "site-unknown",
        "site-value",
        "site-value",
    ]
    assert all(each.line for each in findings.found)


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    findings = Findings()
    assert load_facts(tmp_path / "site.toml", "content/site.toml", findings) is None
    assert places(findings) == [("site-file", 0)]


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    text = REAL.replace('language = "vi"', "language = vi", 1)
    _, findings = loaded(tmp_path, text)
    assert places(findings) == [("site-quote", line_of("language ="))]


def test_toml_that_breaks_off_is_named_at_its_end(tmp_path: Path) -> None:
    _, findings = loaded(tmp_path, REAL + 'x = """')
    assert places(findings) == [("site-syntax", len(LINES) + 1)]


def test_a_file_in_another_encoding_is_a_finding(tmp_path: Path) -> None:
    _, findings = loaded(tmp_path, b'name = "S\xf2"')
    assert places(findings) == [("encoding-found", 0)]


def test_the_byte_order_mark_of_windows_does_no_harm(tmp_path: Path) -> None:
    facts, findings = loaded(tmp_path, REAL.encode("utf-8-sig"))
    assert facts is not None, findings.sorted()


def test_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    facts, findings = loaded(tmp_path, REAL.replace("\n", "\r\n"))
    assert facts is not None, findings.sorted()


@pytest.mark.parametrize("table", sorted(TABLES.keys() - OPTIONAL))
def test_a_missing_table_is_a_finding(tmp_path: Path, table: str) -> None:
    blocks = re.split(r"\n(?=\[)", REAL)
    text = "\n".join(block for block in blocks if not re.match(rf"\[{{1,2}}{table}\]", block))
    facts, findings = loaded(tmp_path, text)
    assert facts is None
    assert [(each.kind, dict(each.values)["key"]) for each in findings.sorted()] == [("site-missing", table)]


def test_one_table_where_several_are_meant_is_a_finding(tmp_path: Path) -> None:
    text = '[menu]\ntitle = "Giới thiệu"\nurl = "/gioi-thieu/"\n'
    _, findings = loaded(
        tmp_path, REAL[: REAL.index("# The row")] + text + REAL[REAL.index("# The links at the foot") :]
    )
    assert [dict(each.values)["example"] for each in findings.sorted()] == ["[[menu]]"]


def facts_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for one file after another; not that of all tests, above which no other one is looked for."""
    folder = tmp_path_factory.getbasetemp() / "facts"
    folder.mkdir(exist_ok=True)
    return folder


@given(st.sampled_from(KEYS))
def test_any_required_key_that_is_removed_is_named_at_its_table(
    tmp_path_factory: pytest.TempPathFactory, key: tuple[int, int, str, str]
) -> None:
    number, head, table, name = key
    facts, findings = loaded(facts_folder(tmp_path_factory), "\n".join([*LINES[: number - 1], *LINES[number:]]))
    if TABLES[table][name].required:
        assert facts is None
        assert places(findings) == [("site-missing", head)]
        assert dict(next(iter(findings.found)).values)["key"] == f"{table}.{name}"
    else:
        assert facts is not None
        assert not findings.found


@given(st.sampled_from(KEYS), st.sampled_from(["true", "7", "[]", "2026-11-20"]))
def test_any_value_of_the_wrong_kind_is_named_at_its_line(
    tmp_path_factory: pytest.TempPathFactory, key: tuple[int, int, str, str], value: str
) -> None:
    number, _, table, name = key
    changed = [*LINES[: number - 1], f"{name} = {value}", *LINES[number:]]
    _, findings = loaded(facts_folder(tmp_path_factory), "\n".join(changed))
    right = (TABLES[table][name].kind is bool) and value == "true"
    assert places(findings) == ([] if right else [("site-value", number)])


def test_the_repeated_tables_are_those_that_stand_in_double_brackets() -> None:
    assert {line.strip("[]") for line in LINES if line.startswith("[[")} == REPEATED


PHONE = 'phone = "0200 000 0000"'


@pytest.mark.parametrize(
    ("written", "kind", "fix"),
    [
        ('phone = "0200', "site-quote", PHONE.replace(" 000 0000", "")),
        ("phone = '0200", "site-quote", 'phone = "0200"'),
        ('phone = 0200"', "site-quote", 'phone = "0200"'),
        ("phone = 0200 000 0000", "site-quote", PHONE),
        ("phone = “0200 000 0000”", "site-quote", PHONE),
        ('phone = "số "một""', "site-quote", 'phone = "số “một”"'),
        ("phone =", "site-quote", 'phone = ""'),
        ('phone "0200"', "site-equals", 'phone = "0200"'),
        ('phone: "0200"', "site-equals", 'phone = "0200"'),
        ('phone = "0200",', "site-comma", 'phone = "0200"'),
        ("số = 1", "site-syntax", "docs/van-hanh.md"),
        ("[depart", "site-syntax", "docs/van-hanh.md"),
    ],
)
def test_toml_that_cannot_be_read_is_told_with_a_line_to_copy(
    tmp_path: Path, written: str, kind: str, fix: str
) -> None:
    _, findings = loaded(tmp_path, REAL.replace(PHONE, written))
    assert places(findings) == [(kind, line_of(PHONE))]
    assert fix in findings.sorted()[0].fix()


@pytest.mark.parametrize(("more", "key"), [('phone = "1"', "phone"), ("[site]", "site")])
def test_a_key_or_a_section_that_stands_twice_is_named_at_its_second_line(tmp_path: Path, more: str, key: str) -> None:
    _, findings = loaded(tmp_path, REAL.replace(PHONE, f"{PHONE}\n{more}"))
    assert places(findings) == [("site-repeated", line_of(PHONE) + 1)]
    assert dict(findings.sorted()[0].values) == {"key": key}


def test_a_key_like_no_other_leads_to_the_table(tmp_path: Path) -> None:
    _, findings = loaded(tmp_path, REAL.replace(PHONE, f'{PHONE}\nzzzz = "1"'))
    assert places(findings) == [("site-foreign", line_of(PHONE) + 1)]


def test_two_categories_of_one_role_are_named(tmp_path: Path) -> None:
    text = REAL.replace('slug = "cong-tac-dang"', 'slug = "cong-tac-dang"\nrole = "notices"')
    _, findings = loaded(tmp_path, text)
    assert [(each.kind, dict(each.values)["key"]) for each in findings.sorted()] == [("site-twice", "category.role")]


HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


@pytest.mark.parametrize(
    ("logo", "kind", "said"),
    [
        (b"\xff\xd8\xff\xe0 a photo", "logo-unusable", "not an SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "logo-unusable", "viewBox"),
        (f"{HEAD}><script>alert(1)</script></svg>".encode(), "logo-element", "<script>"),
        (f'{HEAD} onload="x()"/>'.encode(), "logo-attribute", "“onload” in its <svg>"),
        (f'{HEAD}><image href="a.png"/></svg>'.encode(), "logo-element", "<image>"),
        (f'{HEAD}><use xlink:href="https://so.example/a.svg#b"/></svg>'.encode(), "logo-attribute", "another file"),
        (
            f"{HEAD}><path style=\"fill: url( 'https://so.example/a')\"/></svg>".encode(),
            "logo-attribute",
            "another file",
        ),
        (f"{HEAD}><style>@import 'a.css';</style></svg>".encode(), "logo-element", "<style>"),
    ],
)
def test_a_file_that_cannot_be_the_logo_is_named_with_the_reason(
    tmp_path: Path, logo: bytes, kind: str, said: str
) -> None:
    (tmp_path / "logo.svg").write_bytes(logo)
    facts, findings = loaded(tmp_path, REAL.replace('logo = ""', 'logo = "logo.svg"'))
    assert facts is None
    assert places(findings) == [(kind, line_of("logo = "))]
    assert said in findings.sorted()[0].message()


def test_everything_that_a_logo_must_not_hold_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(f'{HEAD}><script/><g onclick="x()"/></svg>', encoding="utf-8")
    _, findings = loaded(tmp_path, REAL.replace('logo = ""', 'logo = "logo.svg"'))
    assert places(findings) == [("logo-attribute", line_of("logo = ")), ("logo-element", line_of("logo = "))]


@pytest.mark.parametrize("name", ["folder.svg", "pipe.svg", "."])
def test_a_logo_that_is_no_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.svg").mkdir()
    os.mkfifo(tmp_path / "pipe.svg")
    _, findings = loaded(tmp_path, REAL.replace('logo = ""', f'logo = "{name}"'))
    assert places(findings) == [("logo-unusable", line_of("logo = "))]
    assert "it is not a file" in findings.sorted()[0].message()


@pytest.mark.parametrize("name", ["a" * 300, "nowhere/logo.svg"])
def test_a_logo_under_a_name_that_no_file_has_is_missing(tmp_path: Path, name: str) -> None:
    _, findings = loaded(tmp_path, REAL.replace('logo = ""', f'logo = "{name}"'))
    assert places(findings) == [("logo-missing", line_of("logo = "))]


def test_drawings_are_logos(tmp_path: Path) -> None:
    text = REAL.replace('logo = ""', 'logo = "logo.svg"')
    (tmp_path / "logo.svg").write_text(f'{HEAD}><use href="#a"/><path id="a" fill="url(#b)"/></svg>', encoding="utf-8")
    assert not loaded(tmp_path, text)[1].found
    (tmp_path / "logo.svg").write_bytes((ROOT / "theme" / "images" / "emblem.svg").read_bytes())
    assert not loaded(tmp_path, text)[1].found


@pytest.mark.parametrize(
    ("added", "kind"),
    [
        ("x = " + "[" * 100_000, "site-deep"),
        ("x = " + "{a = " * 5_000, "site-deep"),
        (".".join("a" * 50_000) + " = 1", "site-deep"),
        ("x = " + "9" * 10_000, "site-number"),
    ],
)
def test_what_no_reader_of_toml_gets_through_is_named_with_its_line(tmp_path: Path, added: str, kind: str) -> None:
    facts, findings = loaded(tmp_path, f"# một\n{added}\n{REAL}")
    assert facts is None
    assert (kind, 2) in places(findings)


def test_a_control_character_goes_with_a_hint(tmp_path: Path) -> None:
    facts, findings = loaded(tmp_path, f"# một \uffff\n{REAL}")
    assert facts is not None
    assert ("character-control", 1) in places(findings)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ('"a\\u0001b"', "character-escape"),
        ('"a\\u000Bb"', "character-escape"),
        ('"a\\uFFFEb"', "character-escape"),
        ('"' + "x" * 1001 + '"', "site-value"),
    ],
)
def test_a_value_that_no_page_can_show_is_named_with_its_line(tmp_path: Path, value: str, kind: str) -> None:
    line = line_of("short_name")
    facts, findings = loaded(tmp_path, re.sub(r"(?m)^short_name = .*", lambda _: f"short_name = {value}", REAL))
    assert facts is None
    assert places(findings) == [(kind, line)]


def test_a_value_that_turns_text_is_a_warning_and_the_facts_are_used(tmp_path: Path) -> None:
    facts, findings = loaded(tmp_path, REAL.replace('short_name = "', 'short_name = "\u202e'))
    assert facts is not None
    assert places(findings) == [("character-turns", line_of("short_name"))]


def test_the_line_break_of_word_is_a_space(tmp_path: Path) -> None:
    facts, findings = loaded(tmp_path, REAL.replace('short_name = "', 'short_name = "A\v\u2028'))
    assert not findings.found
    assert facts is not None
    assert facts.department.short_name.startswith("A  ")


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "dangling", "circle", "large"])
def test_a_file_that_is_none_is_a_finding(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "site.toml"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "large":
            path.write_text(REAL + "#" * 1_000_000, "utf-8")
        case _:
            path.symlink_to({"device": "/dev/zero", "dangling": "nowhere", "circle": "site.toml"}[kind])
    findings = Findings()
    assert load_facts(path, "content/site.toml", findings) is None
    expected = {"dangling": "source-dangling", "circle": "source-dangling", "large": "source-large"}
    assert places(findings) == [(expected.get(kind, "source-plain"), 0)]


def test_a_logo_with_an_endless_name_is_missing(tmp_path: Path) -> None:
    facts, findings = loaded(tmp_path, re.sub(r"(?m)^logo = .*", f'logo = "{"a" * 300}.svg"', REAL))
    assert facts is None
    assert places(findings) == [("logo-missing", line_of("logo = "))]


@pytest.mark.parametrize("support", ["kythuat@so.example", "https://github.example/ban-tin/issues", ""])
def test_whoever_looks_after_the_program_may_be_named(tmp_path: Path, support: str) -> None:
    facts, findings = loaded(tmp_path, REAL.replace("[site]\n", f'[site]\nsupport = "{support}"\n', 1))
    assert not findings.found
    assert facts is not None
    assert facts.support == support


@pytest.mark.parametrize("support", ["anh Nam", "http://so.example/bao-loi", "https://", "javascript:alert(1)"])
def test_an_address_that_nobody_can_write_to_is_refused(tmp_path: Path, support: str) -> None:
    facts, findings = loaded(tmp_path, REAL.replace("[site]\n", f'[site]\nsupport = "{support}"\n', 1))
    assert facts is None
    assert [(each.kind, dict(each.values)["key"]) for each in findings.found] == [("site-value", "site.support")]


def png(size: tuple[int, int], **options: object) -> bytes:
    content = BytesIO()
    Image.new("RGBA", size, (0, 90, 60, 255)).save(content, "PNG", **options)
    return content.getvalue()


def animation() -> bytes:
    content = BytesIO()
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    frames[0].save(content, "PNG", save_all=True, append_images=frames[1:])
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (png((100, 179)), "fewer than 180"),
        (png((2049, 20)), "more than 2048"),
        (png((200, 200))[:-40], "damaged"),
        (b"\xff\xd8\xff\xe0 a photo", "not a PNG"),
        (b"", "not a PNG"),
        (HEAD.encode() + b"/>", "not a PNG"),
        (b"\x89PNG" + b"x" * 1_000_001, "1 MB"),
        (animation(), "animated"),
    ],
)
def test_a_picture_that_cannot_be_the_logo_is_named_with_the_reason(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "Logo.PNG").write_bytes(content)
    facts, findings = loaded(tmp_path, REAL.replace('logo = ""', 'logo = "Logo.PNG"'))
    assert facts is None
    assert places(findings) == [("logo-picture", line_of("logo = "))]
    assert said in findings.sorted()[0].message()


def test_a_grey_picture_of_16_bits_keeps_its_greys(tmp_path: Path) -> None:
    Image.new("I;16", (200, 200), 128 * 257).save(tmp_path / "logo.png")
    assert read_picture(tmp_path / "logo.png").getpixel((9, 9)) == (128, 128, 128, 255)


@pytest.mark.parametrize("options", [{}, {"icc_profile": b"no profile"}])
def test_a_picture_may_be_the_logo(tmp_path: Path, options: dict[str, bytes]) -> None:
    (tmp_path / "logo.png").write_bytes(png((180, 60), **options))
    facts, findings = loaded(tmp_path, REAL.replace('logo = ""', 'logo = "logo.png"'))
    assert facts is not None
    assert not findings.found


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("0200 000 0000", "02000000000"),
        ("+84 (24) 3869.0000", "+842438690000"),
        ("gọi cô Ba", ""),
        ("0200 1, 0200 2", ""),
    ],
)
def test_only_a_number_is_dialled(phone: str, dialled: str) -> None:
    assert replace(small_site().department, phone=phone).dialled == dialled


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://moet.gov.vn/", True),
        ("http://so.tinh.gov.vn/a?b=1", True),
        ("/gioi-thieu/", False),
        ("moet.gov.vn", False),
        ("javascript:alert(1)", False),
        ("https://moet.gov.vn/ a", False),
    ],
)
def test_what_leads_outside_has_a_whole_address(url: str, good: bool, tmp_path: Path) -> None:
    facts, findings = loaded(tmp_path, REAL.replace("https://moet.gov.vn/", url))
    assert places(findings) == ([] if good else [("site-value", line_of('url = "https://moet.gov.vn/"'))])
    assert good == (facts is not None and facts.outside == (MenuItem("Bộ Giáo dục và Đào tạo", url),))


def test_a_site_may_lead_nowhere_else(tmp_path: Path) -> None:
    start, end = line_of("[[outside]]") - 1, line_of("[[category]]") - 1
    facts, findings = loaded(tmp_path, "\n".join([*LINES[:start], *LINES[end:]]))
    assert not findings.found
    assert facts is not None and facts.outside == ()
