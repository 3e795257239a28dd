"""Front matter: two forms, one meaning; every mistake named with its line."""

import unicodedata
from datetime import datetime

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ban_tin.articles.front_matter import FIELDS, FrontMatter
from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.fields import AttachedFile
from ban_tin.articles.front_matter.parse import Source, parse_source
from ban_tin.findings import Findings
from tests.builders import ZONE, kinds, places
from tests.shared_files import SOAK

PATH = "content/tin/2026/11/bai/index.md"
REQUIRED = "title: Bài\ndate: 2026-11-20 08:00\ncategory: Tin hoạt động\n"


def parsed(text: str) -> tuple[Source | None, Findings]:
    findings = Findings()
    return parse_source(text, PATH, findings), findings


def checked(text: str, page: bool = False) -> tuple[FrontMatter | None, Findings]:
    source, findings = parsed(text)
    return (None if source is None else check_fields(source, PATH, ZONE, page, findings)), findings


def fenced(head: str, body: str = "Thân bài.\n") -> str:
    return f"---\n{head}---\n{body}"


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[misc, arg-type]


def test_both_forms_give_the_same_fields_and_body() -> None:
    yaml_form = fenced(
        'title: "Hội nghị sơ kết"\ndate: 2026-11-20 08:00\ncategory: Tin hoạt động\ntags: [sơ kết, Đảng bộ]\n'
        "author: Minh Hà\nattachments:\n  - file: ke-hoach.pdf\n    title: Kế hoạch\n  - mau.docx\n"
        "pinned_until: 01/12/2026\naliases: [/tin-tuc/1.html]\n"
        "summary: Hai câu\n  nói điều chính.\n"
    )
    pairs = (
        "Title: Hội nghị sơ kết\nDate: 2026-11-20 08:00\nCategory: Tin hoạt động\nTags: sơ kết, Đảng bộ\n"
        "Author: Minh Hà\nAttachments: ke-hoach.pdf | Kế hoạch; mau.docx\n"
        "Pinned-Until: 01/12/2026\nAliases: /tin-tuc/1.html\n"
        "Summary: Hai câu\n    nói điều chính.\n\nThân bài.\n"
    )
    first, findings = checked(yaml_form)
    second, more = checked(pairs)
    assert first is not None
    assert first == second
    assert not findings.found | more.found
    assert first.attachments == (AttachedFile("ke-hoach.pdf", "Kế hoạch"), AttachedFile("mau.docx"))
    assert first.summary == "Hai câu nói điều chính."
    one, other = parsed(yaml_form)[0], parsed(pairs)[0]
    assert one is not None and other is not None
    assert one.body == other.body == "Thân bài.\n"
    assert (one.body_line, other.body_line) == (16, 12)


