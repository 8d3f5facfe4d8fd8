"""`python -m harness.extractors new`: an extractor of one's own that runs at once, ready to be made better."""

import keyword
import sys
from importlib.machinery import PathFinder
from pathlib import Path

from harness.errors import ConfigError

_CODE = '''\
"""Finds who was wounded, and how many: a start for an extractor of your own."""

import re
from collections.abc import Iterable, Iterator, Sequence

from harness.facts import Article, Fact, Filler, Span

WOUNDED = re.compile(r"\\b(?P<count>\\w{{1,20}}) (?P<victim>\\w{{1,20}}) (?:was|were) (?:wounded|injured|hurt)\\b")


class {kind}:
    """One method, which sees articles and never gold. The keys of {name}.yaml are the arguments of `__init__`."""

    def __init__(self, confidence: float = 0.5) -> None:
        """`confidence` in 0..1 is what each fact is given."""
        self._confidence = confidence

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article. Types and slots are those of gold/schema.yaml."""
        for article in articles:
            yield [self._fact(match) for match in WOUNDED.finditer(article.text)]

    def _fact(self, match: re.Match[str]) -> Fact:
        """A slot holds words of the article with their span, or a value, or both; `text[start:end]` is the words."""
        words = {{name: Filler(match[name], span=Span(*match.span(name))) for name in ("count", "victim")}}
        return Fact(
            type="casualty",
            slots={{"outcome": (Filler(value="injured"),), **{{name: (filler,) for name, filler in words.items()}}}},
            evidence=(Span(*match.span()),),
            confidence=self._confidence,
        )
'''
_CONFIG = """\
# The extractor's class, and the arguments of its `__init__`.
_target_: {name}.{kind}
confidence: 0.5
"""


def _installed(name: str) -> bool:
    """Whether a package that is installed has this name: a module in the folder at hand would stand before it."""
    elsewhere = [entry for entry in sys.path if entry and Path(entry).resolve() != Path.cwd()]
    return PathFinder.find_spec(name, elsewhere) is not None


def scaffold(name: str, folder: Path) -> tuple[Path, ...]:
    """Write `<name>.py` and `conf/extractor/<name>.yaml` into `folder`; return their paths.

    Raises ConfigError where the name is none for a module, or another module has it, or either file is there already:
    nothing is overwritten.
    """
    if not name.isidentifier() or name != name.lower():
        raise ConfigError(f"{name!r} names no extractor: small letters, digits and _ only, such as my_extractor")
    if keyword.iskeyword(name) or name in sys.stdlib_module_names or name == "harness" or _installed(name):
        raise ConfigError(f"{name!r} is a word or a module of Python already: take another name, such as my_{name}")
    kind = "".join(part.capitalize() for part in name.split("_")) or "Extractor"
    contents = {
        folder / f"{name}.py": _CODE.format(name=name, kind=kind),
        folder / "conf" / "extractor" / f"{name}.yaml": _CONFIG.format(name=name, kind=kind),
    }
    if there := [path for path in contents if path.exists()]:
        raise ConfigError(f"{there[0]} exists already; nothing was written")
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
    except OSError as error:
        raise ConfigError(f"{error.filename or folder}: {error.strerror or error}") from None
    return tuple(contents)
