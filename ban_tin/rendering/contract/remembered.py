"""What ``{% remember a, b %}`` shows has to be made of ``a``, ``b`` and globals: else one page shows what another was made of."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from jinja2 import nodes

from ban_tin.rendering.contract.sources import dotted

if TYPE_CHECKING:
    from ban_tin.rendering.contract.walk import Frame, Macro

_Chain = nodes.Getattr | nodes.Getitem


def remembered_values(node: nodes.CallBlock) -> list[nodes.Expr] | None:
    """Return the values behind ``{% remember … %}``; None when ``node`` is another tag."""
    called = node.call.node
    if isinstance(called, nodes.ExtensionAttribute) and called.name == "_remembered":
        return node.call.args[1:]  # The first one is the place.
    return None


def find_unnamed(
    node: nodes.CallBlock, values: list[nodes.Expr], frame: "Frame", shared: Collection[str]
) -> Iterator[str]:
    """Yield what is read between ``remember`` and ``endremember``, and is neither named there nor one of the ``shared`` globals."""
    named = [dotted(each) for each in values]
    for name, expression in _read_in(node.body, frame.scope, shared, set()):
        is_named = any(expression == each or expression.startswith((f"{each}.", f"{each}[")) for each in named)
        if not is_named:
            yield name if name in named else expression


def _read_in(
    body: list[nodes.Node], scope: Mapping[str, object], shared: Collection[str], followed: set["Macro"]
) -> Iterator[tuple[str, str]]:
    """Yield (name, expression) of what ``body`` reads of its page, in the macros too that it calls."""
    own = {each.name for part in body for each in part.find_all(nodes.Name) if each.ctx in {"store", "param"}}
    for part in body:
        for name, expression in _chains(part):
            found = scope.get(name)
            if name in own or name in shared:
                continue
            if name == "caller" or (name in scope and not hasattr(found, "needed")):
                yield name, expression
            elif hasattr(found, "needed") and found not in followed:
                macro: Macro = found  # type: ignore[assignment]  # the only class with that attribute
                followed.add(macro)
                parameters = {each.name for each in macro.node.args} | {"caller"}
                yield from _read_in(macro.node.body, macro.frame.scope, {*shared, *parameters}, followed)


def _chains(node: nodes.Node) -> Iterator[tuple[str, str]]:
    """Yield the name and the whole of each expression such as ``page.article.title``."""
    if isinstance(node, nodes.Name):
        if node.ctx == "load":
            yield node.name, node.name
        return
    if isinstance(node, _Chain):
        root: nodes.Node = node
        while isinstance(root, _Chain):
            if isinstance(root, nodes.Getitem):
                yield from _chains(root.arg)
            root = root.node
        if isinstance(root, nodes.Name):
            yield root.name, dotted(node)
        else:
            yield from _chains(root)
        return
    for child in node.iter_child_nodes():
        yield from _chains(child)