@pytest.mark.parametrize(
    ("name", "good", "value", "bad"),
    [
        ("title", "Bài 1", "Bài 1", "[a, b]"),
        ("date", "2026-11-20", moment(2026, 11, 20), "2026-02-30"),
        ("date", "20/11/2026, 07:50 GMT+7", moment(2026, 11, 20, 7, 50), "hôm qua"),
        ("category", "Đảng", "Đảng", "{a: b}"),
        ("slug", "hoi-nghi-2", "hoi-nghi-2", "Hội nghị"),
        ("slug", "a", "a", "a--b"),
        ("status", "Nháp", "draft", "hay"),
        ("summary", "Một câu.", "Một câu.", "[a]"),
        ("tags", "sơ kết; Đảng bộ, Sở", ("sơ kết", "Đảng bộ, Sở"), "{a: b}"),
        ("tags", "[a, b, a, ' ']", ("a", "b"), "[[a]]"),
        ("author", "Minh Hà", ("Minh Hà",), "{a: b}"),
        ("authors", "[Minh Hà, Quốc Bảo]", ("Minh Hà", "Quốc Bảo"), "[{a: b}]"),
        ("office", "Văn phòng", "Văn phòng", "[a]"),
        ("source", "Báo", "Báo", "[a]"),
        ("source_url", "https://bao.example/1", "https://bao.example/1", "bao.example/1"),
        ("source_url", "http://bao.example", "http://bao.example", "javascript:alert(1)"),
        ("source_url", "https://bao.example/?a=b#c", "https://bao.example/?a=b#c", "'https://[x'"),
        ("credit", "Minh Hà", "Minh Hà", "[a]"),
        ("consent", "Đã có", "Đã có", "[a]"),
        ("lead", "anh.jpg", "anh.jpg", "../anh.jpg"),
        ("lead", "'{attach}anh.jpg'", "anh.jpg", "/etc/passwd"),
        ("lead", "./anh.jpg", "anh.jpg", ".htaccess"),
        ("lead_alt", "Hội trường", "Hội trường", "[a]"),
        ("lead_caption", "Hội trường", "Hội trường", "[a]"),
        ("lead_focus", "40% 30%", (40, 30), "giữa"),
        ("lead_credit", "Minh Hà", "Minh Hà", "[a]"),
        (
            "attachments",
            "[a.pdf, 'b.docx | Mẫu']",
            (AttachedFile("a.pdf"), AttachedFile("b.docx", "Mẫu")),
            "[../a.pdf]",
        ),
        ("attachments", "a.pdf", (AttachedFile("a.pdf"),), "{a: b}"),
        ("attachments", "[{file: a.pdf, title: Kế hoạch}]", (AttachedFile("a.pdf", "Kế hoạch"),), "[{fil: a.pdf}]"),
        ("pinned_until", "2026-12-01", moment(2026, 12, 1), "mãi mãi"),
        ("expires", "2026-12-15", moment(2026, 12, 15), "32/12/2026"),
        ("updated", "2026-11-21 10:00", moment(2026, 11, 21, 10), "21.11"),
        ("updated_note", "Bổ sung", "Bổ sung", "[a]"),
        ("withdrawn", "Đăng nhầm", "Đăng nhầm", "[a]"),
        ("replaced_by", "/tin/2026/11/moi/", "/tin/2026/11/moi/", "https://khac.example/"),
        ("replaced_by", "../bai-moi/index.md", "../bai-moi/index.md", "Lịch thi mới"),
        ("replaced_by", "bai-moi.md", "bai-moi.md", "//khac.example/a"),
        ("aliases", "[/a.html, /b/]", ("/a.html", "/b/"), "[a.html]"),
        ("aliases", "/cu/bai", ("/cu/bai",), "/a?id=1"),
        ("aliases", "/cu/bài", ("/cu/bài",), "/"),
        ("aliases", "/a./b.../c", ("/a./b.../c",), "/a//b/"),
        ("aliases", "/a.html/", ("/a.html/",), "/a/./b/"),
        ("aliases", "/a-/", ("/a-/",), "/a/.."),
        ("aliases", "/1", ("/1",), "//a/"),
        ("document_number", "1/KH-SGDĐT", "1/KH-SGDĐT", "[a]"),
        ("document_abstract", "Về việc", "Về việc", "[a]"),
        ("document_type", "Kế hoạch", "Kế hoạch", "[a]"),
        ("document_issuer", "Sở", "Sở", "[a]"),
        ("document_signer", "Lê Thị B", "Lê Thị B", "[a]"),
        ("document_issued", "2026-11-05", moment(2026, 11, 5), "5/11"),
        ("document_effective", "2026-11-05", moment(2026, 11, 5), "nay"),
    ],
)
def test_every_field_of_articles_takes_its_value_and_refuses_others(
    name: str, good: str, value: object, bad: str
) -> None:
    attribute = {"author": "authors"}.get(name, name)
    refused = {"aliases": "alias-address"}
    others = {
        "2026-02-30": "date-day", "32/12/2026": "date-day", "hôm qua": "date-today", "nay": "date-today",
        "../anh.jpg": "field-folder", "[../a.pdf]": "field-folder", "[a, b]": "field-brackets",
        "mãi mãi": "field-needless", "21.11": "date-year", "5/11": "date-year",
    }  # fmt: skip
    rest = "".join(line + "\n" for line in REQUIRED.splitlines() if not line.startswith(f"{name}:"))
    front, findings = checked(fenced(f"{rest}{name}: {good}\n"))
    assert front is not None, findings.sorted()
    assert getattr(front, attribute) == value
    assert not findings.found
    line = 2 + rest.count("\n")
    assert front.line(name) == line
    front, findings = checked(fenced(f"{rest}{name}: {bad}\n"))
    assert front is None
    kind = refused.get(name, "field-brackets" if bad == "[a]" else "field-value")
    assert [each.line for each in findings.found] == [line]
    assert kinds(findings) == [others.get(bad, kind)]


