"""What a program can't decide about an archive: told once each, for whoever takes it over."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from ban_tin.language.translations import N_

#: What each kind of note says, and what is to be done.
KINDS = {
    "date": N_("No date was found, so the date of the file was taken and the article is a draft: give it its date."),
    "title": N_("No title was found, so one was made of the name of the file: give it a title."),
    "front-matter": N_("The front matter could not be read and stands at the beginning of the text."),
    "category": N_("This category is none of the site, so it became a tag and the first category was taken: add it to the table, or choose."),
    "field": N_("This field has no place in an article of ours and was left out."),
    "shortcode": N_("This command of the old generator stands in the text as it was: write what it stood for."),
    "remote": N_("This picture lies on another site and is a link now: save the file beside the article to show it."),
    "embedded": N_("What another site showed in the page is a link now."),
    "script": N_("A program in the page was left out."),
    "moving": N_("This picture moves. It is shown as a still, and offered under the text as it is: save it as a video (MP4) to show it."),
    "missing": N_("This file is not in the archive: look for it, or take its line out."),
    "dead-link": N_("This link leads to a page that the archive does not have: fix it, or remove the link."),
    "address": N_("This old address can't be kept."),
    "twice": N_("This old address belonged to two articles; it leads to the older one."),
    "large": N_("This file is not read: it is too large, or is not in UTF-8."),
    "comment": N_("A comment in the note, which readers never saw, was left out."),
    "embedded-note": N_("This note was shown within another; it is a link there now."),
    "form": N_("A form was left out; its words are in the text."),
}  # fmt: skip


class Note(NamedTuple):
    """One thing to decide: its kind, the file of the archive and its line (0: the whole), and what it is about."""

    kind: str
    file: str
    line: int
    about: str


def format_notes(notes: Iterable[Note], translate: Callable[[str], str]) -> str:
    """Return the notes as a list by kind, each thing once: a field or a category with the number of its files and the first of them."""
    lines: list[str] = []
    for kind, alike in groupby(sorted(notes), key=lambda note: note.kind):
        lines += ["", f"## {translate(KINDS[kind])}", ""]
        by_subject: dict[str, list[Note]] = {}
        for note in alike:
            by_subject.setdefault(note.about if kind in {"field", "category"} else repr(note), []).append(note)
        for several in by_subject.values():
            first = several[0]
            place = f"{first.file}:{first.line}" if first.line else first.file
            more = f" (+{len(several) - 1})" if len(several) > 1 else ""
            lines.append(f"- {first.about or place}{more}" if several[1:] else f"- {place}: {first.about}".rstrip(": "))
    return "\n".join(lines).lstrip("\n") + "\n" if lines else ""
