"""The contract of a rule: what it is, what it is given, and what it finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Flag, auto
from typing import NamedTuple

from ban_tin.findings import KINDS, Severity
from ban_tin.site.facts import SiteFacts
from newsdesk.checking.article import CheckedArticle, Edit


class Needs(Flag):
    """What a rule looks at besides the text and the site's facts: its result is remembered no longer than that stays."""

    NOTHING = 0
    #: Files beside the article: photos, attachments.
    FILES = auto()
    #: Which day it is.
    TODAY = auto()


class Facts(NamedTuple):
    """What rules know of the site."""

    site: SiteFacts
    #: In the site's time zone. Only for rules that say that they need it.
    today: date
    #: Words of the office's own, in small letters: ``[checking] words`` of ``site.toml``.
    words: frozenset[str] = frozenset()
    #: Telephones that are the office's, as they are dialled (``+84…``): of ``[department]``, and ``[checking] phones``.
    phones: frozenset[str] = frozenset()


class Found(NamedTuple):
    """Something that a rule found. Lines and columns count from 1, columns in characters."""

    line: int
    column: int
    #: Of the rule's message and fix, by their names; all of them, and no other.
    values: Mapping[str, str]
    #: What a program can safely write instead; None where a person has to decide.
    fix: Edit | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """An article: a body alone, or a whole file from its ``---`` on; and what makes the files beside it, by their names."""

    text: str
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. Its severity, message and fix stand in the catalogue of findings under its ``name``, as those of all findings do.

    ``find`` is pure: the same article, files and facts give the same. It raises on no text, and yields in any order.
    """

    #: Its key in the catalogue of findings.
    name: str
    #: Where nothing is found.
    good: Example
    #: Where it finds something, and where its fix, if it has one, leaves nothing to find.
    bad: Example
    #: What finds it.
    find: Callable[[CheckedArticle, Facts], Iterator[Found]]
    #: What it looks at besides.
    needs: Needs = Needs.NOTHING
    #: Only of texts in Vietnamese.
    vietnamese: bool = False

    @property
    def severity(self) -> Severity:
        return KINDS[self.name].severity

    @property
    def message(self) -> str:
        return KINDS[self.name].message

    @property
    def fix(self) -> str:
        return KINDS[self.name].fix


def found_at(article: CheckedArticle, start: int, fix: Edit | None = None, **values: str) -> Found:
    """Return what is found at ``start`` of the article's text."""
    return Found(*article.place(start), values, fix)
