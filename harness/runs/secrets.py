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
_OPTION = re.compile(r"--?(?!no-)([A-Za-z][\w.-]*)")
_ASSIGNED = re.compile(r"-{0,2}([A-Za-z][\w.-]*)(?:=|:\s*)(.+)", re.DOTALL)
"""A whole argument with a value, be it an option, a variable of `env` (`API_KEY=mine`) or a header of `curl`."""
_HEADER = re.compile(r"(?:-H|--[\w-]+=)\s*([A-Za-z][\w.-]*):\s*(.+)", re.DOTALL)
"""The same with a header behind its option: `--header=Authorization: Bearer mine`."""
_VALUE = r"""("[^"]*"|'[^']*'|[^\s"';]+)"""
_GIVEN = re.compile(
    rf"(?<![\w-]){_OPTION.pattern}(?:=|\s+(?!-)){_VALUE}"
    rf"|(?<![\w.?&-])([A-Za-z][\w.-]*)={_VALUE}"
    r"""|["']([A-Za-z][\w.-]*):\s*([^"']+)"""
    r"""|"([A-Za-z][\w.-]*)"\s*:\s*("[^"]*"|[^\s,}]+)"""
)
"""What is given by its name within an argument, as in what `sh -c` is to do: `--token=mine` and `--token mine`,
`TOKEN=mine`, a header in quotation marks, `{"token": "mine"}`."""
_SCRIPT = re.compile(r"-[a-z]*c")
"""The option of a shell before what it is to do: that is no single variable, whatever it begins with."""
_SCHEME = re.compile(r"(?i:basic|bearer|token)\s+")
"""What stands before the secret in a header, and need not in what a program says of it."""


_SHORT = re.compile(r"[0-9]{1,7}")


class _Place(NamedTuple):
    """Where a secret stands: in which argument, and there from which code point to which."""

    argument: int
    start: int
    end: int


def without_secrets(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options with `(secret)` for words and numbers under `api_key`, `token`, `password` and the like.

    That is so at any depth, and for all that a mapping or a list of such a name holds; in a list that may be a command
    line also for what follows such a name (`--token mine`, `--api-key=mine`, `API_KEY=mine`, `Authorization: mine`),
    within what a shell is to do, too: only the secret, as the rest of it decides what is found.
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
    words = [arguments[one.argument][one.start : one.end].strip("\"'") for one in _in_arguments(arguments)]
    given = [_SCHEME.sub("", word, count=1) if _SCHEME.match(word) else word for word in words]
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
    before = ""
    for index, word in enumerate(words):
        if not isinstance(word, str):
            before = ""
            continue
        option = _OPTION.fullmatch(before)
        if option and _NAMES.search(option[1]) and not word.startswith("-"):
            found = [(option[1], 0, len(word))]
        else:
            shapes = (_HEADER,) if _SCRIPT.fullmatch(before) else (_ASSIGNED, _HEADER)
            whole = (one for shape in shapes if (one := shape.fullmatch(word)) and _NAMES.search(one[1]))
            found = [(one[1], *one.span(2)) for one in whole] or list(_within(word))
        for name, start, end in found:
            given = word[start:end]
            if _is_secret(name, int(given) if _SHORT.fullmatch(given) else given):
                yield _Place(index, start, end)
        before = word


def _within(word: str) -> Iterator[tuple[str, int, int]]:
    """Yield the names that may be of secrets, each with the place of what is given by it."""
    at = 0
    while one := _GIVEN.search(word, at):
        value = one.lastindex or 0
        found = _NAMES.search(one[value - 1])
        if found:
            yield (one[value - 1], *one.span(value))
        at = one.end(value if found else value - 1)  # what is no secret itself may hold one: -H 'Cookie: mine'


def _without_address_secrets(value: str) -> str:
    value = _IN_ADDRESS.sub(f"{HIDDEN}@", value)
    return _IN_QUERY.sub(lambda pair: f"{pair[1]}={HIDDEN}" if _NAMES.search(pair[1]) else pair[0], value)
