"""Fields, values and forms of other programs: one finding each, with the line to type."""

import pytest

from ban_tin.articles.front_matter import FrontMatter
from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings
from tests.builders import ZONE, places

PATH = "content/tin/2026/11/bai/index.md"
FIELDS = {"title": "title: Bài", "date": "date: 2026-11-20 08:00", "category": "category: Tin hoạt động"}


def checked(text: str, page: bool = False) -> tuple[FrontMatter | None, Findings]:
    findings = Findings()
    source = parse_source(text, PATH, findings)
    return (check_fields(source, PATH, ZONE, page, findings) if source else None), findings


def with_line(line: str, instead_of: str = "") -> tuple[FrontMatter | None, Findings]:
    """Check an article with the ``line`` behind its fields, of which one may be left out."""
    head = "\n".join([*(given for name, given in FIELDS.items() if name != instead_of), line])
    return checked(f"---\n{head}\n---\nThân bài.\n")


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("draft: true", "status: draft"),
        ("draft: yes", "status: draft"),
        ("published: false", "status: draft"),
        ("hidden: true", "status: draft"),
        ("image: hop.jpg", "lead: hop.jpg"),
        ("thumbnail: /uploads/2026/hop.jpg", "lead: hop.jpg"),
        ("cover:\n  image: anh/hop.jpg\n  alt: x", "lead: hop.jpg"),
        ("featured_image: [hop.jpg, b.jpg]", "lead: hop.jpg"),
        ('description: "Sở họp: bàn kế hoạch"', 'summary: "Sở họp: bàn kế hoạch"'),
        ("tag: [sơ kết, Đảng bộ]", "tags: [sơ kết, Đảng bộ]"),
        ("keywords: sơ kết, Đảng bộ", 'tags: "sơ kết, Đảng bộ"'),
        ("lastmod: 2026-11-21", "updated: 2026-11-21"),
        ("permalink: /tin/hoi-nghi.html", "slug: hoi-nghi"),
        ("redirect_from: /cu/1.html", "aliases: /cu/1.html"),
        ("sticky: true", "pinned_until: 2026-12-01"),
        ("Tác giả: Minh Hà", "author: Minh Hà"),
        ("canonical_url: https://a.example/b", "source_url: https://a.example/b"),
    ],
)
def test_what_is_called_otherwise_here_is_offered_as_a_line_that_works(line: str, typed: str) -> None:
    front, findings = with_line(line)
    assert front is None
    assert places(findings) == [("field-otherwise", 5)]
    assert findings.sorted()[0].fix().endswith(f" {typed}")
    front, findings = with_line(typed)
    assert front is not None and not findings.found


@pytest.mark.parametrize("line", ["draft: false", "published: true", "featured: false"])
def test_what_says_nothing_new_is_to_be_deleted(line: str) -> None:
    assert places(with_line(line)[1]) == [("field-needless", 5)]


@pytest.mark.parametrize(
    "name", ["weight", "toc", "type", "layout", "author_url", "comments", "eleventyNavigation", "post_id"]
)
def test_what_does_nothing_here_is_to_be_deleted(name: str) -> None:
    assert places(with_line(f"{name}: 5")[1]) == [("field-useless", 5)]


def test_a_field_that_is_given_by_both_names_is_one_too_many() -> None:
    _, findings = with_line("lead: a.jpg\nimage: b.jpg")
    assert places(findings) == [("field-again", 6)]


@pytest.mark.parametrize(
    ("line", "meant", "typed"),
    [
        ("categories: [Tin hoạt động, Khác]", "category", "category: Tin hoạt động"),
        ("section: Tin hoạt động", "category", "category: Tin hoạt động"),
        ("pubDate: 2026-11-20", "date", "date: 2026-11-20"),
        ("published: 2026-11-20", "date", "date: 2026-11-20"),
        ("headline: Bài", "title", "title: Bài"),
    ],
)
def test_a_required_field_by_another_name_is_one_finding(line: str, meant: str, typed: str) -> None:
    _, findings = with_line(line, instead_of=meant)
    assert places(findings) == [("field-otherwise", 4)]
    assert findings.sorted()[0].fix().endswith(typed)


@pytest.mark.parametrize("value", ["Published", "publish", "Đã đăng", "PUBLIC"])
def test_published_by_any_word_is_published(value: str) -> None:
    front, findings = with_line(f"status: {value}")
    assert front is not None and front.status == "published" and not findings.found