@pytest.mark.parametrize(
    ("name", "good", "bad"), [("lang", "en", "fr"), ("template", "site_map", "article"), ("status", "published", "mới")]
)
def test_every_field_of_pages_takes_its_value_and_refuses_others(name: str, good: str, bad: str) -> None:
    front, findings = checked(fenced(f"title: Giới thiệu\n{name}: {good}\n"), page=True)
    assert front is not None and getattr(front, name) == good
    front, findings = checked(fenced(f"title: Giới thiệu\n{name}: {bad}\n"), page=True)
    assert front is None
    assert places(findings) == [("field-value", 3)]


def test_the_tables_above_leave_no_field_out() -> None:
    marks = [
        mark
        for test in (
            test_every_field_of_articles_takes_its_value_and_refuses_others,
            test_every_field_of_pages_takes_its_value_and_refuses_others,
        )
        for mark in test.pytestmark  # type: ignore[attr-defined]
    ]
    assert {row[0] for mark in marks for row in mark.args[1]} == set(FIELDS)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_the_example_of_each_field_is_a_good_one(name: str) -> None:
    page = not FIELDS[name].articles
    rest = "".join(line + "\n" for line in REQUIRED.splitlines() if not line.startswith(f"{name}:"))
    head = "" if page and name == "title" else ("title: Trang\n" if page else rest)
    front, findings = checked(fenced(f"{head}{FIELDS[name].example}\n"), page)
    assert front is not None and not findings.found, findings.sorted()


