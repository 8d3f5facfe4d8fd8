"""Options without what must not be told: a run says how it was made, and runs are committed, sent and logged."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

HIDDEN = "(secret)"
_SURELY_SECRET = 8
_NAMES = re.compile(r"(?:^|[_.-])(?:api_?key|key|token|secret|password|passwd|credentials?)$", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s]*@")


def without_secrets(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options with `(secret)` for the words under `api_key`, `token`, `password` and the like.

    Likewise for the user and password in addresses (`https://me:mine@host`). Numbers and null stay as they are.
    """
    return {name: _hidden(value, bool(_NAMES.search(str(name)))) for name, value in options.items()}


def secret_words(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Return what stands in variables called `API_KEY`, `TOKEN` and the like; words of fewer than 8 are no secret."""
    found = {value for name, value in variables.items() if _NAMES.search(name) and len(value) >= _SURELY_SECRET}
    return tuple(sorted(found, key=len, reverse=True))


def without_words(text: str, words: Iterable[str]) -> str:
    """Return the text with `(secret)` for each of these words."""
    for word in words:
        text = text.replace(word, HIDDEN)
    return text


def _hidden(value: Any, secret: bool = False) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, Mapping):
        return without_secrets(value)
    if isinstance(value, list | tuple):
        return [_hidden(one, secret) for one in value]
    if isinstance(value, str):
        return HIDDEN if secret and value else _IN_ADDRESS.sub(f"{HIDDEN}@", value)
    return value
