"""Words within a paragraph as Markdown, or as HTML where a table needs it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from newsdesk.importing.markdown.escape import escape_alternative, escape_beginning, escape_text, typed_address
from newsdesk.importing.structure.inline import Break, Inlines, Link, Mark, NoteMark, Picture, Text, plain, split_breaks

_TYPED = {"strong": "**", "em": "*"}
_TAGS = {"u": "u", "s": "s", "sup": "sup", "sub": "sub"}


@dataclass(frozen=True, slots=True)
class Names:
    """What things of the document are called in the article."""

    #: File names of pictures by their keys.
    pictures: Mapping[str, str] = field(default_factory=dict)
    #: Names of footnotes, by their names in the document.
    notes: Mapping[str, str] = field(default_factory=dict)
    #: Their words, which stand in brackets where no footnote can be.
    noted: Mapping[str, str] = field(default_factory=dict)
    #: Returns what to write for an address, ``""`` where it leads nowhere.
    link: Callable[[str], str] = lambda address: address


def write_inlines(inner: Inlines, names: Names, breaks: str = "  \n", begins_line: bool = True) -> str:
    """Return ``inner`` as Markdown; ``breaks`` is what ends a line within it."""
    lines = []
    for number, line in enumerate(split_breaks(inner)):
        text = _write(line, names, "").strip()
        first = begins_line if number == 0 else breaks.endswith("\n")
        lines.append(escape_beginning(text) if first and line and isinstance(line[0], Text) else text)
    return breaks.join(line for line in lines if line)


def _write(inner: Inlines, names: Names, before: str) -> str:
    """Return ``inner`` as one line of Markdown, ``before`` standing before it."""
    done = before
    for each in inner:
        if isinstance(each, Text):
            done += escape_text(each.text)
        elif isinstance(each, Break):
            done += " "
        elif isinstance(each, Picture):
            done += write_picture(each, names)
        elif isinstance(each, NoteMark):
            done += f"[^{names.notes[each.name]}]" if each.name in names.notes else ""
        elif isinstance(each, Link):
            done += _link(each, names)
        else:
            done += _mark(each, names, done)
    return done[len(before) :]


def _mark(mark: Mark, names: Names, before: str) -> str:
    if mark.tag == "code":
        return _code(plain(mark.inner))
    within = _write(mark.inner, names, "")
    if not within.strip():
        return within
    if mark.tag == "s":
        return f"<s>{within}</s>"
    if mark.tag in _TAGS:
        return f"<{_TAGS[mark.tag]}>{within}</{_TAGS[mark.tag]}>"
    sign = _TYPED[mark.tag]
    # A sign beside another is read in more than one way.
    touches = before.endswith("*") or within.startswith("*") or within.endswith("*") or within.endswith("\\")
    if touches or not plain(mark.inner):
        return f"<{mark.tag}>{within}</{mark.tag}>" if plain(mark.inner) else within
    return f"{sign}{within}{sign}"


def _code(text: str) -> str:
    if "`" in text:
        return escape_text(text)
    return f"`{text}`" if text else ""


def _link(link: Link, names: Names) -> str:
    within = _write(link.inner, names, "")
    address = names.link(link.href)
    only_picture = not plain(link.inner)
    if not address or only_picture:
        return within
    return f"[{within.strip()}]({typed_address(address)})"


def write_picture(picture: Picture, names: Names) -> str:
    """Return an image; the words of one that is not there."""
    name = names.pictures.get(picture.src, "")
    if not name:
        return ""
    return f"![{escape_alternative(picture.alt)}]({typed_address(name)})"


def write_html(inner: Inlines, names: Names) -> str:
    """Return ``inner`` as HTML of ours, in which a footnote can't be: its words stand in brackets."""
    done = ""
    for each in inner:
        if isinstance(each, Text):
            done += escape(each.text, quote=False)
        elif isinstance(each, Break):
            done += "<br>"
        elif isinstance(each, NoteMark):
            done += f" ({escape(names.noted[each.name], quote=False)})" if names.noted.get(each.name) else ""
        elif isinstance(each, Link):
            address = names.link(each.href)
            within = write_html(each.inner, names)
            outside = address.startswith(("http://", "https://", "mailto:", "tel:"))
            done += f'<a href="{escape(address)}">{within}</a>' if outside and within else within
        elif isinstance(each, Mark):
            within = write_html(each.inner, names)
            done += f"<{each.tag}>{within}</{each.tag}>" if within else ""
    return done
