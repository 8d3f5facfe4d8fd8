"""Options without what must not be told: a run says how it was made, and runs are committed, sent and logged."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

HIDDEN = "(secret)"
_SURELY_SECRET = 8
"""Characters from which on a word cannot stand in a text by chance."""
_MAY_BE_A_KEY = 10_000_000
"""From here on a number is longer than those that say which or how many."""
_NAMES = re.compile(
    r"(?:^|[_.-]|(?<=[a-z0-9])(?=[A-Z]))"  # the last: accessToken
    r"(?i:api[_-]?keys?|secrets?|passwords?|passwd|pwd|pass|passphrase|credentials?|auth|authorization|bearer|cookies?|"
    r"(?P<or_number>key|token))$"
)
_WORKING_FOLDER = "PWD"  # of the shell, whose name looks like a password's
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s]*@")
_IN_QUERY = re.compile(r"(?<=[?&])([^=&#\s]+)=[^&#\s]+")
_OPTION = re.compile(r"--?([A-Za-z][\w.-]*)")
_ASSIGNED = re.compile(r"([A-Za-z][\w.-]*)(?:=|:\s*)(.+)", re.DOTALL)
"""A whole argument that is a variable of `env` or a header of `curl`: `API_KEY=mine`, `Authorization: Bearer mine`."""
_GIVEN = re.compile(_OPTION.pattern + r"""(?:=|\s+(?!-))("[^"]*"|'[^']*'|\S+)""")
"""An option with its value in one argument: `--token=mine`, and in what `sh -c` is to do, also `--token mine`."""


_SHORT = re.compile(r"[0-9]{1,7}")


class _Place(NamedTuple):
    """Where a secret stands: in which argument, and there from which code point to which."""

    argument: int
    start: int
    end: int


def without_secrets(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options with `(secret)` for words and numbers under `api_key`, `token`, `password` and the like.

    That is so at any depth, and for all that a mapping or a list of such a name holds; in a list that may be a command
    line also for what follows such a name (`--token mine`, `--api-key=mine`, `API_KEY=mine`, `Authorization: mine`).
    Likewise in addresses for the user and password (`https://me:mine@host`), and for such names in the query
    (`?api_key=mine`). Null, true and false stay as they are, and so do numbers below 10,000,000 under `key` and
    `token`: these say which or how many, and decide what is found.
    """
    hidden: dict[str, Any] = _hidden(options)
    return hidden


def secret_words(variables: Mapping[str, str], arguments: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what stands in variables, and after arguments, called `API_KEY`, `TOKEN` and the like.

    Words of fewer than 8 characters are no secret: they may stand anywhere.
    """
    named = [value for name, value in variables.items() if _NAMES.search(name) and name != _WORKING_FOLDER]
    given = [arguments[one.argument][one.start : one.end].strip("\"'") for one in _in_arguments(arguments)]
    found = {value for value in (*named, *given) if len(value) >= _SURELY_SECRET}
    return tuple(sorted(found, key=len, reverse=True))


def without_words(text: str, words: Iterable[str]) -> str:
    """Return the text with `(secret)` for each of these words."""
    for word in words:
        text = text.replace(word, HIDDEN)
    return text


def _hidden(value: Any, secret: bool = False) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, Mapping):
        return {name: _hidden(one, secret or _is_secret(str(name), one)) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(one, secret) for one in _without_argument_secrets(value)]
    if secret and value and not isinstance(value, bool):
        return HIDDEN
    return _without_address_secrets(value) if isinstance(value, str) else value


def _is_secret(name: str, value: object) -> bool:
    """Tell whether a value under this name is one: what is in a mapping or a list of that name is, whatever it is."""
    found = _NAMES.search(name)
    if found is None or found["or_number"] is None:
        return found is not None
    return not (isinstance(value, int | float) and abs(value) < _MAY_BE_A_KEY)


def _without_argument_secrets(words: Sequence[Any]) -> list[Any]:
    told = list(words)
    for place in sorted(_in_arguments(words), reverse=True):  # the last first: those before it keep their places
        word = told[place.argument]
        told[place.argument] = f"{word[: place.start]}{HIDDEN}{word[place.end :]}"
    return told


def _in_arguments(words: Sequence[Any]) -> Iterator[_Place]:
    """Yield where, in what may be the arguments of a program, secrets stand behind their names."""
    option: re.Match[str] | None = None  # the argument before, if it is an option without a value
    for index, word in enumerate(words):
        if not isinstance(word, str):
            option = None
            continue
        if option and _NAMES.search(option[1]) and not word.startswith("-"):
            found = [(option[1], 0, len(word))]
        elif assigned := _ASSIGNED.fullmatch(word):
            found = [(assigned[1], *assigned.span(2))]
        else:
            found = [(one[1], *one.span(2)) for one in _GIVEN.finditer(word)]
        for name, start, end in found:
            given = word[start:end]
            if _is_secret(name, int(given) if _SHORT.fullmatch(given) else given):
                yield _Place(index, start, end)
        option = _OPTION.fullmatch(word)


def _without_address_secrets(value: str) -> str:
    value = _IN_ADDRESS.sub(f"{HIDDEN}@", value)
    return _IN_QUERY.sub(lambda pair: f"{pair[1]}={HIDDEN}" if _NAMES.search(pair[1]) else pair[0], value)
