"""Options without what must not be told: a run says how it was made, and runs are committed, sent and logged."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

HIDDEN = "(secret)"
_SURELY_SECRET = 8
_NAMES = re.compile(
    r"(?:^|[_.-]|(?<=[a-z0-9])(?=[A-Z]))"  # the last: accessToken
    r"(?i:api_?keys?|key|token|secrets?|passwords?|passwd|pwd|passphrase|credentials?|authorization|bearer)$"
)
_WORKING_FOLDER = "PWD"  # of the shell, whose name looks like a password's
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s]*@")
_IN_QUERY = re.compile(r"(?<=[?&])([^=&#\s]+)=[^&#\s]+")


def without_secrets(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options with `(secret)` for words and numbers under `api_key`, `token`, `password` and the like.

    That is so at any depth, and for all that a mapping or a list of such a name holds. Likewise in addresses for the
    user and password (`https://me:mine@host`), and for such names in the query (`?api_key=mine`). Null, true and false
    stay as they are.
    """
    hidden: dict[str, Any] = _hidden(options)
    return hidden


def secret_words(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Return what stands in variables called `API_KEY`, `TOKEN` and the like; words of fewer than 8 are no secret."""
    named = (value for name, value in variables.items() if _NAMES.search(name) and name != _WORKING_FOLDER)
    found = {value for value in named if len(value) >= _SURELY_SECRET}
    return tuple(sorted(found, key=len, reverse=True))


def without_words(text: str, words: Iterable[str]) -> str:
    """Return the text with `(secret)` for each of these words."""
    for word in words:
        text = text.replace(word, HIDDEN)
    return text


def _hidden(value: Any, secret: bool = False) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, Mapping):
        return {name: _hidden(one, secret or bool(_NAMES.search(str(name)))) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(one, secret) for one in value]
    if secret and value and not isinstance(value, bool):
        return HIDDEN
    return _without_address_secrets(value) if isinstance(value, str) else value


def _without_address_secrets(value: str) -> str:
    value = _IN_ADDRESS.sub(f"{HIDDEN}@", value)
    return _IN_QUERY.sub(lambda pair: f"{pair[1]}={HIDDEN}" if _NAMES.search(pair[1]) else pair[0], value)