@pytest.mark.parametrize("value", ["Draft", "DRAFT", "nháp", "Bản nháp", "pending", "private", "[draft]"])
def test_a_draft_by_any_word_is_a_draft(value: str) -> None:
    front, findings = with_line(f"status: {value}")
    assert front is not None and front.status == "draft" and not findings.found


@pytest.mark.parametrize(
    ("line", "attribute", "value"),
    [
        ("category: [Tin hoạt động]", "category", "Tin hoạt động"),
        ("category:\n  - Tin hoạt động", "category", "Tin hoạt động"),
        ("tags: '#hội nghị, sơ kết,, '", "tags", ("hội nghị", "sơ kết")),
        ("tags: '#hội nghị #sơ kết'", "tags", ("hội nghị", "sơ kết")),
        ('tags: ["#a", a, "a ", "# b", "#"]', "tags", ("a", "b")),
        ("tags: [sơ kết, sơ\u00a0kết, sơ  kết]", "tags", ("sơ kết",)),
        ("date: [2026-11-20]", "date", None),
    ],
)
def test_what_is_meant_beyond_doubt_is_read(line: str, attribute: str, value: object) -> None:
    front, findings = with_line(line, instead_of=attribute)
    assert front is not None, findings.sorted()
    assert not findings.found
    assert value is None or getattr(front, attribute) == value


@pytest.mark.parametrize(
    ("line", "kind", "fix"),
    [
        ("category: [Tin hoạt động, Đảng]", "category-many", "category: Tin hoạt động"),
        ("title: [Khẩn]", "field-brackets", 'title: "[Khẩn]"'),
        ("date: 31/11/2026", "date-day", "date: 2026-11-30"),
        ("date: 2027-02-29", "date-day", "date: 2027-02-28"),
        ("date: 11/25/2026", "date-month", "date: 2026-11-25"),
        ("date: 2026-20-11 08:00", "date-month", "date: 2026-11-20"),
        ("date: 2026-11-20 25:00", "date-hour", "date: 2026-11-20 08:00"),
        ("date: 2026-11-20 08:75", "date-minute", "date: 2026-11-20 08:00"),
        ("date: today", "date-today", "date: 2026-11-20 08:00"),
        ("date: Hôm nay", "date-today", "date: 2026-11-20 08:00"),
        ("date: 20/11/26 8:00", "field-value", "date: 20/11/2026 8:00"),
        ("slug: Hội nghị", "field-value", "slug: hoi-nghi"),
        ("source_url: www.a.vn/b", "field-value", "source_url: https://www.a.vn/b"),
        ("lead: 'C:\\anh\\hop 1.jpg'", "field-folder", "lead: hop 1.jpg"),
        ("lead: '![Họp](anh/hop.jpg)'", "field-folder", "lead: hop.jpg"),
    ],
)
def test_a_value_that_can_not_be_says_why_and_what_to_type(line: str, kind: str, fix: str) -> None:
    name = line.partition(":")[0]
    front, findings = with_line(line, instead_of=name)
    assert front is None
    assert [each.kind for each in findings.found] == [kind]
    assert fix in findings.sorted()[0].fix()


def test_the_days_of_a_month_are_told() -> None:
    _, findings = with_line("date: 31/11/2026", instead_of="date")
    assert "month 11/2026 has only 30 days" in findings.sorted()[0].message()


def test_two_values_that_yaml_refuses_are_told_at_once_with_what_else_is_wrong() -> None:
    head = "title: Hội nghị: ngày thứ nhất\ndate: 31/11/2026\nsummary: “Sở” họp: bàn\nweight: 5\ntags: #a\ncategory: x"
    _, findings = checked(f"---\n{head}\n---\nThân bài.\n")
    assert places(findings) == [
        ("yaml-colon", 2), ("date-day", 3), ("yaml-colon", 4), ("field-useless", 5), ("yaml-hash", 6),
    ]  # fmt: skip


def test_a_break_of_word_before_a_field_ends_the_line_before_it() -> None:
    front, findings = checked("---\ntitle: A\vB\vdate: 2026-11-20\ncategory: x\vslug: Ê\n---\nThân bài.\n")
    assert places(findings) == [("field-value", 3)]
    front, findings = checked("---\ntitle: A\vB\vdate: 2026-11-20\ncategory: x\vslug: e\n---\nThân bài.\n")
    assert front is not None and (front.title, front.slug) == ("A B", "e")


