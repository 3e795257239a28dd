"""Which sources are the same article: saved twice, under two addresses, or as a page for printing. The fullest stays."""

from collections.abc import Iterable, Mapping
from math import log

from ban_tin.language.vietnamese import fold
from newsdesk.importing.whole_site.likeness import likeness
from newsdesk.importing.whole_site.old_addresses import address_key
from newsdesk.importing.whole_site.survey import Surveyed

#: How alike two texts are that have the same title, or stood at the same address.
_SAME_TITLE, _SAME_ADDRESS = 0.75, 0.3
#: Words of a text that is long enough for its words alone to say that it is the same.
_LONG = 40


def find_duplicates(sources: Iterable[Surveyed]) -> dict[str, str]:
    """Return the keys of sources that are another's article, with the key of that one."""
    best_first = sorted(
        sources,
        key=lambda each: (
            -_step(each.words),
            -each.fields,
            -len(each.addresses),
            # Of two files of one document, the one that is signed.
            bool(each.apart) and not each.key.lower().endswith(".pdf"),
            each.key,
        ),
    )
    by_document: dict[str, Surveyed] = {}
    by_words: dict[str, Surveyed] = {}
    by_title: dict[str, list[Surveyed]] = {}
    by_address: dict[str, Surveyed] = {}
    found: dict[str, str] = {}
    for source in best_first:
        if source.apart:
            same = by_document.setdefault(source.apart, source)
            if same is not source:
                found[source.key] = same.key
            continue
        title = fold(source.title)
        kept = _twin(
            source,
            by_words.get(source.fingerprint),
            by_title.get(title, []),
            [by_address.get(address_key(each)) for each in source.addresses],
        )
        if kept is not None:
            found[source.key] = kept.key
            source = kept
        else:
            by_words.setdefault(source.fingerprint, source)
            by_title.setdefault(title, []).append(source)
        for address in source.addresses:
            by_address.setdefault(address_key(address), source)
    return found


def _step(words: int) -> int:
    """Return a number that two texts have in common of which one has a few words more: a caption, a line of the page."""
    return round(log(words + 1) / log(1.2))


def _twin(
    source: Surveyed, same: Surveyed | None, titled: list[Surveyed], there: list[Surveyed | None]
) -> Surveyed | None:
    if (
        same is not None
        and (source.words >= _LONG or fold(same.title) == fold(source.title))
        and _same_day(same, source)
    ):
        return same
    for other in titled:
        if likeness(other.sketch, source.sketch) >= _SAME_TITLE and _same_day(other, source):
            return other
    return next(
        (other for other in there if other is not None and likeness(other.sketch, source.sketch) >= _SAME_ADDRESS), None
    )


def _same_day(one: Surveyed, other: Surveyed) -> bool:
    """A notice of each week has the same words, and another date."""
    return not one.date or not other.date or one.date[:10] == other.date[:10]


def all_addresses(sources: Mapping[str, Surveyed], duplicates: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for the key of each source that stays its addresses, and those of its duplicates."""
    found: dict[str, dict[str, None]] = {}
    # The article's own first, then in the order of the sources: a run that was ended comes to the same.
    for key, source in sorted(sources.items(), key=lambda each: (each[0] in duplicates, each[0])):
        found.setdefault(duplicates.get(key, key), {}).update(dict.fromkeys(source.addresses))
    return {key: tuple(addresses) for key, addresses in found.items()}
