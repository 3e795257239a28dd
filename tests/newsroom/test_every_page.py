"""Which plugins and settings make a build fall back to Pelican's own way."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from blinker import ANY, Signal
from pelican.plugins import signals

from ban_tin.planning.make import planning
from plugins.newsroom.every_page import Reason, who_needs_every_page
from tests.builders import ROOT


def pelican(theme: Path = ROOT / "theme", plugins: tuple[str, ...] = (), **settings: Any) -> Any:
    nothing: dict[str, Any] = {
        "STATIC_PATHS": [],
        "TEMPLATE_PAGES": {},
        "DIRECT_TEMPLATES": [],
        "OUTPUT_SOURCES": False,
    }
    return SimpleNamespace(settings=nothing | {"THEME": str(theme), "PLUGINS": list(plugins)} | settings)


def receiver(module: str) -> Callable[..., None]:
    """Return a function of the module ``module``."""
    made = ModuleType(module)
    exec("def receive(*args, **kwargs): pass", made.__dict__)
    function: Callable[..., None] = made.__dict__["receive"]
    return function


Follow = Callable[[Signal, Callable[..., None]], None]


@pytest.fixture
def follow() -> Iterator[Follow]:
    """Connect receivers to signals until the test is over; nobody else follows one."""
    every = [signal for signal in vars(signals).values() if isinstance(signal, Signal)]
    before = [(signal, each) for signal in every for each in list(signal.receivers_for(ANY))]
    for signal, each in before:
        signal.disconnect(each)
    connected: list[tuple[Signal, Callable[..., None]]] = []

    def connect(signal: Signal, function: Callable[..., None]) -> None:
        signal.connect(function)
        connected.append((signal, function))

    yield connect
    for signal, function in connected:
        signal.disconnect(function)
    for signal, function in before:
        signal.connect(function)


def names(reason: Reason | None) -> str:
    assert reason is not None
    return reason.values["names"]


def test_where_nobody_asks_only_the_change_is_built(follow: Follow) -> None:
    assert who_needs_every_page(pelican()) is None


def test_our_own_plugins_ask_for_nothing(follow: Follow) -> None:
    for signal in (signals.readers_init, signals.article_generator_init, signals.all_generators_finalized):
        for module in ("plugins.newsroom", "plugins.newsroom.part"):
            follow(signal, receiver(module))
    assert who_needs_every_page(pelican()) is None


@pytest.mark.parametrize(
    "signal", ["content_object_init", "article_generator_finalized", "article_generator_write_article", "finalized",
               "content_written", "get_generators", "readers_init", "get_writer"],
)  # fmt: skip
def test_a_plugin_that_follows_articles_or_their_writing_gets_every_page(follow: Follow, signal: str) -> None:
    follow(getattr(signals, signal), receiver("pelican.plugins.neighbors.neighbors"))
    assert names(who_needs_every_page(pelican())) == "pelican.plugins.neighbors.neighbors"


def test_plugins_are_named_as_the_settings_name_them_each_once(follow: Follow) -> None:
    for signal in (signals.content_object_init, signals.finalized):
        follow(signal, receiver("pelican.plugins.seo.seo"))
        follow(signal, receiver("neighbors.inner"))
    found = who_needs_every_page(pelican(plugins=("pelican.plugins.seo", "neighbors", "plugins.newsroom")))
    assert names(found) == "neighbors, pelican.plugins.seo"


def test_a_receiver_is_known_however_it_is_made(follow: Follow) -> None:
    class Receiver:
        def receive(self, sender: Any) -> None: ...

        def __call__(self, sender: Any) -> None: ...

    follow(signals.content_object_init, held := Receiver().receive)
    assert names(who_needs_every_page(pelican())) == __name__
    signals.content_object_init.disconnect(held)
    assert who_needs_every_page(pelican()) is None
    follow(signals.content_object_init, called := Receiver())
    assert names(who_needs_every_page(pelican())) == __name__
    signals.content_object_init.disconnect(called)
    follow(signals.content_object_init, partial(receiver("theirs"), 1))
    assert names(who_needs_every_page(pelican())) == "theirs"


def test_a_plugin_whose_name_only_begins_like_ours_is_somebody_elses(follow: Follow) -> None:
    follow(signals.finalized, receiver("plugins.newsroom_and_more"))
    assert names(who_needs_every_page(pelican())) == "plugins.newsroom_and_more"


@pytest.mark.parametrize("signal", [planning, signals.initialized])
def test_a_plugin_that_follows_the_plan_or_the_beginning_gets_what_it_needs_anyway(
    follow: Follow, signal: Signal
) -> None:
    follow(signal, receiver("theirs"))
    assert who_needs_every_page(pelican()) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STATIC_PATHS", ["tep"]),
        ("TEMPLATE_PAGES", {"a.html": "b.html"}),
        ("DIRECT_TEMPLATES", ["index"]),
        ("OUTPUT_SOURCES", True),
    ],
)
def test_settings_that_ask_pelicans_generators_for_files_get_them(follow: Follow, name: str, value: object) -> None:
    assert names(who_needs_every_page(pelican(**{name: value}))) == name


def test_a_theme_that_declares_no_view_models_gets_every_page(follow: Follow, tmp_path: Path) -> None:
    reason = who_needs_every_page(pelican(theme=tmp_path / "theirs"))
    assert reason is not None
    assert reason.values["name"] == "theirs"


def test_a_reason_is_one_clear_line(follow: Follow, tmp_path: Path) -> None:
    follow(signals.finalized, receiver("theirs"))
    for reason in (who_needs_every_page(pelican()), who_needs_every_page(pelican(theme=tmp_path))):
        assert reason is not None
        assert "\n" not in reason.message.format(**reason.values)
