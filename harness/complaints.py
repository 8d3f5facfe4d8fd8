"""What is wrong with a command line or a config, in one line: Hydra says it in many, with its own insides.

Told from the exceptions' attributes where they have any, else from their first sentence.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from os.path import isfile
from pathlib import Path
from typing import Any

from omegaconf import OmegaConf

from harness.beside import beside
from harness.shipped import shipped_folder

_SEARCHED = re.compile(r"^\tprovider=(?!hydra,).*?, path=file://(.+)$", re.MULTILINE)
"""The folders that Hydra looked in, as its message lists them."""
_GROUPS = ("extractor", "corpus", "scoring", "tracker", "cache")


def complaint(error: BaseException) -> str:
    """Say in one line what Hydra or OmegaConf raised `error` for, with the closest known choice or key."""
    return (
        _missing_choice(error)
        or _missing_folder(error)
        or _unknown_key(error)
        or _bad_override(error)
        or _first_sentence(error)
    )


def _missing_choice(error: BaseException) -> str | None:
    """`extractor=spcy`, `--config-name nope`: a config that is in no folder of the search path."""
    path = getattr(error, "missing_cfg_file", None)
    if not path:
        return None
    group, choice = path.split("/", 1) if "/" in path else ("", path)
    if file := _as_file(path):
        return file
    folders = [folder / group for folder in map(Path, _SEARCHED.findall(str(error)))]
    known = getattr(error, "options", None) or sorted({file.stem for one in folders for file in one.glob("*.yaml")})
    by = re.match(r"In '(.+?)': ", str(error))
    named = f", which the defaults of {by[1]}.yaml name" if by and by[1] != "config" else ""
    looked = " and ".join(_looked_in(one, group) for one in reversed(folders))
    more = "" if len(folders) > 1 else f"; --config-dir FOLDER adds {Path('FOLDER', group)}"
    return (
        f"there is no {group or 'configuration'} {choice!r}{named}; {_close(choice, known)}; looked in {looked}{more}"
    )


def _as_file(path: str) -> str | None:
    """`extractor=my/conf/extractor/mine.yaml`, `extractor=mine.py`: a file where a name is wanted."""
    group, _, given = path.partition("/")
    file = Path(given)
    if file.suffix == ".py":
        holds = f"_target_: {'.'.join(file.with_suffix('').parts)}.<its class>"
        config = f"<folder>/{group}/{file.stem}.yaml"
        return f"{group}={given} names code: put `{holds}` into {config}, and use {_use(group, file)}"
    if "/" not in given or not (file.suffix or file.with_suffix(".yaml").is_file()):
        return None
    if file.parent.name == group:
        return f"{group}={given} names a file: use {_use(group, file, file.parent.parent)}"
    return f"{group}={given} names a file: put it into <folder>/{group}/, and use {_use(group, file)}"


def _use(group: str, file: Path, folder: Path | str = "<folder>") -> str:
    return f"--config-dir {folder} {group}={file.stem}"


def _looked_in(folder: Path, group: str) -> str:
    own = shipped_folder() / "conf" / group
    if folder == own:
        return f"the harness's own conf/{group}".rstrip("/")
    here = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    return str(here) if folder.is_dir() else f"{here} (which is not there)"


def _missing_folder(error: BaseException) -> str | None:
    """`--config-dir mi/conf`: a folder that is not there."""
    found = re.match(r"Additional config directory '(.+)' not found", str(error), re.DOTALL)
    if not found:
        return None
    folder = Path(found[1])
    if isfile(folder):  # noqa: PTH113 - fails on no folder that may not be looked into
        return f"--config-dir {folder} is a file: name the folder that has extractor/<choice>.yaml and the like"
    return f"--config-dir: there is no folder {folder}{beside(folder, '*/')}"


def _unknown_key(error: BaseException) -> str | None:
    """`extracter=spacy`, `corpus.sedes=x`, `seeds=x`: a key that the configuration does not have, or not there."""
    if group := re.match(r"Could not override '(\w+)'\. No match in the defaults list", str(error)):
        return f"the configuration has no key {group[1]!r}{_inside(group[1], {})}"  # conf/lexicon/ is no choice
    cause = error.__cause__
    parent, key, path = (getattr(cause, name, None) for name in ("parent_node", "key", "full_key"))
    if type(cause).__name__ not in ("ConfigAttributeError", "ConfigKeyError", "ConfigTypeError") or key is None:
        return None
    if path == key and isinstance(parent, Mapping) and (inside := _inside(key, parent)):
        return f"the configuration has no key {key!r}{inside}"
    known = [str(one) for one in parent] if isinstance(parent, Mapping) else []
    where = "the configuration" if "." not in str(path) else f"`{str(path).rpartition('.')[0]}`"
    said = _close(str(key), known) if known else f"it has none, and a new one needs a plus: +{path}..."
    return f"{where} has no key {str(key)!r}; {said}"


def _inside(key: str, configuration: Mapping[Any, Any]) -> str:
    """The end of a message: which keys within others are called so, in the configuration or with other choices."""
    at_hand = [f"{name}.{key}=" for name, one in configuration.items() if isinstance(one, Mapping) and key in one]
    if at_hand:
        return f"; did you mean {' or '.join(at_hand)}?"
    having: dict[str, list[str]] = {}
    for file in sorted((shipped_folder() / "conf").glob("*/*.yaml")):
        if file.parent.name in _GROUPS and key in OmegaConf.load(file):
            having.setdefault(file.parent.name, []).append(file.stem)
    with_choice = [f"{group}.{key}= with {group}={' or '.join(choices)}" for group, choices in having.items()]
    return f"; did you mean {', or '.join(with_choice)}?" if with_choice else ""


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
