"""The colours can be read in every mode, and the style sheets keep to what old browsers know.

Contrast is computed as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ban_tin.findings import Findings
from ban_tin.photos.focus import focus_css
from ban_tin.rendering.assets import css_source, look_css, section_css
from ban_tin.rendering.layers import one_layer
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from ban_tin.site.look import USES, Look, passes
from tests.theme.fixtures import ROOT, SITE, THEME

CSS = THEME / "css"
SHEETS = sorted(CSS.rglob("*.css"))
DARK, HIGH = ':root[data-scheme="dark"]', ':root[data-contrast="high"][data-contrast="high"]'
#: The blocks of tokens.css that make up each mode; the later ones win.
MODES = {"light": (":root",), "dark": (":root", DARK), "high contrast": (":root", HIGH)}


@dataclass(frozen=True)
class Rule:
    """A rule of a style sheet; ``around`` are the selectors and at-rules that it stands in."""

    selector: str
    around: tuple[str, ...]
    declarations: dict[str, str]


def rules(css: str) -> Iterator[Rule]:
    """Yield the rules of ``css``, inner ones before those around them. Raises ``ValueError`` for odd braces."""
    open_blocks: list[tuple[str, str]] = []
    text = ""
    for character in re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL):
        if character == "{":
            before, _, selector = text.rpartition(";")
            if open_blocks:
                open_blocks[-1] = (open_blocks[-1][0], open_blocks[-1][1] + before + ";")
            open_blocks.append((" ".join(selector.split()), ""))
            text = ""
        elif character == "}":
            if not open_blocks:
                raise ValueError("a } without its {")
            selector, declared = open_blocks.pop()
            pairs = (each.split(":", 1) for each in (declared + text).split(";") if ":" in each)
            yield Rule(
                selector, tuple(each for each, _ in open_blocks), {key.strip(): value.strip() for key, value in pairs}
            )
            text = ""
        else:
            text += character
    if open_blocks:
        raise ValueError(f"{open_blocks[-1][0]} is not closed")


def tokens(mode: str) -> dict[str, str]:
    found: dict[str, str] = {}
    every = list(rules((CSS / "tokens.css").read_text(encoding="utf-8")))
    for selector in MODES[mode]:
        found |= next(rule.declarations for rule in every if rule.selector == selector and not rule.around)
    return found


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = (int(full[position : position + 2], 16) / 255 for position in (0, 2, 4))
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def site() -> SiteFacts:
    facts = load_facts(ROOT / "content" / "site.toml", "content/site.toml", Findings())
    assert facts is not None
    return facts


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#ffffff", 21), ("#777777", "#fff", 4.48), ("#0a4a85", "#0a4a85", 1), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_what_other_calculators_say(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["--paper", "--raised"])
@pytest.mark.parametrize(
    ("token", "least"),
    [
        ("--ink", 7), ("--link", 7), ("--soft", 4.5), ("--visited", 4.5), ("--brand", 4.5),
        ("--strong-rule", 3), ("--focus", 3),
    ],
)  # fmt: skip
def test_a_colour_stands_out_from_its_ground(mode: str, ground: str, token: str, least: float) -> None:
    values = tokens(mode)
    assert contrast(values[token], values[ground]) >= least


@pytest.mark.parametrize("ground", ["--paper", "--raised"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_colour_of_a_section_stands_out_from_its_ground(mode: str, ground: str, site: SiteFacts) -> None:
    paper = tokens(mode)[ground]
    colours = {each.name: each.colour if mode == "light" else each.colour_dark for each in site.categories}
    assert {name: colour for name, colour in colours.items() if contrast(colour, paper) < 3} == {}


@pytest.mark.parametrize(("mode", "suffix"), [("light", ""), ("dark", "_dark")])
def test_an_offices_colours_are_checked_against_the_grounds_of_the_theme(mode: str, suffix: str) -> None:
    """The theme's own colours pass as an office's have to; and what stands on a ground stands on it there, too."""
    values = tokens(mode)
    for name in ("brand", "accent"):
        use = USES[f"{name}{suffix}"]
        assert passes(f"{name}{suffix}", values[use.token])
        assert {each.colour for each in use.grounds} <= {values["--paper"], values["--raised"]}
    assert {each.colour for each in USES[f"brand{suffix}"].grounds} == {values["--paper"], values["--raised"]}
    assert [each.colour for each in USES[f"accent{suffix}"].grounds] == [values["--paper"]]


def test_the_accent_is_a_rule_on_the_page_and_nothing_else() -> None:
    """Whoever sets text in it, or puts it on another ground, has to say so in ``ban_tin/site/look.py``."""
    used = [rule.selector for rule in rules(whole_css()) for value in rule.declarations.values() if "--gold" in value]
    assert used == [".sections"]


@pytest.mark.parametrize("selector", [DARK, HIGH, ":root:root:root"])
def test_an_offices_colours_give_way_where_the_theme_has_a_mode_for_them(selector: str) -> None:
    look = Look("#111111", "#222222", "#333333", "#444444")
    css = whole_css() + look_css(look)
    weighed = sorted(
        (
            (weight(rule.selector), place, rule)
            for place, rule in enumerate(rules(css))
            if "--brand" in rule.declarations
        ),
        key=lambda each: each[:2],
    )
    shown = [
        rule
        for _, _, rule in weighed
        if rule.selector in {":root", selector} and rule.around in {(), ("@media print",)}
    ]
    expected = {DARK: "#222222", HIGH: "#ff0", ":root:root:root": "#000"}
    assert shown[-1].declarations["--brand"] == expected[selector]


def weight(selector: str) -> int:
    """Return how many classes, attributes and pseudo-classes a selector of tokens has."""
    return selector.count("[") + selector.count(":root")


def test_the_dark_scheme_is_the_same_by_choice_and_by_the_system() -> None:
    every = list(rules((CSS / "tokens.css").read_text(encoding="utf-8")))
    chosen = next(rule.declarations for rule in every if rule.selector == DARK)
    (system,) = [rule for rule in every if rule.around == ("@media (prefers-color-scheme: dark)",)]
    assert system.selector == ':root:not([data-scheme="light"])'
    assert system.declarations == chosen


def test_high_contrast_is_the_same_by_choice_and_by_the_system() -> None:
    every = list(rules((CSS / "tokens.css").read_text(encoding="utf-8")))
    chosen = next(rule.declarations for rule in every if rule.selector == HIGH)
    (system,) = [rule for rule in every if rule.around == ("@media (prefers-contrast: more)",)]
    # With a script, js/head.js says so, and the reader can choose against it.
    assert system.selector == ":root:root:not(.js)"
    assert system.declarations == chosen


@pytest.mark.parametrize("mode", ["dark", "high contrast"])
def test_a_mode_gives_every_colour_a_value_of_its_own(mode: str) -> None:
    light = tokens("light")
    colours = {name for name, value in light.items() if re.fullmatch(r"#[0-9a-f]{3,6}", value)}
    own = next(
        rule.declarations for rule in rules((CSS / "tokens.css").read_text()) if rule.selector == MODES[mode][-1]
    )
    assert colours - set(own) == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"@layer", "Chromium before 99 drops whole layers"),
        (r":has\(", "known from 2023 on only"),
        (r"color-mix\(", "known from 2023 on only"),
        (r"@media[^{]*(width|height)", "it would not follow the size of the text: @container does"),
        (r"https?:|url\(\s*['\"]?//", "the site asks no other host"),
        (r"url\(\s*['\"]?data:", "the Content Security Policy allows no data: images"),
        (r"!ie|expression\(", "no hacks"),
    ],
)
def test_a_style_sheet_uses_nothing_that_readers_browsers_may_not_know(sheet: Path, pattern: str, reason: str) -> None:
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.search(pattern, css) is None, reason


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_nests_rules_in_at_rules_only(sheet: Path) -> None:
    nested = [
        rule for rule in rules(sheet.read_text(encoding="utf-8")) if any(not a.startswith("@") for a in rule.around)
    ]
    assert nested == []


def test_the_reader_of_rules_sees_nesting_and_odd_braces() -> None:
    (inner, outer) = rules(".a { color: red; & .b { color: blue } margin: 0 }")
    assert (inner.around, inner.selector) == ((".a",), "& .b")
    assert outer.declarations == {"color": "red", "margin": "0"}
    for broken in (".a { color: red", ".a { } }"):
        with pytest.raises(ValueError, match=r"closed|without"):
            list(rules(broken))


def whole_css() -> str:
    theme = one_layer(THEME)
    made = [section_css(SITE.categories), focus_css(), ":root { --site: '' }"]
    return "\n".join(
        [
            css_source(theme),
            css_source(theme, "print"),
            theme.text("css/statistics.css"),
            theme.text("css/lists.css"),
            theme.text("css/lightbox.css"),
            theme.text("css/search.css"),
            theme.text("css/indexes.css"),
            *made,
        ]
    )


def test_every_custom_property_that_is_used_is_defined_and_the_other_way_round() -> None:
    defined = {name for rule in rules(whole_css()) for name in rule.declarations if name.startswith("--")}
    used = set(re.findall(r"var\(\s*(--[\w-]+)", whole_css()))
    assert used - defined == set()
    assert defined - used == set()


def test_every_style_sheet_is_imported_once() -> None:
    imported = re.findall(r'@import "([^"]+)"', (CSS / "main.css").read_text(encoding="utf-8"))
    imported += re.findall(r'@import "([^"]+)"', (CSS / "overview.css").read_text(encoding="utf-8"))
    there = {sheet.relative_to(CSS).as_posix() for sheet in SHEETS}
    assert sorted(imported) == sorted(
        there
        - {
            *("main.css", "overview.css", "statistics.css", "lists.css", "lightbox.css", "readers.css"),
            *("search.css", "indexes.css"),
        }
    )


def test_colours_are_named_in_the_tokens_and_nowhere_else() -> None:
    """Print is the exception: paper is white and ink is black whatever the screen shows."""
    elsewhere = [sheet for sheet in SHEETS if sheet.name not in {"tokens.css", "print.css"}]
    stray = {
        sheet.name: found
        for sheet in elsewhere
        # The masks that fade a row's end are shapes, not colours.
        if (found := re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"mask-image:[^;]*", "", sheet.read_text())))
    }
    assert stray == {}


def classes_of_markup() -> set[str]:
    """Return every class that templates, macros, plugins and scripts write."""
    sources = [*THEME.rglob("*.html"), *(THEME / "js").rglob("*.js"), *(ROOT / "ban_tin").rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    return set(re.findall(r"[a-z][\w-]*", text))


def test_every_class_in_the_style_sheets_is_written_by_some_markup() -> None:
    styled = {name for rule in rules(whole_css()) for name in re.findall(r"\.([a-z][\w-]*)", rule.selector)}
    made = {f"section-{each.slug}" for each in SITE.categories}
    made |= {f"teaser--{variant}" for variant in ("lead", "top", "card", "row", "headline", "latest")}
    made |= {f"contents__item--{level}" for level in (2, 3)} | {"terms--category"}
    made |= {f"focus-{axis}{tenth}" for axis in "xy" for tenth in range(11)}
    made |= {f"message--{tone}" for tone in ("note", "warning")}
    # Of the Markdown extensions, and of alignment in tables (ban_tin/articles/body/tables.py).
    made |= {"footnote", "align-right", "align-center"}
    assert styled - made - classes_of_markup() == set()
