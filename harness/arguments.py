"""How every command but `python -m harness` itself reads its command line: `key=value`, `--option`, and plain names.

A command is a usage text and a function from the words to what is printed; mistakes are one line and exit status 2.
"""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from glob import glob
from os.path import exists
from pathlib import Path

from harness.errors import ConfigError, HarnessError
from harness.gold.problems import closest, nearest
from harness.streams import complain, show

FINE, REFUSED = 0, 2


@dataclass(frozen=True, slots=True)
class Given:
    """What a command line says: its options (`--json`), its keys with their values, and the words that set nothing."""

    options: frozenset[str]
    keys: dict[str, str]
    names: tuple[str, ...]


def run(
    command: str,
    usage: str | Callable[[Sequence[str]], str],
    answer: Callable[[Sequence[str]], str | tuple[str, int]],
    words: Sequence[str] | None,
) -> int:
    """Print what `answer` makes of the words (by default those of the process), or the usage where they ask for it.

    Return 0, or the status that `answer` gives besides; 2 where a HarnessError says that something is wrong with the
    words: that is printed on standard error.
    """
    given = list(sys.argv[1:] if words is None else words)
    try:
        if "--help" in given or "-h" in given:
            show(usage if isinstance(usage, str) else usage(given))
            return FINE
        answered = answer(given)
        said, status = (answered, FINE) if isinstance(answered, str) else answered
        show(said.rstrip("\n"))
    except HarnessError as error:
        complain(command, str(error))
        return REFUSED
    return status


def read(
    words: Sequence[str],
    options: Collection[str] = (),
    keys: Collection[str] | None = None,
    is_name: Callable[[str], bool] = lambda word: False,
    others: str = "",
) -> Given:
    """Sort the words. `keys` are those that may be set, None for any; `is_name` says which words are plain names.

    `others` names what all other keys are options of, and are set as `<others>.<key>=`, if there is such a thing.

    Raises ConfigError for all unknown options and keys, keys set twice, and words that set nothing and are no names.
    """
    found: dict[str, str] = {}
    names: list[str] = []
    wrong: list[str] = []
    for word in words:
        key, equals, value = word.partition("=")
        if word in options:
            continue
        if word.startswith("-"):
            wrong.append(f"there is no option {word}{closest(word, options)}")
        elif is_name(word):
            names.append(word)
        elif not equals or not key:
            wrong.append(f"{word!r} sets nothing: write key=value")
        elif keys is not None and key not in keys:
            bare = key.rpartition(".")[2]  # a run says corpus.seeds=, the other commands seeds=
            option = f"; an option of the {others} is set by {others}.{key}=" if others else ""
            wrong.append(f"there is no key {key!r}{(others and nearest(bare, keys)) or option or closest(bare, keys)}")
        elif key in found:
            wrong.append(f"{key} is given twice")
        else:
            found[key] = value
    if wrong:
        raise ConfigError(f"{'; '.join(wrong)} (--help says more)")
    return Given(frozenset(options).intersection(words), found, tuple(names))


def listed(value: str) -> tuple[str, ...]:
    """The names in `a,b` or `[a,b]`."""
    return tuple(name for part in value.replace("[", "").replace("]", "").split(",") if (name := part.strip()))


def names_in(given: object) -> object:
    """A config's `a,b` as names, as the commands take it; anything else as it is."""
    return listed(given) if isinstance(given, str) else given


def listed_files(key: str, value: str) -> list[Path]:
    """The files that `key=value` names: a list with commas, patterns in it (`*`) replaced by what they match, sorted.

    Raises ConfigError for a name or pattern that nothing has, and for an empty list.
    """
    paths = []
    for word in filter(None, map(str.strip, value.split(","))):
        # pathlib's glob takes no pattern that begins at the root, and its exists fails on names that are too long
        matched = [word] if exists(word) else sorted(glob(word, recursive=True))  # noqa: PTH110, PTH207
        if not matched:
            raise ConfigError(f"{key}: nothing is called {word}")
        paths += [Path(path) for path in matched]
    if not paths:
        raise ConfigError(f"{key}= names no file")
    return paths


def above_zero(keys: Mapping[str, str], key: str, usual: float) -> float:
    """The number that `key` has, or the usual one where it is not given. Raises ConfigError for what is none."""
    try:
        number = float(keys.get(key, usual))
    except ValueError:
        number = 0.0
    if not 0 < number < 1e9:
        raise ConfigError(f"{key}={keys[key]!r} is no number above 0")
    return number