@pytest.mark.parametrize("name", [name for name, rule in FIELDS.items() if not rule.pages])
def test_a_field_of_articles_is_unknown_in_a_page(name: str) -> None:
    if FIELDS[name].required:
        return
    _, findings = checked(fenced(f"title: Trang\n{FIELDS[name].example}\n"), page=True)
    assert [(each.kind in {"field-unknown", "field-foreign"}, each.line) for each in findings.sorted()] == [(True, 3)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(fenced(REQUIRED.replace("Bài", "Hội nghị: nay")), [("yaml-colon", 2)], id="unquoted colon"),
        pytest.param(fenced(REQUIRED + "summary: 'a\n"), [("yaml-open", 5)], id="open quote"),
        pytest.param(fenced(REQUIRED.replace("\ndate", "\n\tdate")), [("yaml-tab", 3)], id="tab"),
        pytest.param(fenced(REQUIRED + "title: Bài khác\n"), [("field-duplicate", 5)], id="twice"),
        pytest.param(REQUIRED + "title: Bài khác\n\nThân", [("field-duplicate", 4)], id="twice as pairs"),
        pytest.param(fenced(REQUIRED + "author: A\nauthors: [B]\n"), [("field-duplicate", 6)], id="author and authors"),
        pytest.param("---\n" + REQUIRED + "\nThân bài.\n", [("front-matter-open", 1)], id="no closing fence"),
        pytest.param(fenced("- title\n"), [("yaml-syntax", 2)], id="a list"),
        pytest.param(fenced("chỉ là chữ\n"), [("yaml-syntax", 2)], id="no field"),
        pytest.param(
            fenced(REQUIRED + "tags: &a [*a]\n"), [("yaml-mark", 5), ("yaml-mark", 5)], id="an alias of itself"
        ),
        pytest.param(fenced(REQUIRED + "tags: *b\n"), [("yaml-mark", 5)], id="an alias of nothing"),
        pytest.param(fenced(REQUIRED + "summary: b\x07c\n"), [("yaml-syntax", 5)], id="a control character"),
        pytest.param(fenced(REQUIRED.replace("title", "titel")), [("field-unknown", 2)], id="misspelt"),
        pytest.param("", [("source-empty", 0)], id="empty"),
        pytest.param("\n\n", [("source-empty", 0)], id="blank lines"),
        pytest.param("---\n---\n", [("field-missing", 1)] * 3, id="nothing between the fences"),
        pytest.param("Chỉ có thân bài.\n", [("front-matter-missing", 1)], id="body only"),
        pytest.param("Lưu ý: chỉ có thân bài.\n", [("front-matter-missing", 1)], id="body with a colon"),
        pytest.param("Note: a text.\n", [("front-matter-missing", 1)], id="body with a word and a colon"),
        pytest.param("Sở\n" + fenced(REQUIRED), [("front-matter-late", 1)], id="text before it"),
        pytest.param('+++\ntitle = "A"\n+++\n', [("front-matter-foreign", 1)], id="TOML"),
        pytest.param('{\n"title": "A"\n}\n', [("front-matter-foreign", 1)], id="JSON"),
        pytest.param("---yaml\n" + REQUIRED + "---\n", [("front-matter-dashes", 1)], id="YAML by its name"),
        pytest.param("===\n" + REQUIRED + "===\n", [("front-matter-dashes", 1)], id="a double rule"),
        pytest.param(fenced(REQUIRED.replace("Bài", '" "')), [("field-missing", 1)], id="blank title"),
        pytest.param(fenced(REQUIRED.replace("Tin hoạt động", "")), [("field-missing", 1)], id="no category"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, found: list[tuple[str, int]]) -> None:
    front, findings = checked(text)
    assert places(findings) == found
    assert front is None or kinds(findings) == ["field-duplicate"]


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    _, findings = checked(fenced("title: Bài\ndate: mai\nslug: Ê\nstatus: x\nfoo: 1\n"))
    assert places(findings) == [
        ("field-missing", 1),
        ("field-value", 3),
        ("field-value", 4),
        ("field-value", 5),
        ("field-foreign", 6),
    ]


@pytest.mark.parametrize(("name", "meant"), [("tagss", "tags"), ("slugs", "slug"), ("sumary", "summary")])
def test_an_unknown_field_names_the_nearest(name: str, meant: str) -> None:
    _, findings = checked(fenced(f"{REQUIRED}{name}: x\n"))
    assert dict(findings.sorted()[0].values) == {"field": name, "nearest": meant}


@pytest.mark.parametrize("value", ["no", "yes", "null", "on", "08:30", "1_000", "0o17", "2026", "~", "1e3"])
def test_yaml_has_no_ideas_of_its_own_about_words(value: str) -> None:
    front, _ = checked(fenced(f"title: {value}\ndate: 2026-11-20\ncategory: x\n"))
    assert front is not None
    assert front.title == value


def test_python_tags_of_yaml_run_nothing() -> None:
    front, _ = checked(fenced(REQUIRED.replace("Bài", "!!python/object/apply:os.getcwd []")))
    assert front is None


def test_windows_line_ends_and_marks_of_macos_change_nothing() -> None:
    text = fenced(REQUIRED + "summary: Tóm tắt\n", "Một\n\nHai\n")
    plain, _ = checked(text)
    windows, _ = checked(text.replace("\n", "\r\n"))
    assert plain == windows
    source, _ = parsed(text.replace("\n", "\r\n"))
    assert source is not None and source.body == "Một\r\n\r\nHai\r\n"


def test_a_line_of_dashes_in_the_body_is_a_rule_and_no_fence() -> None:
    source, _ = parsed(fenced(REQUIRED, "Một\n\n---\n\nHai\n"))
    assert source is not None
    assert source.body == "Một\n\n---\n\nHai\n"


def test_a_body_that_begins_at_once_with_a_sentence_ends_the_pairs() -> None:
    source, _ = parsed("Title: Bài\nSáng nay, hội nghị khai mạc.\n")
    assert source is not None
    assert (source.values, source.body, source.body_line) == ({"title": "Bài"}, "Sáng nay, hội nghị khai mạc.\n", 2)


@pytest.mark.parametrize("name", ["updated", "expires", "pinned_until"])
def test_a_date_before_the_article_is_a_warning_at_its_line(name: str) -> None:
    front, findings = checked(fenced(f"{REQUIRED}{name}: 2026-11-19\n"))
    assert front is not None
    assert places(findings) == [("date-order", 5)]
    front, findings = checked(fenced(f"{REQUIRED}{name}: 2026-11-20\n"))
    assert not findings.found


TITLES = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"], exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
).filter(lambda text: " ".join(text.split()) == text)


