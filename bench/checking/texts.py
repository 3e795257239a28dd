"""The texts that rules are measured on: the demonstration, the portals' articles that this project began with, real office files."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ban_tin.findings import Findings
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.vocabulary.syllables import is_known
from newsdesk.importing.compose import compose
from newsdesk.importing.opening import READERS, kind_of
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
#: Words that a text has at least, and the share of them that is Vietnamese.
_LEAST, _SHARE = 80, 0.8


class Text(NamedTuple):
    """A text to be checked, of a ``corpus``: ``demonstration``, ``portals`` or ``office``."""

    corpus: str
    name: str
    source: str

    @property
    def article(self) -> CheckedArticle:
        return CheckedArticle(f"content/{self.name}", Path(self.name), self.source)


def facts_of_demonstration() -> SiteFacts:
    """Return the facts of the demonstration."""
    facts = load_facts(ROOT / "content" / "site.toml", "content/site.toml", Findings())
    assert facts is not None
    return facts


def read_texts() -> list[Text]:
    """Return all texts that are on this machine, in order."""
    facts = facts_of_demonstration()
    found = [
        Text("demonstration", path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for path in sorted((ROOT / "content").rglob("*.md"))
        if "\nlang: en" not in path.read_text("utf-8")[:600]
    ]
    found += _imported("portals", sorted((SHARED / "seeds").glob("*.txt")), facts)
    found += _imported("office", sorted((SHARED / "cases" / "import").rglob("*.*")), facts)
    return [text for text in found if _is_vietnamese(text.article)]


def _imported(corpus: str, files: list[Path], facts: SiteFacts) -> Iterator[Text]:
    for file in files:
        try:
            yield Text(corpus, file.name, compose(_read(file), facts).text)
        except RefusedSourceError:
            continue


def _read(file: Path) -> SourceDocument:
    """Return what a file says; of an official document too, which an import offers as a file."""
    reader = READERS.get(kind_of(file))
    if reader is None:
        raise RefusedSourceError("unknown", file.name)
    module, _, function = reader.function.partition(":")
    document = getattr(import_module(module), function)(*reader.arguments(file, file.name))
    assert isinstance(document, SourceDocument)
    return document


def _is_vietnamese(article: CheckedArticle) -> bool:
    words = [word.text for word in article.words if not word.text.isupper()]
    return len(words) >= _LEAST and sum(map(is_known, words)) >= _SHARE * len(words)