def test_fields_whose_first_line_of_hyphens_was_forgotten_are_read() -> None:
    findings = Findings()
    source = parse_source("title: Bài\ndate: 2026-11-20\n---\nThân bài.\n", PATH, findings)
    assert source is not None and not findings.found
    assert (source.body, source.body_line, source.values["title"]) == ("Thân bài.\n", 4, "Bài")


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Bài: một"\ndate = 2026-11-20\ncategory = "Tin hoạt động"\ntags = ["a", "b"]\n+++\nThân.\n',
        '{\n  "title": "Bài: một",\n  "date": "2026-11-20",\n  "category": "Tin hoạt động",\n  "tags": ["a", "b"]\n}\nThân.\n',
        'Thân bài: "một".\n',
    ],
)
def test_the_lines_that_are_offered_in_place_of_another_form_can_be_typed(text: str) -> None:
    _, findings = checked(text)
    (finding,) = findings.found
    front, again = checked(dict(finding.values)["example"] + "\nThân bài.\n")
    assert front is not None, again.sorted()
    assert finding.kind == "front-matter-missing" or (front.title, front.tags) == ("Bài: một", ("a", "b"))


def test_a_block_of_toml_is_offered_in_the_words_of_this_site() -> None:
    text = '+++\ntitle = "A"\ndate = 2026-11-20\ndraft = true\nweight = 3\ndescription = "B: c"\n[params]\nimage = "x.jpg"\n+++\nThân.\n'
    _, findings = checked(text)
    (finding,) = findings.found
    example = dict(finding.values)["example"].splitlines()
    assert example == [
        "---",
        "title: A",
        "date: 2026-11-20",
        "status: draft",
        'summary: "B: c"',
        "category: Công tác Đảng",
        "---",
    ]


@pytest.mark.parametrize(
    ("line", "kind", "fix"),
    [
        ("image: null", "field-needless", "Delete"),
        ("permalink: /:year/:title/", "field-useless", "Delete"),
        ("lang: vi", "field-useless", "Delete"),
        ("language: en", "field-useless", "Delete"),
        ("author: {name: Minh Hà, url: x}", "field-value", "author: Minh Hà"),
        ("attachments: [{name: a.pdf}]", "field-value", "attachments: [a.pdf]"),
        ("expires: never", "field-needless", "Delete"),
        ("updated: 21/11", "date-year", "updated: 21/11/2026"),
    ],
)
def test_what_can_be_told_of_a_value_is_told(line: str, kind: str, fix: str) -> None:
    _, findings = with_line(line)
    assert places(findings) == [(kind, 5)]
    assert fix in findings.sorted()[0].fix()


@pytest.mark.parametrize(
    "head",
    [
        "title:\u00a0Bài\ndate: 2026-11-20\ncategory: x\n",
        "\u00a0title: Bài\n\u00a0date: 2026-11-20\n\u00a0category: x\n",
        "title： Bài\ndate：2026-11-20\ncategory： x\n",
        "title:\u3000Bài\ndate:\u202f2026-11-20\ncategory: x\n",
    ],
)
def test_blanks_and_colons_that_only_look_plain_are_read_as_such(head: str) -> None:
    front, findings = checked(f"---\n{head}---\nThân.\n")
    assert front is not None, findings.sorted()
    assert (front.title, front.category, findings.found) == ("Bài", "x", set())


def test_a_front_matter_that_is_indented_as_a_whole_is_read() -> None:
    front, findings = checked("  ---\n  title: Bài\n  date: 2026-11-20\n  category: x\n  ---\nThân.\n")
    assert front is not None, findings.sorted()
    assert front.title == "Bài"


@pytest.mark.parametrize(
    ("line", "kind", "typed"),
    [
        ("tags: [#sơ kết, #hội nghị]", "yaml-mark", "tags: [sơ kết, hội nghị]"),
        ("attachments: [Kế hoạch #1.pdf, b.pdf]", "yaml-hash", 'attachments: ["Kế hoạch #1.pdf", b.pdf]'),
        ("updated: 2026-11-21 # hôm nay", "yaml-hash", "updated: 2026-11-21"),
        ("office = Văn phòng", "yaml-no-colon", "office: Văn phòng"),
        ("office Văn phòng: một", "yaml-colon", ""),
        ("source Báo Thanh Sơn", "yaml-no-colon", "source: Báo Thanh Sơn"),
    ],
)
def test_the_line_that_is_offered_for_what_yaml_refuses_means_the_same(line: str, kind: str, typed: str) -> None:
    _, findings = with_line(line)
    if not typed:
        assert all(each.line == 5 for each in findings.found)
        return
    assert places(findings) == [(kind, 5)]
    assert findings.sorted()[0].fix().endswith(f": {typed}")
    front, again = with_line(typed)
    assert front is not None and not again.found
