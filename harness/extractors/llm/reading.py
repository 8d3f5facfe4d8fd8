"""The text of an answer as the JSON that was asked for, or what is wrong with it. Pure."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from harness.extractors.llm.shorthand import written_out

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

SHOWN = 10
"""Mistakes named at once."""
_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCED = re.compile(r"^[ \t]*```[\w-]*[ \t]*\n(.*?)^[ \t]*```", re.DOTALL | re.MULTILINE)


def read_answer(text: str, validator: "Validator") -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """Return the JSON object in `text` if it is one of the schema, and what is wrong with it otherwise.

    Models that are not held to JSON think aloud, put it into a ``` fence, or write words around it: all that is passed
    over. So is null, which says no more than leaving a key out; bare numbers and dates are written out. What is wrong
    is a line each, at most SHOWN.
    """
    complaint = "there is no JSON object in it"
    for part in _parts(text):
        try:
            data = _without_null(json.loads(part, parse_constant=_no_number, object_pairs_hook=_no_key_twice))
        except (ValueError, RecursionError) as error:
            if part.lstrip().startswith("{"):
                complaint = f"this is no JSON: {error or 'too deep'}"
            continue
        if isinstance(data, dict):
            data = written_out(data, validator.schema)
            wrong = tuple(_complaints(validator, data))
            return (None, wrong) if wrong else (data, ())
    return None, (complaint,)


def _parts(text: str) -> Iterator[str]:
    """Yield what might be the object: all of it, what stands in a fence, what stands between the outermost braces."""
    text = _THOUGHT.sub("", text).strip()
    yield text
    yield from (found[1] for found in _FENCED.finditer(text))
    start, end = text.find("{"), text.rfind("}")
    if 0 <= start < end:
        yield text[start : end + 1]


def _complaints(validator: "Validator", data: dict[str, Any]) -> Iterator[str]:
    try:
        for number, error in enumerate(validator.iter_errors(data)):
            if number == SHOWN:
                yield "and more"
                return
            where = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in error.absolute_path)
            message = error.message if len(error.message) <= 200 else f"{error.message[:100]} ... {error.message[-97:]}"
            yield f"{where.lstrip('.') or 'the object'}: {message}"
    except RecursionError:
        yield "this is nested too deep"


def _without_null(value: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, dict):
        return {key: _without_null(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_without_null(one) for one in value if one is not None]
    return value


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON number")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A dict of the pairs. Raises ValueError for a key that is there twice: `dict` would lose what the first holds."""
    made = dict(pairs)
    if len(made) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key {twice!r} is there twice")
    return made
