"""What is known of a value in a template: a type hint, as ``typing`` has them; ``Any`` where nothing is known.

A plain function is a ``Function``, so that its arguments are known too.
"""

import dataclasses
import inspect
import types
import typing
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Union

from jinja2.runtime import LoopContext
from markupsafe import Markup

Hint = Any
#: Types whose every attribute stands in their class. Of others nothing is said.
PLAIN = (str, int, float, bool, bytes, datetime, date, Markup, Path)
LISTS = (tuple, list)


@dataclasses.dataclass(frozen=True, slots=True)
class Function:
    """A function or, with ``bound``, a method: its first parameter is filled already."""

    function: types.FunctionType
    bound: bool

    @property
    def signature(self) -> inspect.Signature:
        """What it takes, without ``self``."""
        signature = inspect.signature(self.function)
        return signature.replace(parameters=list(signature.parameters.values())[self.bound :])

    @property
    def result(self) -> Hint:
        return _hints(self.function).get("return", Any)


def hint_of(value: object) -> Hint:
    """Return what is known of a value that every template sees."""
    if isinstance(value, types.FunctionType) and not hasattr(value, "jinja_pass_arg"):
        return Function(value, bound=False)
    return type(value) if isinstance(value, PLAIN) else Any


def without_none(hint: Hint) -> Hint:
    """Return ``X`` of ``X | None``, ``Any`` of any other union and of ``None`` alone."""
    if hint is types.NoneType:
        return Any
    if _origin(hint) in (Union, types.UnionType):
        rest = [each for each in typing.get_args(hint) if each is not types.NoneType]
        return rest[0] if len(rest) == 1 else Any
    return hint


def either(one: Hint, other: Hint) -> Hint:
    """Return what is known of a value that is the one or the other; a ``None`` says nothing against the other."""
    if one is types.NoneType or one == other:
        return other
    if other is types.NoneType:
        return one
    if without_none(one) == without_none(other):
        return without_none(one)
    names, others = unpacked(one), unpacked(other)
    if names and others and len(names) == len(others):
        return tuple_of(map(either, names, others))
    return Any


def list_of(hint: Hint) -> Hint:
    """Return the type of a list with such entries."""
    return types.GenericAlias(list, (hint,))


def tuple_of(hints: typing.Iterable[Hint]) -> Hint:
    """Return the type of a tuple that holds one value of each."""
    return types.GenericAlias(tuple, tuple(hints))


def is_list(hint: Hint) -> bool:
    """Return whether the value is a list or a tuple."""
    return (_origin(hint) or hint) in LISTS


def element(hint: Hint) -> Hint:
    """Return what a list or a tuple of any length holds, ``Any`` of everything else."""
    arguments = typing.get_args(without_none(hint))
    if _origin(without_none(hint)) is list:
        return arguments[0]
    return arguments[0] if is_list(without_none(hint)) and arguments[-1:] == (Ellipsis,) else Any


def unpacked(hint: Hint) -> tuple[Hint, ...] | None:
    """Return what a tuple of a fixed length holds, ``None`` of everything else."""
    arguments = typing.get_args(hint)
    return arguments if _origin(hint) is tuple and Ellipsis not in arguments else None


def member(owner: Hint, name: str) -> Hint:
    """Return what is known of ``owner.name``. Raises ``AttributeError`` when it surely has no such name."""
    owner = without_none(owner)
    kind: Any = _origin(owner) or owner
    if not _is_closed(kind) or (kind is LoopContext and name == "depth0"):
        return Any
    fields = _fields(kind)
    if name in fields:
        return fields[name]
    getattr(kind, name)
    value = inspect.getattr_static(kind, name)
    if isinstance(value, property) and value.fget is not None:
        return _hints(value.fget).get("return", Any)
    return Function(value, bound=True) if isinstance(value, types.FunctionType) else Any


def members(owner: Hint) -> Sequence[str]:
    """Return the names that ``owner`` has, those of a view model in the order of its fields."""
    owner = without_none(owner)
    kind: Any = _origin(owner) or owner
    fields = list(_fields(kind))
    return [*fields, *(name for name in dir(kind) if not name.startswith("_") and name not in fields)]


def is_plain(hint: Hint) -> bool:
    """Return whether the value is a text, a number or a date."""
    return without_none(hint) in PLAIN


def _is_closed(kind: Hint) -> bool:
    if not isinstance(kind, type) or hasattr(kind, "__getattr__"):
        return False
    return dataclasses.is_dataclass(kind) or kind in (*PLAIN, *LISTS, LoopContext)


def _origin(hint: Hint) -> Hint:
    return typing.get_origin(hint)


def _fields(kind: Any) -> dict[str, Hint]:
    declared: bool = dataclasses.is_dataclass(kind)
    return _hints(kind) if declared else {}


@cache
def _hints(declared: Any) -> dict[str, Hint]:
    try:
        return typing.get_type_hints(declared)
    except (NameError, TypeError):
        return {}  # Written for type checkers only.
