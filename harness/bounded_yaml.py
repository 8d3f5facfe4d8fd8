"""YAML as ruamel reads it, but for what is nested without end: it would try each of a stranger's brackets as a key.

Until a `:` comes or cannot come any more, each bracket that is open may be a key, and is looked at again with every
character: thousands of them take minutes. What is nested deeper than anybody writes is an error at once, at its place.
"""

from typing import Literal, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.scanner import RoundTripScanner, Scanner, ScannerError
from ruamel.yaml.tokens import Token

_Kind = TypeVar("_Kind", bound=Token)


class NestedError(ScannerError):
    """Lists and mappings stand in each other beyond what was asked for; it may be YAML all the same."""


class _Bounded(Scanner):
    deepest: int

    def fetch_flow_collection_start(self, TokenClass: type[_Kind], to_push: str) -> None:
        self._check_depth()
        super().fetch_flow_collection_start(TokenClass, to_push)

    def add_indent(self, column: int) -> bool:
        self._check_depth()
        return bool(super().add_indent(column))

    def _check_depth(self) -> None:
        if self.flow_level + len(self.indents) >= self.deepest:
            raise NestedError(None, None, f"nested more than {self.deepest} deep", self.reader.get_mark())


class _BoundedRoundTrip(_Bounded, RoundTripScanner):
    pass


def bounded_yaml(kind: Literal["safe", "rt"], deepest: int = 100) -> YAML:
    """A reader of this kind (`rt` remembers places and styles). It raises NestedError beyond `deepest` levels."""
    reader = YAML(typ=kind, pure=True)
    scanner = _BoundedRoundTrip if kind == "rt" else _Bounded
    reader.Scanner = type(scanner.__name__, (scanner,), {"deepest": deepest})
    reader.composer.warn_double_anchors = False  # a stranger's anchors are no matter for warnings: YAML allows them
    return reader
