"""The table of documents, its parts, and what holds of a document."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from ban_tin.planning.pages.documents import add_documents, document_state
from ban_tin.planning.plan import Plan
from ban_tin.views import Attachment, Document, DocumentsPage
from tests.builders import NOW, article, listed, plan

DAY = timedelta(days=1)


def document(type: str = "Kế hoạch", issued: datetime = NOW, effective: datetime | None = None) -> Document:
    return Document("1/KH", "Về việc", type, "Sở", "", issued, effective)


def planned(*documents: Document | None, **changes: Any) -> Plan:
    """Return the plan of a site with one article for each of ``documents``."""
    made = plan([article(number, document=each, **changes) for number, each in enumerate(documents, start=1)])
    add_documents(made)
    assert not made.findings.found
    return made


def view(made: Plan, path: str) -> DocumentsPage:
    page = made.pages[f"{path.lstrip('/')}index.html"].view
    assert isinstance(page, DocumentsPage)
    return page


def urls(page: DocumentsPage) -> list[str]:
    return [item.url for item in page.items]


def test_documents_of_any_section_stand_in_the_table() -> None:
    page = view(planned(document(), None), "/van-ban/")
    assert urls(page) == [article(1).url]
    assert (page.title, page.filters) == ("Văn bản", ())


def test_types_and_years_have_tables_of_their_own() -> None:
    made = planned(
        document("Kế hoạch", NOW),
        document("Quyết định", NOW.replace(year=2024)),
        document("Kế hoạch", NOW.replace(year=2024)),
    )
    shown = [(each.kind, each.title, each.url, each.count) for each in view(made, "/van-ban/").filters]
    assert shown == [
        ("type", "Kế hoạch", "/van-ban/ke-hoach/", 2),
        ("type", "Quyết định", "/van-ban/quyet-dinh/", 1),
        ("year", "2026", "/van-ban/2026/", 1),
        ("year", "2024", "/van-ban/2024/", 2),
    ]
    assert urls(view(made, "/van-ban/ke-hoach/")) == [article(3).url, article(1).url]
    assert urls(view(made, "/van-ban/2024/")) == [article(3).url, article(2).url]
    page = view(made, "/van-ban/ke-hoach/")
    assert (page.title, page.list_url) == ("Văn bản: Kế hoạch", "/van-ban/ke-hoach/")
    assert [crumb.url for crumb in page.crumbs] == ["/", "/van-ban/"]
    assert view(made, "/van-ban/2024/").title == "Văn bản năm 2024"


def test_one_type_and_one_year_filter_nothing() -> None:
    assert [path for path in planned(document(), document()).pages if "van-ban" in path] == ["van-ban/index.html"]


def test_a_long_part_is_numbered_below_its_own_address() -> None:
    made = planned(*[document("Kế hoạch")] * 20, document("Công văn"))
    page = view(made, "/van-ban/ke-hoach/trang/1/")
    assert (page.number, page.newer) == (1, "/van-ban/ke-hoach/trang/2/")
    assert [crumb.url for crumb in page.crumbs] == ["/", "/van-ban/", "/van-ban/ke-hoach/"]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, ""),
        ({"document": document(effective=NOW)}, "in_force"),
        ({"document": document(effective=NOW + DAY)}, "coming"),
        ({"document": document(effective=NOW), "expires": NOW}, "expired"),
        ({"document": document(), "expires": NOW + DAY}, ""),
    ],
)
def test_what_holds_of_a_document(changes: dict[str, Any], state: str) -> None:
    assert document_state(listed(article(1, **changes)), NOW) == state


def test_what_is_replaced_is_that_whatever_else_it_is() -> None:
    old = replace(listed(article(1, document=document(), expires=NOW)), replaced_by="/tin/2026/11/moi/")
    assert document_state(old, NOW) == "replaced"


def test_the_table_marks_what_is_not_plainly_in_force() -> None:
    made = planned(document(effective=NOW), document(effective=NOW + DAY))
    assert view(made, "/van-ban/").states == ((article(2).url, "coming"),)


def test_the_file_of_a_document_stands_in_its_row() -> None:
    pdf = Attachment("/tin/x/a.pdf", "a.pdf", "Kế hoạch", "PDF", 1, 1, "")
    other = replace(pdf, url="/tin/x/b.pdf")
    assert view(planned(document(), attachments=(pdf, other)), "/van-ban/").items[0].download == pdf
    assert listed(article(1, attachments=(pdf,))).teaser.load().download is None
