"""Rules over the sources of a site: those that changed, over all cores; of the others what was found is known."""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from ban_tin.findings import Finding
from ban_tin.machine.processes import shared_out, workers_for
from ban_tin.machine.stamps import now, settled, stamp
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.registry import rules_of
from newsdesk.checking.remembered import Looked, Remembered, beside_is_true, context_of
from newsdesk.checking.rule import Facts
from newsdesk.checking.running import check_article, read_article
from newsdesk.checking.vocabulary.syllables import written_forms

#: In the folder of what builds remember.
FILE = "checked.sqlite"


class Source(NamedTuple):
    """A source file, and what findings call it."""

    file: str
    path: str


def check_sources(sources: Iterable[Source], facts: Facts, kept: Path) -> list[Finding]:
    """Return what all rules find in ``sources``; results are kept in the file ``kept``."""
    asked = {source.file: source for source in sources}
    memory = Remembered(kept, context_of(facts))
    before = memory.load()
    day = facts.today.isoformat()
    true: dict[str, Looked] = {}
    stale = []
    for file, source in asked.items():
        known = before.get(file)
        if known and known.stamp and known.stamp == stamp(file) and known.day == day and beside_is_true(known):
            true[file] = known
        else:
            stale.append((source, known))
    new = dict[str, Looked]()

    def look(some: Iterable[tuple[Source, Looked | None]]) -> Iterator[tuple[str, Looked]]:
        for source, known in some:
            looked = look_at(source, facts, known)
            if looked is not None:
                yield source.file, looked

    if stale:
        written_forms()  # Once, and not in each process.
    for file, looked in shared_out(look, stale, workers_for(len(stale))):
        new[file] = looked
    if new:
        memory.keep(new)
    return sorted(finding for each in (*true.values(), *new.values()) for finding in (*each.of_text, *each.of_rest))


def look_at(source: Source, facts: Facts, known: Looked | None = None) -> Looked | None:
    """Return what rules find in ``source``, None where it can't be read; what is ``known`` of it spares what depends on its text alone."""
    looked_at = now()
    found = stamp(source.file)
    article = read_article(source.path, Path(source.file))
    if article is None:
        return None
    digest = blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    beside = tuple((path, stamp(path)) for path in files_beside(article))
    same = known is not None and known.digest == digest
    day = facts.today.isoformat()
    of_text = known.of_text if known and same else tuple(check_article(article, facts, rules_of(needs=False)))
    if known and same and known.day == day and known.beside == beside:
        of_rest = known.of_rest
    else:
        of_rest = tuple(check_article(article, facts, rules_of(needs=True)))
    stamps = [each for each in (found, *(each for _, each in beside)) if each]
    kept = found if all(settled(each, looked_at) for each in stamps) else None
    return Looked(kept, digest, beside, of_text, of_rest, day)


def files_beside(article: CheckedArticle) -> list[str]:
    """Return the paths of the files that an article names beside it, whether they are there or not."""
    names = [each.name for each in article.attachments] + [each.file for each in article.photos]
    names += [unquote(each.target.partition("#")[0].removeprefix("{attach}")) for each in article.links]
    folder = str(article.file.parent)
    local = {name for name in names if name and ":" not in name and not name.startswith(("/", "#", "{"))}
    return sorted(os.path.normpath(os.path.join(folder, name)) for name in local if "\0" not in name)  # noqa: PTH118
