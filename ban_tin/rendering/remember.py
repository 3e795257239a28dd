"""``{% remember … %}``: a part of a template that is made once for the same values, and then set in again.

The same footer stands on every page, and the same teaser of an article on a dozen of them.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

#: As many parts are remembered; the oldest make room.
_PARTS = 16_384


class RememberExtension(Extension):
    """``{% remember a, b %}…{% endremember %}``: what stands inside may depend on ``a``, ``b`` and the globals, and on nothing else.

    Frozen values are told apart by being the same object.
    """

    tags = {"remember"}  # noqa: RUF012 - as Jinja declares it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        # In order, as taking the oldest out of it is one step: a preview renders in several threads.
        self._parts: OrderedDict[tuple[object, ...], tuple[Markup, tuple[object, ...]]] = OrderedDict()

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the tag at the parser's place as a call of ``_remembered``."""
        line = next(parser.stream).lineno
        values: list[nodes.Expr] = []
        while parser.stream.current.type != "block_end":
            if values:
                parser.stream.expect("comma")
            values.append(parser.parse_expression())
        body = parser.parse_statements(("name:endremember",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}:{parser.free_identifier().name}")
        call = self.call_method("_remembered", [place, *values])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _remembered(self, place: str, *values: object, caller: Callable[[], Markup]) -> Markup:
        # With its class: 1 is equal to True, and a text to its markup.
        key = (place, *[(value.__class__, value) if value.__class__ in _PLAIN else id(value) for value in values])
        known = self._parts.get(key)
        if known is None:
            if len(self._parts) >= _PARTS:
                self._parts.popitem(last=False)
            # The values are kept with it: so their ids stay theirs.
            known = self._parts[key] = (caller(), values)
        return known[0]


_PLAIN: set[Any] = {str, Markup, int, bool, type(None)}
