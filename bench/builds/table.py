"""The measurements as Markdown tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import Any

Measurement = Mapping[str, Any]
#: Timed cases and what they are called.
TIMED = {
    "cold": "cold",
    "nothing": "nothing changed",
    "edit": "one article edited",
    "new": "one new article",
    "preview": "save → page",
}


def tables(measured: Sequence[Measurement], titles: Mapping[str, str]) -> str:
    """Return a table of medians and one of ratios for each size, and the growth of ours where there are several sizes."""
    sizes = sorted({each["articles"] for each in measured})
    parts = [part for size in sizes for part in _of_size(size, [e for e in measured if e["articles"] == size], titles)]
    parts.append(_stolen([each["stolen"] for each in measured if "stolen" in each]))
    if len(sizes) > 1:
        parts.append(_growth(sizes, [each for each in measured if each["generator"] == "ours"]))
    return "\n\n".join(part for part in parts if part)


def _of_size(size: int, measured: Sequence[Measurement], titles: Mapping[str, str]) -> list[str]:
    names = [name for name in titles if any(each["generator"] == name for each in measured)]

    def of(name: str, case: str, key: str) -> list[Any]:
        return [e[key] for e in measured if e["generator"] == name and e["case"] == case and key in e]

    columns: list[tuple[str, Callable[[str], str]]] = [
        (title, lambda name, case=case: _seconds(of(name, case, "wall"))) for case, title in TIMED.items()  # type: ignore[misc]
    ]  # fmt: skip
    for case, title in (("nothing", "nothing changed"), ("edit", "an edit"), ("new", "a new article")):
        columns.append((f"written: {title}", lambda name, case=case: _most(of(name, case, "written"))))  # type: ignore[misc]
    columns += [
        ("files", lambda name: _most(of(name, "cold", "files"))),
        ("of them HTML", lambda name: _most(of(name, "cold", "html"))),
        ("largest process", lambda name: _megabytes(of(name, "memory", "largest"))),
        ("all together", lambda name: _megabytes(of(name, "memory", "together"))),
    ]
    medians = [(titles[name], *(cell(name) for _, cell in columns)) for name in names]
    result = [_markdown((f"{size:,} articles", *(title for title, _ in columns)), medians)]
    if "ours" in names:
        ratios = [
            (
                titles[name],
                *(_ratio(_by_round(measured, "ours", case), _by_round(measured, name, case)) for case in TIMED),
            )
            for name in names
            if name != "ours"
        ]
        if ratios:
            result.append(_markdown((f"{titles['ours']} ÷ …, {size:,} articles", *TIMED.values()), ratios))
    floors = [
        (each["what"], f"{each['wall']:.2f} s") for each in measured if each["case"] == "floor"
    ]  # fmt: skip
    if floors:
        result.append(_markdown((f"Python-Markdown alone, {size:,} articles", "wall"), floors))
    return result


def _stolen(shares: Sequence[float]) -> str:
    if not shares:
        return ""
    return f"Lent to others by the host: {median(shares):.1%} of the processors' time in the middle build, {max(shares):.1%} in the worst."


def _growth(sizes: Sequence[int], ours: Sequence[Measurement]) -> str:
    rows = []
    for case in ("cold", "nothing", "edit", "preview"):
        first = _by_round(ours, "ours", case, sizes[0])
        cells = [_seconds(list(first.values()))]
        for size in sizes[1:]:
            later = _by_round(ours, "ours", case, size)
            cells.append(f"{_seconds(list(later.values()))} ({_ratio(later, first, size / sizes[0])})")
        rows.append((TIMED[case], *cells))
    header = ("time (÷ linear growth)", *(f"{size:,} articles" for size in sizes))
    return _markdown(header, rows)


def _by_round(measured: Iterable[Measurement], name: str, case: str, size: int | None = None) -> dict[int, float]:
    return {
        each["round"]: each["wall"]
        for each in measured
        if each["generator"] == name and each["case"] == case and size in (None, each["articles"])
    }


def _ratio(ours: Mapping[int, float], theirs: Mapping[int, float], by: float = 1) -> str:
    """Return the median of the rounds' own ratios: what slows the machine down slows both."""
    both = [ours[number] / theirs[number] / by for number in ours.keys() & theirs.keys()]
    return f"{median(both):.2f}" if both else ""


def _seconds(walls: Sequence[float]) -> str:
    if not walls:
        return ""
    middle = median(walls)
    return f"{middle * 1000:.0f} ms" if middle < 1 else f"{middle:.2f} s" if middle < 10 else f"{middle:.1f} s"


def _most(counts: Sequence[int]) -> str:
    return f"{max(counts):,}" if counts else ""


def _megabytes(sizes: Sequence[int]) -> str:
    return f"{max(sizes) / 1e6:,.0f} MB" if sizes else ""


def _markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
