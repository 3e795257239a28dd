"""What a reader of one format returns: a document as it lay there, in a form that the steps after it share.

A reader knows its format and nothing of the site; what follows (``structure``, ``writing``) knows nothing of the format. All visible words
of the source are in ``flow``, in ``fields`` or in ``left_out``: a test counts them.

``flow`` is a fragment of HTML of this kind alone, UTF-8, NFC, no comment, no script, no style:

- blocks, one after another, none inside another but in lists, quotes and cells: ``p``, ``h1`` to ``h6`` (by the source's own marks alone; what
  merely looks like a heading stays ``p``), ``ul``, ``ol`` (``start``, ``type``), ``li``, ``blockquote``, ``pre``, ``hr``, ``table``, ``thead``, ``tbody``, ``tr``, ``th``,
  ``td`` (``colspan``, ``rowspan``), ``aside`` (a text box, where it stands), ``figure`` and ``figcaption`` (where the source itself says so; a ``figure``
  without an ``img`` is a caption whose photo is missing, as in pasted text, and becomes a place for one);
- inside them: ``strong``, ``em``, ``u``, ``s``, ``sup``, ``sub``, ``code``, ``br``, ``a`` (``href``), ``img`` (``src`` is a key of ``pictures`` or an address with http, ``alt``);
- footnotes: ``<a class="note" href="#note-1">1</a>`` in the text, and at the end ``<ol class="notes"><li id="note-1">…</li></ol>``;
- on blocks, cells and pictures, where it is known: ``data-align`` (``left``, ``center``, ``right``, ``justify``), ``data-style`` (the name of the style in the source, in
  small letters), ``data-size`` (points, of the block's largest letters), ``data-where`` (where it stands in the source, as an editor would find it, such as
  ``đoạn 12`` or ``bảng 2, hàng 3, cột 1``; the later steps write it into evidence and reports), ``data-doubt`` (a key of ``Doubt.kind``: the words of this block are uncertain).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ban_tin.views import Comment

#: Where relative addresses start from when nobody knows what the old site was called: a name that no site can have.
UNKNOWN_SITE = "http://trang-cu.invalid"

#: Grades of evidence: read from a place that is meant for it; read from something that looks like it. What is unknown has no ``Found``.
SURE, LIKELY = "sure", "likely"


@dataclass(frozen=True, slots=True)
class Found:
    """The value of a field, as front matter writes it, and its evidence."""

    #: As it is written in the front matter: dates as ``2026-11-20 08:00``; lists are tuples.
    value: str | tuple[str, ...]
    #: ``SURE`` or ``LIKELY``: a person is asked to look at likely ones.
    grade: str
    #: Where it was read, as ``data-where`` says.
    where: str
    #: The words that it was read from, as they stood.
    quote: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words, or a thing, of the source that no article gets."""

    #: A key of ``newsdesk.importing.report.KINDS``, such as ``header``, ``comment``, ``hidden``, ``deleted``, ``furniture``, ``chart``.
    kind: str
    #: All its visible words; of a thing without words, what it is called in the source.
    text: str
    #: Where it stood.
    where: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person has to look at; nothing was left out."""

    #: A key of ``newsdesk.importing.report.KINDS``, such as ``legacy-letters``, ``tracked-changes``, ``external-picture``.
    kind: str
    #: What it is about, short.
    about: str
    #: Where it stands.
    where: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as it was read. See above for ``flow``."""

    #: The name of the file, or the address, that it was read from.
    name: str
    #: SHA-256 of the source's bytes, in hex; of a row of a dump, of its place and of when it was made.
    digest: str
    #: The fragment of HTML.
    flow: str
    #: The pictures in ``flow`` by their keys, as they lay in the source: bytes, or a file.
    pictures: Mapping[str, bytes | Path] = field(default_factory=dict)
    #: Files that are offered under the text, unchanged to the byte, by their plain names.
    attachments: Mapping[str, bytes | Path] = field(default_factory=dict)
    #: What readers see of an attachment, by its name, where that is not its name.
    attachment_titles: Mapping[str, str] = field(default_factory=dict)
    #: What the format itself says, by the names of front matter's fields. ``status`` is ``published`` or ``draft``; without it, it becomes a
    #: draft. More names: ``views`` (a number); ``lead`` (a key of ``pictures``); ``role`` (``documents``: the section of the site that has this role);
    #: ``category`` may be any name, and is looked up in the site.
    fields: Mapping[str, Found] = field(default_factory=dict)
    #: What no article gets.
    left_out: tuple[LeftOut, ...] = ()
    #: What a person has to look at.
    doubts: tuple[Doubt, ...] = ()
    #: Fields of front matter that the source has a place for, and that a person has to read there and write in.
    to_fill: tuple[str, ...] = ()
    #: What an office says of itself, without a date: a page and no article.
    is_page: bool = False
    #: What readers wrote under it, and the office let stand.
    comments: tuple[Comment, ...] = ()


class RefusedSourceError(ValueError):
    """A source that is not read at all. ``kind`` is a key of ``newsdesk.importing.report.KINDS``; ``about`` what it is about, short."""

    def __init__(self, kind: str, about: str = "") -> None:
        super().__init__(kind, about)
        self.kind, self.about = kind, about
