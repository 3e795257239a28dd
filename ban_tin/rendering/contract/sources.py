"""The theme's templates as syntax trees, each parsed once; what is wrong with one by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, TemplateSyntaxError, nodes

from ban_tin.findings import Findings
from ban_tin.rendering.contract.named import add_named
from ban_tin.rendering.contract.syntax import describe_syntax


@dataclass(frozen=True, eq=False)
class Source:
    """A template: its name for Jinja, its ``path`` as findings show it, its syntax tree."""

    name: str
    path: str
    tree: nodes.Template

    @cached_property
    def asked(self) -> frozenset[str]:
        """The expressions that the template asks about before it reads them: ``x is defined``."""
        return asked(self.tree)

    @cached_property
    def replaced(self) -> frozenset[nodes.Node]:
        """The expressions that are replaced where they are missing: ``x|default(y)``."""
        filters = (each for each in self.tree.find_all(nodes.Filter) if each.name in ("default", "d"))
        return frozenset(each.node for each in filters if each.node is not None)

    @cached_property
    def blocks(self) -> dict[str, nodes.Block]:
        """Its blocks by name."""
        return {each.name: each for each in self.tree.find_all(nodes.Block)}

    @cached_property
    def parents(self) -> list[nodes.Expr]:
        """What it extends; more than one when it depends."""
        return [each.template for each in self.tree.find_all(nodes.Extends)]


class Sources:
    """The templates that ``environment`` loads; ``shown`` turns the path of a file into what findings say.

    A template that is itself wrong is reported to ``findings`` once, and is ``None`` from then on.
    """

    def __init__(self, environment: Environment, shown: Callable[[str], str], findings: Findings) -> None:
        self.environment = environment
        self._shown = shown
        self._findings = findings
        self._parsed: dict[str, Source | None] = {}

    def get(self, name: str) -> Source | None:
        """Return the template called ``name``. Raises ``jinja2.TemplateNotFound``."""
        if name not in self._parsed:
            self._parsed[name] = self._parse(name)
        return self._parsed[name]

    @cached_property
    def names(self) -> list[str]:
        """The names of all files that a template can be made of."""
        return [name for name in self.environment.list_templates() if name.endswith((".html", ".xml", ".txt"))]

    def _parse(self, name: str) -> Source | None:
        loader = self.environment.loader
        if loader is None:
            raise TemplateNotFound(name)
        try:
            text, filename, _ = loader.get_source(self.environment, name)
        except UnicodeDecodeError:
            self._findings.add("encoding", self._shown(self._unreadable(name)))
            return None
        path = self._shown(filename or name)
        try:
            tree = self.environment.parse(text, name, filename)
            source = Source(name, path, tree)
            if not self._report_filters(source):
                # The parser doesn't see everything, a block that stands twice for example.
                self.environment.compile(tree, name, filename, raw=True)
        except TemplateSyntaxError as error:
            kind, values = describe_syntax(error)
            self._findings.add(kind, path, error.lineno, **values)
            return None
        return source

    def _unreadable(self, name: str) -> str:
        loader = self.environment.loader
        folders = loader.searchpath if isinstance(loader, FileSystemLoader) else []
        return next((str(Path(each, name)) for each in folders if Path(each, name).is_file()), name)

    def _report_filters(self, source: Source) -> bool:
        """Report filters and tests that there aren't; Jinja itself says so of some only while it renders."""
        unknown = list(self._unknown_filters(source.tree))
        for kind, name, line, known in unknown:
            add_named(self._findings, kind, source.path, line, name, known, name=name)
        return bool(unknown)

    def _unknown_filters(self, tree: nodes.Template) -> Iterator[tuple[str, str, int, list[str]]]:
        # `{% if "markdown" is filter %}` asks before it uses one.
        asked = {
            each.node.value
            for each in tree.find_all(nodes.Test)
            if each.name in ("filter", "test") and isinstance(each.node, nodes.Const)
        }
        for used in tree.find_all((nodes.Filter, nodes.Test)):
            is_filter = isinstance(used, nodes.Filter)
            known = [*(self.environment.filters if is_filter else self.environment.tests)]
            if used.name not in known and used.name not in asked:
                yield "theme-filter" if is_filter else "theme-test", used.name, used.lineno, known


def asked(tree: nodes.Node) -> frozenset[str]:
    """Return the expressions that are held against ``is defined`` anywhere in ``tree``."""
    tests = (each for each in tree.find_all(nodes.Test) if each.name in ("defined", "undefined"))
    return frozenset(dotted(each.node) for each in tests)


def dotted(node: nodes.Node) -> str:
    """Return an expression as it is written, its arguments left out: ``page.article.title``."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{dotted(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        if not isinstance(node.arg, nodes.Const):
            return f"{dotted(node.node)}[…]"
        return (
            f"{dotted(node.node)}{f'.{node.arg.value}' if isinstance(node.arg.value, str) else f'[{node.arg.value}]'}"
        )
    if isinstance(node, nodes.Call):
        return f"{dotted(node.node)}(…)"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"({dotted(node.node)}|{node.name})"
    return "(…)"
