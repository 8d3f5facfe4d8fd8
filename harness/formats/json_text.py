"""JSON as strangers write it: whatever Python's decoder cannot take is a `json.JSONDecodeError`, with its place.

By itself the decoder raises RecursionError for what is nested too deeply, and ValueError for a number of thousands of
digits; of two values for one key it keeps the last, and what the first one holds would never be scored.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _TwiceError(ValueError):
    """An object has a key twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    whole = dict(pairs)
    if len(whole) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _TwiceError(f"an object in it has the key {twice!r:.80} twice")
    return whole


class _NoNumberError(ValueError):
    """What Python takes for a number and JSON does not: NaN, Infinity."""


def _refused(name: str) -> Any:  # noqa: ANN401 - it returns nothing
    raise _NoNumberError(f"{name} in it is no number of JSON's")


_DECODER = json.JSONDecoder(object_pairs_hook=_once)
_FINITE = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refused)


def parsed(text: str, finite: bool = False) -> Any:  # noqa: ANN401 - any JSON
    """The value of a JSON text; if `finite`, NaN and Infinity are no numbers. Raises json.JSONDecodeError."""
    with _placed(text, 0):
        return (_FINITE if finite else _DECODER).decode(text)


def value_at(text: str, at: int) -> tuple[Any, int]:
    """The value that begins at `at`, and where it ends. Raises json.JSONDecodeError."""
    with _placed(text, at):
        return _DECODER.raw_decode(text, at)


@contextmanager
def _placed(text: str, at: int) -> Iterator[None]:
    try:
        yield
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise json.JSONDecodeError("it is nested too deeply", text, at) from None
    except (_TwiceError, _NoNumberError) as error:
        raise json.JSONDecodeError(str(error), text, at) from None
    except ValueError:
        raise json.JSONDecodeError("a number in it has too many digits", text, at) from None