@given(TITLES)
@example("Hội nghị: “ngày # thứ nhất” \\ 'một'")
@example("---")
@example("- a")
@example("*a")
def test_any_title_survives_both_forms(title: str) -> None:
    title = unicodedata.normalize("NFC", title)
    quoted = yaml.safe_dump(title, allow_unicode=True, width=10**9, default_style='"')
    rest = "date: 2026-11-20\ncategory: x\n"
    front, findings = checked(fenced(f"title: {quoted}{rest}"))
    assert front is not None, findings.sorted()
    assert front.title == title
    front, findings = checked(f"Title: {title}\n{rest}\nThân")
    assert front is not None, findings.sorted()
    assert front.title == title


@given(st.text(max_size=200), st.booleans())
@example("---\ntitle: \x0b\n---\n", False)
@example("---\n? [a]\n: b\n---\n", False)
def test_no_text_brings_the_reader_down(text: str, page: bool) -> None:
    front, findings = checked(text, page)
    assert front is not None or findings.stop(strict=False)


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.recursive(
    st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)), st.booleans())  # fmt: skip
def test_no_value_brings_the_check_down(values: dict[str, object], page: bool) -> None:
    findings = Findings()
    lines = {name: number for number, name in enumerate(values, start=2)}
    front = check_fields(Source("", 9, dict(values), lines), PATH, ZONE, page, findings)
    assert front is not None or findings.stop(strict=False)


@pytest.mark.parametrize(
    ("head", "kind", "line", "fix"),
    [
        ('title: "Hội nghị\ndate: 2026-11-20\n', "yaml-open", 2, 'Type " '),
        ('title: "Hội nghị\ndate: "2026-11-20"\n', "yaml-open", 2, 'Type " '),
        ("date: 2026-11-20\ntags: [a, b\ntitle: x\n", "yaml-open", 3, "Type ] "),
        ("title: x\ndate:\t2026-11-20\n", "yaml-tab", 3, "spaces only"),
        ("title: x\n  date: 2026-11-20\n", "yaml-indent", 3, "Delete the spaces"),
        (" title: x\ndate: 2026-11-20\n", "yaml-indent", 2, "Delete the spaces"),
        ("title: [Khẩn] Lịch thi\n", "yaml-mark", 2, 'title: "[Khẩn] Lịch thi"'),
        ("title: & hơn nữa\n", "yaml-mark", 2, 'title: "& hơn nữa"'),
        ("title: ! Chú ý\n", "yaml-mark", 2, 'title: "! Chú ý"'),
        ("title: *Khẩn* Lịch thi\n", "yaml-mark", 2, 'title: "*Khẩn* Lịch thi"'),
        ("title: x\nsummary: - gạch\n", "yaml-mark", 3, 'summary: "- gạch"'),
        ('title: "Hội nghị" tổng kết\n', "yaml-quote", 2, 'title: "“Hội nghị” tổng kết"'),
        ('title:"x"\ndate: 2026-11-20\n', "yaml-space", 2, 'title: "x"'),
        ('date: 2026-11-20\ntitle:"x"\ncategory: y\n', "yaml-space", 3, 'title: "x"'),
        ("title: Lớp: 10\n", "yaml-colon", 2, 'title: "Lớp: 10"'),
        ("title: x\nsummary: Hai câu\n  nói: điều\n", "yaml-colon", 4, 'summary: "Hai câu nói: điều"'),
        ("attachments:\n  - file: a.pdf\n    title: Số: 1\n", "yaml-colon", 4, 'title: "Số: 1"'),
        ("title: Lớp #1 của trường\n", "yaml-hash", 2, 'title: "Lớp #1 của trường"'),
        ("title: x\nsummary: #GiữSạch\n", "yaml-hash", 3, 'summary: "#GiữSạch"'),
        ("title: x\ntags:\n- a #b\n", "yaml-hash", 4, '- "a #b"'),
        ('title: "a\\d"\n', "yaml-syntax", 2, "bien-tap.md"),
        ("title: x\nchỉ là chữ\n", "yaml-syntax", 3, "bien-tap.md"),
        ("title: x\n--- a\n", "yaml-syntax", 3, "bien-tap.md"),
    ],
)
def test_what_yaml_refuses_or_loses_is_told_with_its_line_and_a_fix_that_works(
    head: str, kind: str, line: int, fix: str
) -> None:
    source, findings = parsed(fenced(head))
    assert source is None or source.broken
    assert places(findings) == [(kind, line)]
    told = findings.sorted()[0]
    assert fix in told.fix()
    if example := dict(told.values).get("example"):
        source, findings = parsed(fenced(f"{example}\n" if ":" in example else f"tags:\n{example}\n"))
        assert source is not None and not findings.found


