"""From what was read of pages and what a check found to evidence: pure, a function a criterion."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from ban_tin.findings import Finding
from ban_tin.site.facts import SiteFacts
from newsdesk.assessing.evidence import Evidence, Verdict
from newsdesk.assessing.pages import PageSeen
from newsdesk.language import translate

_MANDATORY = ("title", "creator", "date", "description", "publisher", "identifier")
_RECOMMENDED = ("language", "source", "contributor", "subject")
#: Findings that tell of people, and those about children.
PERSONAL = ("person-phone", "person-identity", "person-birth", "person-account", "person-list", "person-file-page", "person-file-row", "person-file-paragraph", "person-file-unread")  # fmt: skip
CHILDREN = ("consent-missing", "person-list", "person-birth", "person-file-page", "person-file-row", "person-file-paragraph", "person-file-unread")  # fmt: skip
_UNPADDED = re.compile(
    r"\bngày [1-9] tháng \d{1,2}\b|\bngày \d{1,2} tháng [12]\b(?! ?\d)|(?<![\d/])[1-9]/\d{1,2}/\d{4}|(?<![\d/])\d{1,2}/[12]/\d{4}"
)
Judge = Callable[[PageSeen], "tuple[Verdict, str] | None"]


def judge_page(page: PageSeen) -> Iterator[Evidence]:
    """Yield what is seen on ``page`` of each criterion that asks something of it."""
    for criterion, judge in _JUDGES.items():
        found = judge(page)
        if found is not None:
            yield Evidence(criterion, page.url, *found, page.file)


def _seen(right: bool) -> Verdict:
    return Verdict.SEEN if right else Verdict.MISSING


def _metadata(page: PageSeen, names: Sequence[str]) -> tuple[Verdict, str]:
    missing = [name for name in names if not page.meta.get(f"dc.{name}")]
    if not missing:
        return Verdict.SEEN, translate("all {count}").format(count=len(names))
    return Verdict.MISSING, translate("without: {names}").format(names=", ".join(f"DC.{name}" for name in missing))


def _mandatory(page: PageSeen) -> tuple[Verdict, str] | None:
    # The page for addresses that don't exist has no address of its own.
    return None if page.file == "404.html" else _metadata(page, _MANDATORY)


def _recommended(page: PageSeen) -> tuple[Verdict, str] | None:
    return _metadata(page, _RECOMMENDED) if page.article else None


def _search(page: PageSeen) -> tuple[Verdict, str]:
    return _seen(page.search), translate("a field to search on the page") if page.search else translate(
        "no field to search"
    )


def _print(page: PageSeen) -> tuple[Verdict, str] | None:
    if not page.article:
        return None
    return _seen(page.prints), translate("button to print and style sheet for paper") if page.prints else translate("no button to print or no style sheet for paper")  # fmt: skip


def _policy(page: PageSeen) -> tuple[Verdict, str]:
    said = translate("Content-Security-Policy in the page")
    return _seen(page.policy), said if page.policy else translate("no Content-Security-Policy in the page")


def _basics(page: PageSeen) -> tuple[Verdict, str]:
    wrong = []
    if not page.lang:
        wrong.append(translate("no language"))
    if not page.title:
        wrong.append(translate("no title"))
    if page.first_headings != 1:
        wrong.append(translate("{count} first headings").format(count=page.first_headings))
    if page.without_alt:
        wrong.append(translate("{count} pictures without alt").format(count=page.without_alt))
    return _seen(not wrong), "; ".join(wrong) or translate("language “{lang}”, a title, one first heading, all pictures with alt").format(lang=page.lang)  # fmt: skip


def _third_parties(page: PageSeen) -> tuple[Verdict, str]:
    return _seen(not page.hosts), ", ".join(page.hosts) or translate("loads from no other host")


def _unicode(page: PageSeen) -> tuple[Verdict, str]:
    return _seen(not page.letters), translate("not {form}").format(form=page.letters) if page.letters else "UTF-8, NFC"


def _dates(page: PageSeen) -> tuple[Verdict, str] | None:
    if (
        not page.article
        or "dc.type" not in page.meta
        or (page.meta.get("dc.type") == "Text" and not _is_document(page))
    ):
        return None
    found = _UNPADDED.findall(page.text)
    if not found:
        return Verdict.SEEN, translate("no date without its zero")
    return Verdict.MISSING, translate("{count} dates, the first one “{text}”").format(count=len(found), text=found[0])


def _is_document(page: PageSeen) -> bool:
    return "ký hiệu" in page.text.lower()


_JUDGES: Mapping[str, Judge] = {
    "dublin-core": _mandatory,
    "dublin-core-more": _recommended,
    "search": _search,
    "print": _print,
    "security": _policy,
    "access-basics": _basics,
    "third-parties": _third_parties,
    "unicode": _unicode,
    "dates": _dates,
}


def judge_findings(
    pages: Sequence[PageSeen], found: Sequence[Finding], address: Callable[[str], str]
) -> Iterator[Evidence]:
    """Yield what a check says of people for each article; ``address`` gives that of a source file, as findings call it."""
    by_page: dict[str, list[Finding]] = {}
    for each in found:
        if each.kind in {*PERSONAL, *CHILDREN}:
            by_page.setdefault(address(each.path), []).append(each)
    for page in pages:
        if not page.article:
            continue
        for criterion, kinds in (("personal-data", PERSONAL), ("children", CHILDREN)):
            here = [each for each in by_page.get(page.url, ()) if each.kind in kinds]
            if not here:
                yield Evidence(criterion, page.url, Verdict.SEEN, translate("no warning of ban-tin check"), page.file)
                continue
            unread = all(each.kind == "person-file-unread" for each in here)
            line = translate("line {line}")
            value = "; ".join(f"{line.format(line=each.line)}: {each.message(translate)}" for each in here[:5])
            more = f"; … +{len(here) - 5}" if len(here) > 5 else ""
            yield Evidence(
                criterion, page.url, Verdict.NOT_MEASURED if unread else Verdict.MISSING, value + more, here[0].path
            )


def judge_site(pages: Sequence[PageSeen], files: Sequence[str], facts: SiteFacts) -> Iterator[Evidence]:
    """Yield what is seen of the site as a whole; ``files`` are those of the finished site."""
    by_url, names = {page.url: page for page in pages}, set(files)
    articles = sum(page.article for page in pages)
    archive = by_url.get(facts.addresses.archive)
    count = sum(url.startswith(facts.addresses.archive) for url in by_url)
    yield _of_site("archive", archive is not None, archive, translate("{count} pages of the archive, {articles} articles").format(count=count, articles=articles))  # fmt: skip
    contact = by_url.get(facts.addresses.contact)
    said = [each for each in (facts.department.address, facts.department.phone, facts.department.email) if each]
    shown = [each for each in said if contact and _plain(each) in _plain(contact.text)]
    yield _of_site("contact", contact is not None and bool(shown), contact, ", ".join(shown) or translate("no address, telephone or e-mail on a page of contact"))  # fmt: skip
    maps = sorted(name for name in names if PurePosixPath(name).name.startswith("sitemap") and name.endswith(".xml"))
    readable = next((page for page in pages if page.url.strip("/") in {"so-do-trang", "site-map", "sitemap"}), None)
    value = translate("{count} files of sitemap; page for readers: {page}").format(
        count=len(maps), page=readable.url if readable else "–"
    )
    yield _of_site("sitemap", "sitemap.xml" in names and readable is not None, readable, value)
    english = next((page for page in pages if page.lang == "en" and not page.article), None)
    yield _of_site(
        "english", english is not None, english, english.title if english else translate("no page in English")
    )
    index = sum(name.startswith(f"{facts.addresses.search.strip('/')}/data-") for name in names)
    search = by_url.get(facts.addresses.search)
    yield _of_site(
        "search", search is not None and index > 0, search, translate("{count} files of the index").format(count=index)
    )
    https = facts.base_url.startswith("https://")
    headers = "_headers" in names
    said_headers = translate(
        "address with https: {https}; _headers: {headers}; what the live server sends is seen by ban-tin verify"
    ).format(https=_yes(https), headers=_yes(headers))
    yield Evidence("security", "", _seen(https), said_headers, "_headers" if headers else "site.toml")
    why = translate(
        "What web servers and the counter write down can't be seen in files: look at their settings and logs."
    )
    yield Evidence("addresses", "", Verdict.NOT_MEASURED, why, "")
    scripts = sorted({host for page in pages for host in page.hosts})
    seen = (
        ", ".join(scripts)
        if scripts
        else translate("no script of another host on {count} pages").format(count=len(pages))
    )
    why = translate("Whether this site has to be measured, and with which script, is for the office to ask.")
    yield Evidence("measuring", "", Verdict.NOT_MEASURED, f"{seen}. {why}", "")


def _of_site(criterion: str, right: bool, page: PageSeen | None, value: str) -> Evidence:
    return Evidence(criterion, "", _seen(right), value, page.file if page else "")


def _yes(value: bool) -> str:
    return translate("yes") if value else translate("no")


def _plain(text: str) -> str:
    return "".join(text.replace("\u00a0", " ").split()).lower()
