"""The command line of gold: `check` a corpus, scaffold a `new` gold file, or see how far two annotators `agree`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from os.path import isdir
from pathlib import Path

from harness.arguments import listed
from harness.errors import ConfigError, HarnessError
from harness.gold.problems import closest
from harness.shipped import shipped_folder
from harness.streams import printable

_HELP = """\
python -m harness.gold check [gold=<folder>] [seeds=<folder>] [allow=<package>,...]
    Check every gold file against its article. Prints all problems as file:line:column (exit status 2),
    or a summary of what the gold holds (exit status 0). Warnings do not fail. Without folders: the shipped ones;
    with one of them, the other is the folder of that name beside it, if there is one.
    `allow` names packages whose classes compare the schema's own slot kinds: their code will be run.

python -m harness.gold new <seed.txt> [gold=<folder>]
    Write an empty gold file for an article, into the folder `gold` beside the article's folder.
    An existing file is never overwritten.

python -m harness.gold agree one=<folder> other=<folder> [seeds=<folder>] [allow=<package>,...]
    How far two people agree, by fact type, over the articles that both wrote gold for.
"""
_COMMANDS = ("check", "new", "agree")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, or 2 for a mistake in what was given."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--help" in words or "-h" in words:
        print(_HELP, end="")
        return 0
    try:
        if not words:
            raise ConfigError(f"name what to do: {', '.join(_COMMANDS)} (--help says more)")
        if words[0] not in _COMMANDS:
            raise ConfigError(f"there is no command '{words[0]}'{closest(words[0], _COMMANDS)} (--help says more)")
        return {"check": _check, "new": _new, "agree": _agree}[words[0]](words[1:])
    except HarnessError as error:
        print(printable(str(error)), file=sys.stderr)
        return 2


def _check(given: Sequence[str]) -> int:
    from rich.console import Console

    from harness.gold.check import check

    allow, rest = _allowed(given)
    folders = _settings(rest, ("gold", "seeds"))
    gold = folders.get("gold") or _beside(folders.get("seeds"), "gold")
    return check(_seeds(folders, gold), gold, Console(), allow)


def _agree(given: Sequence[str]) -> int:
    from rich.console import Console

    from harness.gold.agree import agree

    allow, rest = _allowed(given)
    folders = _settings(rest, ("one", "other", "seeds"))
    if missing := [name for name in ("one", "other") if name not in folders]:
        raise ConfigError(f"agree needs two folders of gold: {' '.join(f'{name}=<folder>' for name in missing)}")
    return agree(_seeds(folders, folders["one"]), folders["one"], folders["other"], Console(), allow)


def _new(given: Sequence[str]) -> int:
    from harness.gold.scaffold import new

    seeds = [argument for argument in given if "=" not in argument]
    folders = _settings([argument for argument in given if "=" in argument], ("gold",))
    if len(seeds) != 1:
        raise ConfigError(f"new takes one article, such as seeds/article.txt, not {len(seeds)}")
    print(f"wrote {new(Path(seeds[0]), folders.get('gold'))}")
    return 0


def _seeds(folders: Mapping[str, Path], gold: Path) -> Path:
    """The folder of articles: the one that was named, else `seeds` beside the gold, else the shipped one."""
    return folders.get("seeds") or _beside(gold, "seeds")


def _beside(folder: Path | None, name: str) -> Path:
    """The folder `name` beside another one, if there is one, else the shipped one."""
    beside = folder.resolve().parent / name if folder else None
    return _near(beside) if beside and beside.is_dir() else _near(shipped_folder() / name)


def _allowed(given: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The packages that `allow=` names, and all other words."""
    named = [word.partition("=")[2] for word in given if word.startswith("allow=")]
    return listed(",".join(named)), [word for word in given if not word.startswith("allow=")]


def _settings(given: Sequence[str], known: Sequence[str]) -> dict[str, Path]:
    """Folders by name; `corpus.gold=` means the same as `gold=`."""
    folders: dict[str, Path] = {}
    bare = [word for word in given if "=" not in word and word not in known and not word.startswith("-")]
    if bare:
        raise ConfigError(f"say what each folder is: {' '.join(_named(bare, given, known))}")
    for setting in given:
        name, equals, value = setting.partition("=")
        short = name.removeprefix("corpus.")
        if short not in known:
            raise ConfigError(f"there is no setting '{name}'{closest(short, known)}")
        if not equals or not value:
            raise ConfigError(f"{name} needs a folder: {name}=<folder>")
        folders[short] = Path(value)
    return folders


def _named(bare: Sequence[str], given: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """Bare folders as they may have been meant: by what is in them, else by the settings that are free, in order."""
    free = [name for name in known if not any(word.removeprefix("corpus.").startswith(f"{name}=") for word in given)]
    for word in bare:
        has_texts = "seeds" in free and isdir(word) and any(Path(word).glob("*.txt"))  # noqa: PTH112 - fails on no name
        name = "seeds" if has_texts else free[0] if free else "<setting>"
        free = [one for one in free if one != name]
        yield f"{name}={word}"


def _near(path: Path) -> Path:
    """`path` as seen from the working folder, where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # quotes hold what not every terminal can show
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