@pytest.mark.parametrize(
    "head",
    ["# Ghi chú\ntitle: x\n", 'title: "Lớp #1" # tên\n', "title: C# cơ bản\n", "title: Sở GD & ĐT\n",
     "title: x\nattachments: # hai tệp\n  - a.pdf\n", "title: x\ntags: [a, b] # thẻ\n", "title: x\nsummary: a\n  b\n"],
)  # fmt: skip
def test_notes_and_marks_inside_words_are_no_mistake(head: str) -> None:
    source, findings = parsed(fenced(head))
    assert source is not None and not findings.found


@given(st.text(alphabet="ab:#'\"[]{}-&*! \t\n", max_size=40))
@example('a: "b\n\n')
@example("\n: a")
def test_no_front_matter_brings_the_explanation_down(head: str) -> None:
    source, findings = parsed(fenced(f"title: x\n{head}\n"))
    assert source is not None or findings.stop(strict=False)
    assert all(each.line <= head.count("\n") + 4 for each in findings.found)


@pytest.mark.parametrize("before", ["\n", "\r\n", "\ufeff", " \n\n", "\n\ufeff"])
@pytest.mark.parametrize("text", [fenced(REQUIRED + "slug: Ê\n"), REQUIRED + "slug: Ê\n\nThân bài.\n"])
def test_what_cannot_be_seen_before_the_front_matter_does_no_harm(before: str, text: str) -> None:
    _, findings = checked(before + text)
    fence = text.startswith("---")
    assert places(findings) == [("field-value", 4 + fence + before.count("\n"))]
    source, _ = parsed(before + text)
    assert source is not None and source.body == "Thân bài.\n"


@pytest.mark.parametrize("dashes", ["—", "--", "----", "***", "——", " — "])
def test_a_line_that_looks_like_three_hyphens_is_named(dashes: str) -> None:
    assert places(checked(f"{dashes}\n{REQUIRED}---\nThân bài.\n")[1]) == [("front-matter-dashes", 1)]


@pytest.mark.parametrize("dashes", ["—", "----", "***"])
def test_an_end_that_looks_like_three_hyphens_is_named(dashes: str) -> None:
    assert places(checked(f"---\n{REQUIRED}{dashes}\nThân bài.\n")[1]) == [("front-matter-dashes", 5)]


def test_names_of_fields_may_have_capitals_and_hyphens() -> None:
    front, findings = checked(fenced("Title: Bài\nDATE: 2026-11-20\nCategory: x\nPinned-Until: 2026-12-01\n"))
    assert not findings.found
    assert front is not None and (front.title, front.pinned_until) == ("Bài", moment(2026, 12, 1))


