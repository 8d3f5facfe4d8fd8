"""The slot kinds of a schema: those that are built in, and the classes that it names, loaded if that is allowed.

A schema comes from whoever wrote the gold. So what may be loaded is never said there, but by whoever runs the harness
(`allow`), under the rules of `harness.targets`; all that needs no comparison works without loading anything.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from harness.errors import ConfigError
from harness.gold.problems import closest
from harness.kinds.asked import Asked
from harness.schema import PLAIN, OwnKind, Schema
from harness.targets import Kind, make

HOME = "harness.kinds"
KIND = Kind("slot kind", home=HOME, method="compare", taught="docs/kinds.md", failure=ConfigError)

BUILT_IN = {
    "money": f"{HOME}.money.MoneyKind",
    "duration": f"{HOME}.duration.DurationKind",
    "url": f"{HOME}.url.UrlKind",
    "text": f"{HOME}.text.TextKind",
}
"""Kinds that need no entry in `kinds`; one there, under the same name or another, gives them options."""


def load_kind(name: str, kind: OwnKind, allow: Sequence[str] = ()) -> OwnKind:
    """The kind with its class to ask. Raises ConfigError where that may not be loaded, cannot be, or has changed."""
    try:
        made = make({"_target_": kind.target, **kind.options}, KIND, allow)
    except ConfigError as error:
        raise ConfigError(f"slot kind '{name}': {error}") from error
    code = _code(type(made))
    if kind.code and code != kind.code:
        raise ConfigError(
            f"slot kind '{name}': the module of {kind.target} is not the one that this gold was scored with: "
            "run it again"
        )
    return kind.loaded(Asked(name, made), code)


def given_kind(name: str, kind: object) -> OwnKind:
    """An object that compares as a kind; of its attributes those of plain values stand for its options."""
    its = type(kind)
    held = sorted(getattr(kind, "__dict__", {}).items())
    plain = {key: value for key, value in held if isinstance(value, str | int | float)}
    return OwnKind(f"{its.__module__}.{its.__qualname__}", plain).loaded(Asked(name, kind), _code(its))


def kinds_digest(schema: Schema) -> str:
    """Eight hex digits for the schema's own kinds: their classes, options and code."""
    said = [(name, one.target, one.options, one.code) for name, one in sorted(schema.kinds.items())]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]


def with_kinds(schema: Schema, allow: Sequence[str] = ()) -> Schema:
    """The schema with the classes of its own kinds to ask; `allow` names the packages that may hold them.

    Raises ConfigError where one may not be loaded, cannot be, or has changed since the gold was scored.
    """
    if all(kind.asked is not None for kind in schema.kinds.values()):
        return schema
    kinds = {name: load_kind(name, kind, allow) if kind.asked is None else kind for name, kind in schema.kinds.items()}
    return replace(schema, kinds=kinds)


def known_kinds(schema: Schema) -> tuple[str, ...]:
    """The names of all kinds that slots of the schema may have."""
    return tuple(dict.fromkeys((*PLAIN, *BUILT_IN, *schema.kinds)))


def asked_kind(schema: Schema, name: str) -> Asked | None:
    """Whom to ask about a kind; None for one that matching compares by itself, or whose class was not loaded.

    Raises ConfigError where there is no such kind.
    """
    if name in schema.kinds:
        asked: Asked | None = schema.kinds[name].asked
        return asked
    if name in PLAIN:
        return None
    if name in BUILT_IN:
        return _built_in(name)
    raise ConfigError(f"there is no slot kind {name!r}{closest(name, known_kinds(schema))}")


def comparing_kind(schema: Schema, name: str) -> Asked | None:
    """Whom to ask about a kind, as above. Raises ConfigError where its class was not loaded, too: it must compare."""
    asked = asked_kind(schema, name)
    if asked is None and name in schema.kinds:
        package = schema.kinds[name].target.partition(".")[0]
        raise ConfigError(
            f"slot kind '{name}' is compared by {schema.kinds[name].target}, which was not loaded: if you trust that "
            f"package to be run, allow it with allow=[{package}]"
        )
    return asked


@cache
def _built_in(name: str) -> Asked:
    return Asked(name, make({"_target_": BUILT_IN[name]}, KIND))


def _code(made_by: type[object]) -> str:
    """The SHA-256 of the module of a user's own class; that of ours goes by the harness's version."""
    file = getattr(sys.modules.get(made_by.__module__), "__file__", None)
    if file is None or made_by.__module__.startswith("harness."):
        return ""
    return sha256(Path(file).read_bytes()).hexdigest()
