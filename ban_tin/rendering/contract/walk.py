"""The walk through a template as Jinja renders it, with the type of each value instead of the value.

It follows what a template extends, includes and imports, into every macro that is called, with the types of what the
macro is given. What is not simply known stays ``Any``, of which nothing is wrong: nothing right is ever reported.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.runtime import LoopContext
from markupsafe import Markup

from ban_tin.findings import Finding, Findings
from ban_tin.rendering.contract.hints import (
    Function,
    Hint,
    either,
    element,
    hint_of,
    is_list,
    is_plain,
    list_of,
    member,
    members,
    tuple_of,
    unpacked,
    without_none,
)
from ban_tin.rendering.contract.named import add_named
from ban_tin.rendering.contract.remembered import find_unnamed, remembered_values
from ban_tin.rendering.contract.sources import Source, Sources, asked, dotted

Scope = dict[str, Hint]
#: Filters after which the entries of a list are what they were.
SAME_ENTRIES = {"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"}
ONE_ENTRY = {"first", "last", "max", "min", "random"}
#: Filters that name a field of the entries, and whether they do so by their first argument.
NAME_A_FIELD = {
    "groupby": True, "map": False, "max": False, "min": False, "rejectattr": True, "selectattr": True,
    "sort": False, "sum": True, "unique": False,
}  # fmt: skip
#: Names that Jinja itself gives to blocks and macros.
SPECIAL = {"caller", "kwargs", "self", "super", "varargs"}
#: Names that need no listing: of Jinja and of gettext.
JINJAS_OWN = {*DEFAULT_NAMESPACE, "_", "gettext", "ngettext", "npgettext", "pgettext"}


@dataclass(eq=False, repr=False)
class Macro:
    """A macro, or what stands between ``call`` and ``endcall``, with the names that are known where it is written."""

    name: str
    node: nodes.Macro | nodes.CallBlock
    frame: "Frame"

    @cached_property
    def read(self) -> frozenset[str]:
        """The names that it reads; ``caller`` where it shows what stands between ``call`` and ``endcall``."""
        return frozenset(each.name for part in self.node.body for each in _names(part) if each.ctx == "load")

    @cached_property
    def needed(self) -> frozenset[str]:
        """The names that it reads without asking first whether they are there."""
        replaced = self.frame.source.replaced
        names = (each for part in self.node.body for each in _names(part) if each.ctx == "load")
        return frozenset(each.name for each in names if each not in replaced) - asked(self.node)

    @property
    def usage(self) -> str:
        """How it is called."""
        parameters = [each.name for each in self.node.args]
        plain = len(parameters) - len(self.node.defaults)
        call = f"{self.name}({', '.join([*parameters[:plain], *(f'{name}=…' for name in parameters[plain:])])})"
        return f"{{% call {call} %}}…{{% endcall %}}" if "caller" in self.read else f"{{{{ {call} }}}}"


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Library:
    """What ``{% import %}`` gives a name to."""

    name: str
    exported: Scope


Placed = tuple[nodes.Block, Source]


@dataclass(eq=False, repr=False, slots=True)
class Frame:
    """Where the walk is: the file, the names known there, and what it takes to show a block.

    ``top`` are the names of the page's top level, which are all that a block sees. ``blocks`` are the block's versions,
    the one that is shown first; ``parents`` are those that ``super()`` shows. ``hidden``: below ``extends``, where only
    names are set. ``is_open``: other names than ``scope`` may be known, as the parent isn't.
    """

    #: The file.
    source: Source
    #: The names that are known here.
    scope: Scope
    #: The names of the page's top level, which are all that a block sees.
    top: Scope
    #: The versions of each block, the one that is shown first.
    blocks: Mapping[str, Sequence[Placed]] = field(default_factory=dict)
    #: The versions that ``super()`` shows.
    parents: Sequence[Placed] = ()
    #: Below ``extends``, where only names are set.
    hidden: bool = False
    #: Other names than ``scope`` may be known, as the parent isn't.
    is_open: bool = False

    def inner(self) -> "Frame":
        """Return the frame of a part whose own names end with it."""
        return replace(self, scope=dict(self.scope))


class Walk:
    """Collects the places where templates read what isn't there, each of them once."""

    def __init__(self, environment: Environment, global_types: Mapping[str, type], shown: Callable[[str], str]) -> None:
        self._findings = Findings()
        self._places: set[tuple[str, int, str, str]] = set()
        self._sources = Sources(environment, shown, self._findings)
        self._globals: Scope = {name: hint_of(value) for name, value in environment.globals.items()} | dict(
            global_types
        )
        self._libraries: dict[Source, Library] = {}
        self._active: list[object] = []
        self._walked: dict[tuple[object, ...], object] = {}

    def page(self, name: str, view_model: type) -> None:
        """Follow the page made of the template called ``name``. Raises ``jinja2.TemplateNotFound``."""
        source = self._sources.get(name)
        if source is not None:
            self._page = source
            self._template(source, {**self._globals, "page": view_model}, {})

    def syntax(self) -> None:
        """Read the templates that may be pages of their own, whether one has a view model or not."""
        for name in self._sources.names:
            if "/" not in name:
                self._sources.get(name)

    @property
    def found(self) -> list[Finding]:
        """All that was found, by file and line."""
        return self._findings.sorted()

    # Templates

    def _template(self, source: Source, scope: Scope, filled: Mapping[str, Sequence[Placed]]) -> Scope:
        """Follow a template whose blocks in ``filled`` its children fill; return its scope at the end."""
        blocks: dict[str, Sequence[Placed]] = {**filled}
        for name, block in source.blocks.items():
            blocks[name] = [*filled.get(name, ()), (block, source)]
        frame = Frame(source, scope, scope, blocks, is_open=any(_constants(each) is None for each in source.parents))
        self._active.append(source)
        for node in source.tree.body:
            frame.hidden = frame.hidden or isinstance(node, nodes.Extends)
            self._node(node, frame)
        if frame.is_open:
            for versions in blocks.values():
                self._show(versions, scope, frame)
        for parent in source.parents:
            for name in _constants(parent) or ():
                followed = self._load([name], parent.lineno, frame)
                if followed is not None and followed not in self._active:
                    self._template(followed, scope if len(source.parents) == 1 else dict(scope), blocks)
        self._active.pop()
        return scope

    def _load(self, names: Sequence[str], line: int, frame: Frame, required: bool = True) -> Source | None:
        """Return the first of the templates that there is; report that there is none of them."""
        for name in names:
            try:
                return self._sources.get(self._sources.environment.join_path(name, frame.source.name))
            except TemplateNotFound:
                continue
        if required:
            self._report("theme-file", frame, line, names[0], self._sources.names, file=names[0])
        return None

    def _library(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> Library | None:
        """Return what an imported template exports; ``None`` where that isn't known."""
        names = _constants(node.template)
        source = self._load(names, node.lineno, frame) if names and len(names) == 1 else None
        if source is None or source in self._active or source.parents:
            return None
        if not node.with_context and source in self._libraries:
            return self._libraries[source]
        after = self._template(source, self._seen_from(node, frame), {})
        made = {name for name in _top_level_names(source.tree.body) if not name.startswith("_")}
        library = Library(source.name, {name: hint for name, hint in after.items() if name in made})
        if not node.with_context:
            self._libraries[source] = library
        return library

    def _seen_from(self, node: nodes.Import | nodes.FromImport | nodes.Include, frame: Frame) -> Scope:
        """Return the names that a file sees which is imported or included like this."""
        return {**self._globals, **(frame.scope if node.with_context else {})}

    def _show(self, versions: Sequence[Placed], scope: Scope, frame: Frame) -> None:
        """Follow the first version of a block, which may show the others by ``super()``."""
        (block, source), *parents = versions
        self._nodes(block.body, replace(frame, source=source, scope=dict(scope), parents=parents, hidden=False))

    # Statements

    def _nodes(self, found: Iterable[nodes.Node], frame: Frame) -> None:
        for node in found:
            self._node(node, frame)

    def _node(self, node: nodes.Node, frame: Frame) -> None:
        visit = getattr(self, f"_on_{type(node).__name__.lower()}", None)
        if visit is not None:
            visit(node, frame)
        elif isinstance(node, nodes.Expr):
            self._hint(node, frame)
        else:
            self._nodes(node.iter_child_nodes(), frame.inner())

    def _on_output(self, node: nodes.Output, frame: Frame) -> None:
        if not frame.hidden:
            for each in node.nodes:
                self._hint(each, frame)

    def _on_extends(self, node: nodes.Extends, frame: Frame) -> None:
        if _constants(node.template) is None:
            self._hint(node.template, frame)

    def _on_block(self, node: nodes.Block, frame: Frame) -> None:
        if frame.hidden:
            return
        versions = frame.blocks.get(node.name) or [(node, frame.source)]
        if versions[0][0].required:
            place = replace(frame, source=self._page)
            self._report("theme-block", place, 0, node.name, block=node.name, file=frame.source.path)
        # Whether a block sees the names around it is said where it stands, not where it is filled.
        self._show(versions, frame.scope if node.scoped else frame.top, frame)

    def _on_macro(self, node: nodes.Macro, frame: Frame) -> None:
        frame.scope[node.name] = Macro(node.name, node, frame)

    def _on_fromimport(self, node: nodes.FromImport, frame: Frame) -> None:
        library = self._library(node, frame)
        for each in node.names:
            name, alias = each if isinstance(each, tuple) else (each, each)
            frame.scope[alias] = Any if library is None else self._exported(library, name, node.lineno, frame)

    def _on_import(self, node: nodes.Import, frame: Frame) -> None:
        library = self._library(node, frame)
        frame.scope[node.target] = Any if library is None else library

    def _on_include(self, node: nodes.Include, frame: Frame) -> None:
        names = _constants(node.template)
        if names is None:
            self._hint(node.template, frame)
            return
        source = self._load(names, node.lineno, frame, required=not node.ignore_missing)
        if source is not None and source not in self._active and not frame.hidden:
            self._template(source, self._seen_from(node, frame), {})

    def _on_assign(self, node: nodes.Assign, frame: Frame) -> None:
        self._bind(node.target, self._hint(node.node, frame), frame.scope, frame)

    def _on_assignblock(self, node: nodes.AssignBlock, frame: Frame) -> None:
        self._nodes(node.body, replace(frame.inner(), hidden=False))
        filtered = Markup if node.filter is None else self._hint(node.filter, frame)
        self._bind(node.target, filtered, frame.scope, frame)

    def _on_with(self, node: nodes.With, frame: Frame) -> None:
        inside = frame.inner()
        for target, value in zip(node.targets, node.values, strict=True):
            self._bind(target, self._hint(value, frame), inside.scope, frame)
        self._nodes(node.body, inside)

    def _on_if(self, node: nodes.If, frame: Frame) -> None:
        self._hint(node.test, frame)
        before = dict(frame.scope)
        ends: list[Scope] = []
        for branch in (node.body, node.elif_, node.else_):
            # In place: a macro that is defined in a branch keeps the scope it stands in.
            self._nodes(branch, frame)
            ends.append(dict(frame.scope))
            frame.scope.clear()
            frame.scope.update(before)
        for end in ends:
            for name, hint in end.items():
                frame.scope[name] = either(frame.scope.get(name, hint), hint)

    def _on_for(self, node: nodes.For, frame: Frame) -> None:
        entry = element(self._hint(node.iter, frame))
        inside = frame.inner()
        # Deeper down, a recursive loop may go over something else.
        self._bind(node.target, Any if node.recursive else entry, inside.scope, frame)
        if node.test is not None:
            self._hint(node.test, inside)
        inside.scope["loop"] = LoopContext
        self._nodes(node.body, inside)
        self._nodes(node.else_, frame.inner())

    def _on_callblock(self, node: nodes.CallBlock, frame: Frame) -> None:
        if frame.hidden:
            return
        values = remembered_values(node)
        for name in find_unnamed(node, values, frame, {*self._globals, *JINJAS_OWN}) if values is not None else ():
            self._report("theme-remember", frame, node.lineno, name, name=name)
        caller = Macro("caller", node, frame)
        called = self._hint(node.call.node, frame)
        if isinstance(called, Macro):
            self._call_macro(called, node.call, frame, caller)
        else:
            self._hint(node.call, frame)
            self._enter(caller, {each.name: Any for each in node.args})

    def _bind(self, target: nodes.Node, hint: Hint, scope: Scope, frame: Frame) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = hint
        elif isinstance(target, nodes.Tuple):
            parts = unpacked(hint)
            if parts is not None and len(parts) != len(target.items):
                self._report(
                    "theme-unpack", frame, target.lineno, "", names=str(len(target.items)), values=str(len(parts))
                )
                parts = None
            for each, part in zip(target.items, parts or [Any] * len(target.items), strict=True):
                self._bind(each, part, scope, frame)

    # Expressions

    def _hint(self, node: nodes.Node, frame: Frame) -> Hint:
        """Return what is known of an expression; report what it reads and isn't there."""
        visit = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if visit is not None:
            return visit(node, frame)
        for child in node.iter_child_nodes():
            self._hint(child, frame)
        return Any

    def _of_name(self, node: nodes.Name, frame: Frame) -> Hint:
        name = node.name
        if name not in frame.scope and not (name in SPECIAL or frame.is_open or self._may_be_missing(node, frame)):
            self._report("theme-name", frame, node.lineno, name, self._own_names(frame), name=name)
        return frame.scope.get(name, Any)

    def _of_const(self, node: nodes.Const, frame: Frame) -> Hint:
        return type(node.value)

    def _of_tuple(self, node: nodes.Tuple, frame: Frame) -> Hint:
        return tuple_of([self._hint(each, frame) for each in node.items])

    def _of_list(self, node: nodes.List, frame: Frame) -> Hint:
        first, *others = [self._hint(each, frame) for each in node.items] or [Any]
        for each in others:
            first = either(first, each)
        return list_of(first)

    def _of_or(self, node: nodes.Or, frame: Frame) -> Hint:
        return either(self._hint(node.left, frame), self._hint(node.right, frame))

    def _of_condexpr(self, node: nodes.CondExpr, frame: Frame) -> Hint:
        self._hint(node.test, frame)
        first = self._hint(node.expr1, frame)
        return first if node.expr2 is None else either(first, self._hint(node.expr2, frame))

    def _of_getattr(self, node: nodes.Getattr, frame: Frame) -> Hint:
        return self._member(self._hint(node.node, frame), node.attr, node, frame)

    def _of_getitem(self, node: nodes.Getitem, frame: Frame) -> Hint:
        owner = self._hint(node.node, frame)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(owner, node.arg.value, node, frame)
        self._hint(node.arg, frame)
        if isinstance(node.arg, nodes.Slice):
            return owner if element(owner) is not Any else Any
        parts = unpacked(without_none(owner))
        if parts is not None and isinstance(node.arg, nodes.Const) and node.arg.value in range(len(parts)):
            return parts[node.arg.value]
        return element(owner)

    def _of_call(self, node: nodes.Call, frame: Frame) -> Hint:
        if isinstance(node.node, nodes.Name) and node.node.name == "super" and frame.parents:
            self._show(frame.parents, frame.top, frame)
        called = self._hint(node.node, frame)
        if isinstance(called, Macro):
            return self._call_macro(called, node, frame, None)
        self._arguments(node, frame)
        if isinstance(called, Function):
            return self._call_function(called, node, frame)
        return Any

    def _of_filter(self, node: nodes.Filter, frame: Frame) -> Hint:
        value = Any if node.node is None else self._hint(node.node, frame)
        self._arguments(node, frame)
        entry = element(value)
        if node.name in NAME_A_FIELD:
            self._check_named_field(entry, node, frame)
        if node.name in SAME_ENTRIES:
            return list_of(entry)
        if node.name in ONE_ENTRY:
            return entry
        if node.name in ("default", "d") and node.args:
            return either(value, self._hint(node.args[0], frame))
        return Any

    def _check_named_field(self, entry: Hint, node: nodes.Filter, frame: Frame) -> None:
        named = [each.value for each in node.kwargs if each.key == "attribute"]
        written = (named or (node.args[:1] if NAME_A_FIELD[node.name] else []))[:1]
        if any(each.key == "default" for each in node.kwargs) or not written or not isinstance(written[0], nodes.Const):
            return
        for path in str(written[0].value).split(","):
            owner = entry
            for name in path.split("."):
                part = nodes.Getattr(nodes.Name("…", "load"), name, "load", lineno=node.lineno)
                owner = Any if name.isdecimal() else self._member(owner, name, part, frame)

    def _member(self, owner: Hint, name: str, node: nodes.Getattr | nodes.Getitem, frame: Frame) -> Hint:
        if isinstance(owner, Library):
            return self._exported(owner, name, node.lineno, frame)
        try:
            return member(owner, name)
        except AttributeError:
            if not self._may_be_missing(node, frame):
                self._report_member(owner, name, node, frame)
            return Any

    def _may_be_missing(self, node: nodes.Expr, frame: Frame) -> bool:
        return node in frame.source.replaced or dotted(node) in frame.source.asked

    def _exported(self, library: Library, name: str, line: int, frame: Frame) -> Hint:
        if name not in library.exported and name not in frame.source.asked:
            self._report("theme-macro", frame, line, name, library.exported, name=name, file=library.name)
        return library.exported.get(name, Any)

    def _report_member(self, owner: Hint, name: str, node: nodes.Getattr | nodes.Getitem, frame: Frame) -> None:
        expression, line = dotted(node), node.lineno
        entry = element(owner)
        if is_list(without_none(owner)):
            example = f"{{% for item in {expression.rpartition('.')[0]} %}}{{{{ item.{name} }}}}{{% endfor %}}"
            if entry is Any or name not in members(entry):
                example = example.replace(f"{{{{ item.{name} }}}}", "…")
            self._report("theme-list", frame, line, name, expression=expression, example=example)
        elif is_plain(owner):
            self._report("theme-plain", frame, line, name, expression=expression, name=name)
        else:
            known = members(owner)
            of = getattr(without_none(owner), "__name__", "").rpartition(".")[2]
            self._report("theme-field", frame, line, name, known, expression=expression, name=name, of=of)

    # Calls

    def _arguments(self, node: nodes.Call | nodes.Filter, frame: Frame) -> tuple[list[Hint], dict[str, Hint]]:
        for each in (node.dyn_args, node.dyn_kwargs):
            if each is not None:
                self._hint(each, frame)
        return (
            [self._hint(each, frame) for each in node.args],
            {str(each.key): self._hint(each.value, frame) for each in _keywords(node)},
        )

    def _call_function(self, called: Function, node: nodes.Call, frame: Frame) -> Hint:
        if node.dyn_args is None and node.dyn_kwargs is None:
            try:
                called.signature.bind(*node.args, **{each.key: each.value for each in node.kwargs})
            except TypeError:
                name = dotted(node.node)
                parameters = ", ".join(called.signature.parameters)
                usage = f"{{{{ {name}({parameters}) }}}}"
                self._report("theme-call", frame, node.lineno, name, name=name, usage=usage)
        return called.result

    def _call_macro(self, macro: Macro, node: nodes.Call, frame: Frame, caller: Macro | None) -> Hint:
        given, named = self._arguments(node, frame)
        if caller is not None:
            named["caller"] = caller
        parameters = [each.name for each in macro.node.args]
        values: Scope = dict(zip(parameters, given, strict=False))
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            values = {name: values.get(name, Any) for name in parameters} | named
        else:
            self._check_arguments(macro, parameters, given, named, node, frame)
            values = named | values
        self._enter(macro, values)
        return Markup

    def _check_arguments(
        self,
        macro: Macro,
        parameters: list[str],
        given: list[Hint],
        named: dict[str, Hint],
        node: nodes.Call,
        frame: Frame,
    ) -> None:
        read = macro.read
        usage = macro.usage
        if len(given) > len(parameters) and "varargs" not in read:
            numbers = {"most": str(len(parameters)), "given": str(len(given))}
            self._report("theme-arguments", frame, node.lineno, macro.name, macro=macro.name, usage=usage, **numbers)
        required = parameters[: len(parameters) - len(macro.node.defaults)]
        wanted = [name for name in required if name in macro.needed]
        if "caller" in macro.needed and isinstance(macro.node, nodes.Macro):
            wanted.append("caller")
        for name in named:
            known = {*parameters, *({"caller"} & read)}
            twice = name in parameters[: len(given)]
            if "kwargs" not in read and (name not in known or twice):
                self._report("theme-argument", frame, node.lineno, name, macro=macro.name, name=name, usage=usage)
        for name in wanted:
            if name not in named and name not in parameters[: len(given)]:
                self._report("theme-needed", frame, node.lineno, name, macro=macro.name, name=name, usage=usage)

    def _enter(self, macro: Macro, values: Scope) -> None:
        """Follow a macro, once for all calls with values of the same types."""
        parameters = [each.name for each in macro.node.args]
        if macro.node in self._active:
            # One that calls itself may do so with ever new types.
            values = dict.fromkeys(values, Any)
        key = (macro.node, id(macro.frame.scope), tuple(sorted((name, repr(hint)) for name, hint in values.items())))
        if key in self._walked:
            return
        self._walked[key] = macro, values  # Kept alive: the key has their ids.
        outer = macro.frame
        inside = replace(outer, scope=dict(outer.scope), hidden=False, parents=())
        first_default = len(parameters) - len(macro.node.defaults)
        for position, name in enumerate(parameters):
            if name not in values and position >= first_default:
                inside.scope[name] = self._hint(macro.node.defaults[position - first_default], inside)
            else:
                inside.scope[name] = values.get(name, Any)
        if "caller" in values:
            inside.scope["caller"] = values["caller"]
        self._active.append(macro.node)
        self._nodes(macro.node.body, inside)
        self._active.pop()

    # Findings

    def _own_names(self, frame: Frame) -> list[str]:
        return [name for name in frame.scope if name not in JINJAS_OWN]

    def _report(
        self, kind: str, frame: Frame, line: int, name: str, known: Iterable[str] = (), /, **values: str
    ) -> None:
        """Add a finding about ``name``, once for each place."""
        place = (frame.source.path, line, kind, name)
        if place not in self._places:
            self._places.add(place)
            add_named(self._findings, kind, frame.source.path, line, name, known, **values)


def _keywords(node: nodes.Call | nodes.Filter) -> list[nodes.Keyword]:
    return [each for each in node.kwargs if isinstance(each, nodes.Keyword)]


def _constants(node: nodes.Expr) -> list[str] | None:
    """Return the names of templates that an expression can give, ``None`` where that isn't known."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
        one, other = _constants(node.expr1), _constants(node.expr2)
        return None if one is None or other is None else [*one, *other]
    if isinstance(node, (nodes.List, nodes.Tuple)):
        each = [_constants(item) for item in node.items]
        return None if None in each else [name for names in each for name in names or ()]
    return None


def _names(node: nodes.Node) -> Iterable[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


def _top_level_names(body: Iterable[nodes.Node]) -> Iterable[str]:
    """Yield what a template exports: its macros and what it sets, not what it imports itself."""
    for node in body:
        if isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, (nodes.Assign, nodes.AssignBlock)):
            yield from (each.name for each in _names(node.target) if each.ctx == "store")
        elif isinstance(node, nodes.If):
            yield from _top_level_names([*node.body, *node.elif_, *node.else_])
