"""What a value of a config had to be, in plain words: pydantic speaks to programmers, and of classes of its own."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_LIST, _MAPPING, _TEXT = "a list, as in [a, b]", "a mapping, as in {{a: b}}", "a text"
_WHOLE, _NUMBER, _TRUTH = "a whole number", "a number", "true or false"
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("list_type", "tuple_type", "sequence_str"), _LIST),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type", "dataclass_type"), _MAPPING),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _TRUTH),
    "string_type": _TEXT,
    "path_type": "a path",
    "named_tuple_type": "two whole numbers, as in [0, 5]",  # the one that we read is Span
    "too_long": "a list of {max_length} at most",
    "literal_error": "{expected}",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
}
"""What a value must be, by the type of pydantic's error; in braces what its context says."""


class Misfit(NamedTuple):
    """What is wrong at a place of a config: the keys and indices that lead there, and pydantic's errors about it.

    There are several errors where a value might have been one thing or another, and is neither.
    """

    place: tuple[str | int, ...]
    errors: tuple["ErrorDetails", ...]

    @property
    def kind(self) -> str:
        """Pydantic's name for the first error: `missing`, `extra_forbidden`, ..."""
        return self.errors[0]["type"]

    @property
    def key(self) -> str:
        """The place as it is written in a config: `slots.who`, `argv[0]`."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.place)
        return "".join(parts).removeprefix(".")

    @property
    def asked(self) -> str:
        """What the value must be: `must be a text or a mapping, as in {a: b}`; else pydantic's own words."""
        words = [_KINDS[one["type"]].format(**_context(one)) for one in self.errors if one["type"] in _KINDS]
        if words:
            unquoted = words == [_TEXT] and isinstance(self.errors[0]["input"], bool | int | float)
            return f"must be {' or '.join(dict.fromkeys(words))}{' (put it in quotes)' if unquoted else ''}"
        said = self.errors[0]["msg"]
        return f"{said[:1].lower()}{said[1:]}"


def misfits(errors: Sequence["ErrorDetails"], given: object) -> list[Misfit]:
    """The errors of a validation of `given` by place, in their order, each place once.

    In a value that might have been one thing or another, an error inside tells more than one about the whole of it.
    """
    places: dict[tuple[str | int, ...], list[ErrorDetails]] = {}
    for error in errors:
        places.setdefault(_place(error, given), []).append(error)
    return [
        Misfit(place, tuple(some))
        for place, some in places.items()
        if not any(other[: len(place)] == place != other for other in places)
    ]


def _context(error: "ErrorDetails") -> dict[str, Any]:
    """What an error says of a limit: 1.0 as 1; a limit need be no number."""
    return {name: f"{one:g}" if isinstance(one, float) else one for name, one in error.get("ctx", {}).items()}


def _place(error: "ErrorDetails", given: object) -> tuple[str | int, ...]:
    """The keys and indices of an error's location that `given` has: it also names alternatives, by their class."""
    place: list[str | int] = []
    value: Any = given
    for part in error["loc"]:
        inside = part in value if isinstance(value, Mapping) else _is_index(part, value)
        if inside:
            value = value[part]
            place.append(part)
    if error["type"] == "missing":
        place.append(error["loc"][-1])
    return tuple(place)


def _is_index(part: str | int, value: object) -> bool:
    return isinstance(value, list | tuple) and isinstance(part, int) and part < len(value)
