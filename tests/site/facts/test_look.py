"""The office's colours: one that can be read is taken, one that can't is refused with the nearest that can."""

import colorsys
import math
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.findings import Findings
from ban_tin.site.colours import _oklab, contrast, nearest_passing
from ban_tin.site.load import load_facts
from ban_tin.site.look import USES, Look, check_look, complete_look, passes
from tests.builders import ROOT
from tests.theme import test_tokens

REAL = (ROOT / "tests" / "data" / "site.toml").read_text(encoding="utf-8")
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
KEYS = st.sampled_from(sorted(USES))


@given(COLOURS, COLOURS)
def test_contrast_is_what_the_other_measure_says(one: str, other: str) -> None:
    assert contrast(one, other) == pytest.approx(test_tokens.contrast(one, other))


@given(COLOURS, KEYS)
def test_the_colour_that_is_offered_passes_and_one_that_passes_is_never_refused(colour: str, key: str) -> None:
    findings = Findings()
    check_look(Look(**{key: colour}), "content/site.toml", {key: 7}, findings)
    assert bool(findings.found) is not passes(key, colour)
    for finding in findings.found:
        name, _, value = dict(finding.values)["example"].partition(" = ")
        assert name == key
        assert passes(key, value.strip('"'))
        assert finding.line == 7


@given(COLOURS, KEYS)
def test_the_hue_stays(colour: str, key: str) -> None:
    offered = nearest_passing(colour, partial(passes, key))
    (_, a, b), (_, x, y) = _oklab(colour), _oklab(offered)
    turned = math.atan2(b, a) - math.atan2(y, x)
    # What 8 bits a channel can't say is no change of hue.
    assert abs(math.sin(turned)) * min(math.hypot(a, b), math.hypot(x, y)) < 0.008
    assert math.hypot(x, y) <= math.hypot(a, b) + 0.004


@given(COLOURS, KEYS)
def test_no_other_lightness_of_the_colour_is_nearer(colour: str, key: str) -> None:
    """Held against another way to make a colour lighter or darker, in small steps."""
    offered = nearest_passing(colour, partial(passes, key))
    hue, _, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    for step in range(101):
        channels = colorsys.hls_to_rgb(hue, step / 100, saturation)
        other = "#" + "".join(f"{round(each * 255):02x}" for each in channels)
        nearer = math.dist(_oklab(other), _oklab(colour)) < math.dist(_oklab(offered), _oklab(colour)) - 0.02
        assert not (nearer and passes(key, other)), other


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#808080", "#ff0000", "#00ff00", "#0000ff", "#ffff00"])
@pytest.mark.parametrize("key", USES)
def test_every_corner_of_the_cube_has_a_colour_beside_it(colour: str, key: str) -> None:
    assert passes(key, nearest_passing(colour, partial(passes, key)))


def test_what_is_offered_changes_as_little_as_it_can() -> None:
    assert nearest_passing("#808080", partial(passes, "brand")) == "#6e6e6e"
    assert not passes("brand", "#6f6f6f")
    assert nearest_passing("#9e1b1e", partial(passes, "brand")) == "#9e1b1e"


def test_a_dark_colour_follows_from_the_light_one_where_none_is_given() -> None:
    found = complete_look(Look(brand="#00552b", accent="#8a6d1f"))
    assert found.brand_dark != found.brand and passes("brand_dark", found.brand_dark)
    assert found.accent_dark == "#8a6d1f"  # It can be read on the dark ground as it is.
    assert complete_look(Look(brand="#00552b", brand_dark="#7fd1a0")).brand_dark == "#7fd1a0"
    assert complete_look(Look()) == Look()


def loaded(folder: Path, table: str) -> tuple[Look | None, Findings]:
    (folder / "site.toml").write_text(f"{REAL}\n{table}", encoding="utf-8")
    findings = Findings()
    facts = load_facts(folder / "site.toml", "content/site.toml", findings)
    return facts.look if facts else None, findings


def test_site_toml_gives_the_colours(tmp_path: Path) -> None:
    look, findings = loaded(tmp_path, '[look]\nbrand = "#00552B"\naccent = ""\n')
    assert not findings.found
    assert look is not None
    assert (look.brand, look.accent, look.accent_dark) == ("#00552b", "", "")
    assert passes("brand_dark", look.brand_dark)


def test_without_the_table_the_theme_keeps_its_own(tmp_path: Path) -> None:
    assert loaded(tmp_path, "")[0] == Look()


def test_colours_that_cannot_be_read_are_told_with_line_pair_and_ratio(tmp_path: Path) -> None:
    table = '[look]\nbrand = "#ffcc00"\nbrand_dark = "#9e1b1e"\naccent_dark = "#9e1b1e"\n'
    look, findings = loaded(tmp_path, table)
    assert look is None
    first = REAL.count("\n") + 2
    told = [(each.kind, each.line, dict(each.values)) for each in findings.sorted()]
    assert [(kind, line - first) for kind, line, _ in told] == [("look-contrast", each) for each in (1, 2, 3)]
    assert told[0][2] == {
        "key": "look.brand",
        "colour": "#ffcc00",
        "reason": "the ground of bars and notes",
        "ground": "#f5f2eb",
        "ratio": "1.35",
        "least": "4.5",
        "example": 'brand = "#886b00"',
    }
    assert [values["reason"] for _, _, values in told[1:]] == [
        "the ground of bars and notes in the dark",
        "the ground of the page in the dark",
    ]


@pytest.mark.parametrize("value", ["red", "#9e1", "#9e1b1e80"])
def test_what_is_no_colour_is_told_as_such(tmp_path: Path, value: str) -> None:
    look, findings = loaded(tmp_path, f'[look]\nbrand = "{value}"\n')
    assert look is None
    assert [each.kind for each in findings.found] == ["site-value"]