@pytest.mark.parametrize(
    ("name", "meant"),
    [("tiêu đề", "title"), ("Ngày", "date"), ("chuyên mục", "category"), ("Tác giả", "author"), ("thẻ", "tags"),
     ("tóm_tắt", "summary")],
)  # fmt: skip
@pytest.mark.parametrize("form", ["---\n{}---\n", "{}\n"])
def test_a_vietnamese_name_leads_to_the_field(name: str, meant: str, form: str) -> None:
    rest = "".join(line + "\n" for line in REQUIRED.splitlines() if not line.startswith(f"{meant}:"))
    _, findings = checked(form.format(f"{rest}{name}: x\n"))
    (finding,) = findings.found
    assert finding.kind == "field-otherwise"
    assert finding.fix().endswith(f" {meant}: x")


def test_a_name_like_no_other_leads_to_the_table() -> None:
    _, findings = checked(fenced(f"{REQUIRED}zzz: x\n"))
    assert places(findings) == [("field-foreign", 5)]
    assert "docs/bien-tap.md" in findings.sorted()[0].fix()


@pytest.mark.parametrize(
    ("raw", "files"),
    [
        ("a.pdf, b.docx", ["a.pdf", "b.docx"]),
        ("a.PDF, b.xlsx, c.zip", ["a.PDF", "b.xlsx", "c.zip"]),
        ("so-1,2.pdf", ["so-1,2.pdf"]),
        ("a.pdf | Mẫu b.pdf, bản mới", ["a.pdf"]),
        ("\n  file: a.pdf\n  title: Kế hoạch", ["a.pdf"]),
    ],
)
def test_attachments_take_commas_and_a_single_entry(raw: str, files: list[str]) -> None:
    front, findings = checked(fenced(f"{REQUIRED}attachments: {raw}\n"))
    assert front is not None, findings.sorted()
    assert [each.file for each in front.attachments] == files


YAML = st.sampled_from(
    ["title: ", "tags: ", "a", "é", "1", "\"", "'", "\"a: b\"", "[", "]", "{", "}", ", ", ":", ": ", "- ", "#", " #", "|", "|-", ">",
     "|\n  a\n", "!", "&a ", "*a", "?", "? ", "%", "@", "\\", "\\n", "~", "<<: ", "\n", "\n  ", "\n- ", "\r", "\t", " ", "\x07",
     "\x85", "\u2028", "\ufeff", "...\n", "\nfile: x", "\n  file: x\n  title: y\n", "\U0001f600"]
)  # fmt: skip


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
@settings(max_examples=4000 if SOAK else 200)
@given(st.lists(YAML, max_size=10).map("".join))
@example("title:\ta")
@example("title: |#")
@example("title: [a? ]")
@example("title: \ufeff")
@example("title: !...!")
@example("!''!")
@example("title: a\n? b")
@example("{title: [a, {file: b}], tags: ? }")
def test_libyaml_reads_what_pyyaml_reads(head: str) -> None:
    text = fenced(f"{head}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        expected = parsed(text)
    assert parsed(text) == expected


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("NGHỊ QUYẾT VỀ THỂ LỆ HỘI THI", ["title-capitals"]),
        ("KẾ HOẠCH SỐ 12/KH-SGDĐT", ["title-capitals"]),
        ("Nghị quyết về thể lệ hội thi", []),
        ("GDĐT 2026", []),
        ("Hội thi STEM TOÀN QUỐC 2026", []),
    ],
)
def test_a_title_in_capitals_is_told_with_the_line_to_type(title: str, found: list[str]) -> None:
    front, findings = checked(fenced(f'title: "{title}"\ndate: 2026-11-20\ncategory: Tin hoạt động\n'))
    assert front is not None and kinds(findings) == found
    for each in findings.found:
        assert each.line == 2
        assert dict(each.values)["example"] == f'title: "{title.capitalize()}"'
