"""`python -m harness.extractors new|check`: write an extractor of one's own, and see what it bears."""

import sys
from collections.abc import Sequence
from pathlib import Path

from harness.arguments import Given, above_zero, listed, read, run
from harness.errors import ConfigError
from harness.shipped import shipped_folder

USAGE = """Write an extractor of your own, and see what it bears.

  python -m harness.extractors new my_extractor
      Write my_extractor.py and conf/extractor/my_extractor.yaml here: an extractor that runs at once, to be made
      better. Nothing is overwritten.

  python -m harness.extractors check conf/extractor/my_extractor.yaml [allow=my_extractor] [seeds=<folder>]
                                     [gold=<folder>] [articles=300] [seconds=60]
      Try it on the articles and the fact types that it will meet, and on articles that nobody would write: whatever
      the order and the number of articles at once, it must find the same, and never break. Instead of a file: the
      name of a shipped extractor.

  allow      packages besides harness.extractors that may hold the class, as a,b: their code will be run
  seeds      a folder of articles; without it, the shipped ones
  gold       a folder of gold for them, and of the schema; the extractor never sees it
  articles   how many articles memory is watched for
  seconds    what one check may take

The exit status is 1 if any check fails."""

KEYS = ("allow", "seeds", "gold", "articles", "seconds")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, 1 if a check fails, or 2 if something is wrong with what it names."""
    if str(Path.cwd()) not in sys.path:
        sys.path.append(str(Path.cwd()))
    return run("harness.extractors", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str | tuple[str, int]:
    given = read(words, keys=KEYS, is_name=lambda word: "=" not in word)
    match given.names:
        case ["new", name]:
            return _new(name)
        case ["check", name]:
            return _check(name, given)
        case _:
            raise ConfigError("say what to do: new <name> or check <config> (--help tells more)")


def _new(name: str) -> str:
    from harness.extractors.scaffold import scaffold

    written = "\n".join(f"wrote {path}" for path in scaffold(name, Path()))
    return (
        f"{written}\n\n  python -m harness.extractors check conf/extractor/{name}.yaml allow={name}"
        f"\n  python -m harness --config-dir conf extractor={name} 'allow=[{name}]'"
    )


def _check(name: str, given: Given) -> tuple[str, int]:
    from harness.conformance.config_file import read_config
    from harness.conformance.conform import Trial, conform
    from harness.conformance.told import told
    from harness.corpora.load import load_corpus

    keys, shipped = given.keys, shipped_folder()
    seeds, gold = (Path(keys.get(name) or shipped / name) for name in ("seeds", "gold"))
    allow = listed(keys.get("allow", ""))
    corpus = load_corpus(seeds, gold, allow=allow)
    trial = Trial(
        config=read_config(name, {"seeds": str(seeds), "gold": str(gold)}),
        allow=allow,
        articles=corpus.articles,
        schema=corpus.schema,
        many=int(above_zero(keys, "articles", 300)),
        seconds=above_zero(keys, "seconds", 60),
    )
    return told(conform(trial))


if __name__ == "__main__":
    sys.exit(main())
