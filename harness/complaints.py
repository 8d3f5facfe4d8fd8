"""What is wrong with a command line or a config, in one line: Hydra says it in many, with its own insides.

Told from the exceptions' attributes where they have any, else from their first sentence.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches


def complaint(error: BaseException) -> str:
    """Say in one line what Hydra or OmegaConf raised `error` for, with the closest known choice or key."""
    return _missing_choice(error) or _unknown_key(error) or _bad_override(error) or _first_sentence(error)


def _missing_choice(error: BaseException) -> str | None:
    """`extractor=spcy`, `--config-name nope`: a config that is in no folder of the search path."""
    path, options = getattr(error, "missing_cfg_file", None), getattr(error, "options", None)
    if not path:
        return None
    group, _, choice = path.rpartition("/")
    if not options:
        return f"there is no configuration {path!r} in the folders that are searched (--config-dir adds one)"
    return f"there is no {group} {choice!r}; {_close(choice, options)}"


def _unknown_key(error: BaseException) -> str | None:
    """`extracter=spacy`, `corpus.sedes=x`: a key that the configuration does not have."""
    cause = error.__cause__
    parent, key, path = (getattr(cause, name, None) for name in ("parent_node", "key", "full_key"))
    if type(cause).__name__ not in ("ConfigAttributeError", "ConfigKeyError", "ConfigTypeError") or key is None:
        return None
    known = [str(one) for one in parent] if isinstance(parent, Mapping) else []
    where = "the configuration" if "." not in str(path) else f"`{str(path).rpartition('.')[0]}`"
    said = _close(str(key), known) if known else f"it has none, and a new one needs a plus: +{path}..."
    return f"{where} has no key {str(key)!r}; {said}"


def _bad_override(error: BaseException) -> str | None:
    """`seed`, `reports=/tmp/ü`: what is no `key=value`, or holds characters that Hydra reads otherwise."""
    override = getattr(error, "override", None)
    if not isinstance(override, str):
        return None
    key, equals, value = override.partition("=")
    if not equals:
        return f"{override!r} is no option and sets nothing: write key=value"
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f"the value of {override!r} cannot be read; if it is plain text, quote it twice: '{key}=\"{quoted}\"'"


def _first_sentence(error: BaseException) -> str:
    if found := re.match(r"Ambiguous value for argument '(.+)'", str(error)):
        return f"{found[1]!r} gives several values: add -m to run each, or write key=[a,b] for a list"
    if found := re.match(r"Error merging override (.+)", str(error)):
        return f"{found[1]!r}: a list cannot take the place of a mapping, nor a mapping that of a list"
    lines = [line.strip() for line in str(error).splitlines()]
    where = f"{key}: " if (key := getattr(error, "full_key", None)) else ""
    said = where + " ".join(line for line in lines if line and not re.match(r"(See http|full_key:|object_type=)", line))
    return said or type(error).__name__


def _close(name: str, known: Iterable[str]) -> str:
    names = [one for one in known if not one.startswith("_")]
    close = get_close_matches(name, names, n=1)
    listed = f"known: {', '.join(names)}" if names else "it has none"
    return f"did you mean {close[0]!r}? ({listed})" if close else listed
