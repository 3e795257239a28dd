"""A PDF: the text of its pages, and what readers and their programs need of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ban_tin.articles.attachments.bounded_pdf import open_bounded_pdf
from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import nfc
from newsdesk.checking.papers.paper import TOO_MUCH, Paper

#: Pages that are read: lists of pupils are at the end of decisions. Letters of a page.
_PAGES, _SIGNS = 300, 50_000
#: Fewer letters on a page are a number or a stamp.
_TEXT = 12
#: Names and signatures that a signing program puts over a scan are no text of the page.
_SCRIPTS = {"/JavaScript": "JavaScript", "/Launch": N_("it starts another program"), "/ImportData": N_("it loads data")}
_ATTACHED = N_("another file that is a program")
_PROGRAMS = (".exe", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".jar", ".scr", ".docm", ".xlsm")
_NO_ALOUD = N_("reading aloud and copying")


def read_pdf(path: Path, so_far: list[Paper]) -> None:
    """Add to ``so_far`` what is known of the PDF ``path``, again after each page."""
    # Here, as most checks read no new PDF.
    from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

    with open_bounded_pdf(path) as reader:
        try:
            root: Any = reader.root_object
            pages: Any = reader.pages
            count = len(pages)
        except (FileNotDecryptedError, WrongPasswordError, DependencyError):
            so_far.append(replace(so_far[-1], locked=True))
            return
        marked = root.get("/MarkInfo")
        paper = replace(
            so_far[-1],
            page_count=count,
            title=_title(reader),
            tagged="/StructTreeRoot" in root and bool(marked is None or marked.get_object().get("/Marked", True)),
            forbids=_forbidden(reader),
            script=_script(reader, root),
        )
        so_far.append(paper)
        texts, pictured = list[str](), list[int]()
        for number, page in enumerate(pages, 1):
            if number > _PAGES:
                so_far.append(replace(so_far[-1], unread=TOO_MUCH))
                return
            try:
                text = nfc(page.extract_text()[:_SIGNS])
            except MemoryError:
                raise
            except Exception:  # One page that can't be read says nothing of the others.
                text = ""
            has_text = sum(map(str.isalnum, text)) >= _TEXT
            texts.append(text if has_text else "")
            if not has_text and _has_picture(page):
                pictured.append(number)
            so_far[-1] = replace(paper, pages=tuple(texts), pictured=tuple(pictured))


def _title(reader: Any) -> str:
    try:
        title = str(reader.metadata.title or "") if reader.metadata else ""
        if not title and (xmp := reader.xmp_metadata):
            title = next(iter((xmp.dc_title or {}).values()), "")
    except Exception:
        return ""
    title = " ".join(title.split())
    # What Word writes where nobody gave one.
    return "" if title.lower() in {"untitled", "document", "microsoft word - document1"} else title


def _forbidden(reader: Any) -> str:
    """Return what is forbidden to whoever opens it without a password."""
    if not reader.is_encrypted:
        return ""
    try:
        rights = reader.user_access_permissions
        from pypdf.constants import UserAccessPermissions as Right

        return _NO_ALOUD if rights is not None and not rights & Right.EXTRACT_TEXT_AND_GRAPHICS else ""
    except Exception:
        return ""


def _script(reader: Any, root: Any) -> str:
    names = root.get("/Names")
    names = names.get_object() if names is not None else {}
    if isinstance(names, Mapping) and "/JavaScript" in names:
        return "JavaScript"
    for action in _actions(reader, root):
        if said := _SCRIPTS.get(str(action.get("/S"))):
            return said
    try:
        attached = [str(name).lower() for name in reader.attachments]
    except Exception:
        attached = []
    return _ATTACHED if any(name.endswith(_PROGRAMS) for name in attached) else ""


def _actions(reader: Any, root: Any) -> Iterator[Mapping[str, Any]]:
    """Yield what is done when the file or one of its first pages is opened, printed or closed, or a field is used."""
    holders = [root]
    form = root.get("/AcroForm")
    if form is not None:
        holders += [each.get_object() for each in list(form.get_object().get("/Fields", ()))[:300]]
    for page in list(reader.pages)[:50]:
        holders.append(page)
        marks = page.get("/Annots")
        holders += [each.get_object() for each in list(marks.get_object() if marks is not None else ())[:100]]
    for holder in holders:
        if not isinstance(holder, Mapping):
            continue
        found = [holder.get(name) for name in ("/OpenAction", "/A")]
        more = holder.get("/AA")
        if more is not None and isinstance(more := more.get_object(), Mapping):
            found += list(more.values())
        for each in found:
            if each is not None and isinstance(action := each.get_object(), Mapping):
                yield action


def _has_picture(page: Any) -> bool:
    try:
        resources = page["/Resources"].get_object()
        objects = resources.get("/XObject", {}).get_object()
        return any(each.get_object().get("/Subtype") in ("/Image", "/Form") for each in objects.values())
    except Exception:
        return False
