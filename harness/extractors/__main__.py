"""`python -m harness.extractors new|try|check`: write an extractor of one's own, see what it finds and bears."""

import sys
from collections.abc import Sequence
from os.path import isdir
from pathlib import Path

from harness.arguments import Given, above_zero, listed, read, run
from harness.beside import beside
from harness.errors import ConfigError
from harness.shipped import shipped_folder

USAGE = """Write an extractor of your own, see what it finds in a sentence, and what it bears.

  python -m harness.extractors new my_extractor
      Write my_extractor.py and conf/extractor/my_extractor.yaml here: an extractor that runs at once, to be made
      better. Nothing is overwritten.

  python -m harness.extractors try rules "Police arrested two men in Osh on Sunday." [published=2024-03-04]
  python -m harness.extractors try conf/extractor/my_extractor.yaml file=my/seeds/raid.txt [allow=my_extractor]
                                   [gold=<folder>] [extractor.<option>=<value>]
      Print the facts that it finds in these words, or in this file.

  python -m harness.extractors check conf/extractor/my_extractor.yaml [allow=my_extractor] [seeds=<folder>]
                                     [gold=<folder>] [articles=300] [seconds=60]
      Try it on the articles and the fact types that it will meet, and on articles that nobody would write: whatever
      the order and the number of articles at once, it must find the same, and never break.

Instead of a config's file: the name of a shipped extractor.

  allow      packages besides harness.extractors that may hold the class, as a,b: their code will be run
  seeds      a folder of articles; without it, the shipped ones
  gold       a folder of gold for them, and of the schema; the extractor never sees it
  published  the day of the dateline, that "on Sunday" is counted from
  articles   how many articles memory is watched for
  seconds    what one check may take

The exit status is 1 if any check fails, or if `try` meets anything that a run would list as a trouble."""

KEYS = ("allow", "seeds", "gold", "articles", "seconds")
TRY_KEYS = ("allow", "gold", "file", "published")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, 1 if a check fails, or 2 if something is wrong with what it names."""
    if str(Path.cwd()) not in sys.path:
        sys.path.append(str(Path.cwd()))
    return run("harness.extractors", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str | tuple[str, int]:
    match words:
        case ["new", name]:
            return _new(name)
        case ["try", name, *rest]:
            return _try(name, rest)
        case ["check", *rest]:
            given = read(rest, keys=KEYS, is_name=lambda word: "=" not in word)
            if len(given.names) == 1:
                return _check(given.names[0], given)
    raise ConfigError("say what to do: new <name>, try <config> <words> or check <config> (--help tells more)")


def _new(name: str) -> str:
    from harness.extractors.scaffold import scaffold

    written = "\n".join(f"wrote {path}" for path in scaffold(name, Path()))
    return (
        f"{written}\n\n  python -m harness.extractors check conf/extractor/{name}.yaml allow={name}"
        f"\n  python -m harness --config-dir conf extractor={name} 'allow=[{name}]'"
    )


def _try(name: str, words: Sequence[str]) -> tuple[str, int]:
    from harness.conformance.config_file import read_config
    from harness.corpora.load import load_schema
    from harness.extractors.choose import choose_extractor
    from harness.tryout import read_text, tried, with_options

    options = [word for word in words if _sets_option(word)]
    rest = [word for word in words if not _sets_option(word)]
    given = read(rest, keys=TRY_KEYS, is_name=_is_text, others="extractor")
    shipped = shipped_folder()
    gold = Path(given.keys.get("gold") or shipped / "gold")
    if not isdir(gold):  # noqa: PTH112 - fails on no name
        raise ConfigError(f"gold={gold}: there is no such folder{beside(gold)}")
    article = read_text(given.names, given.keys.get("file"), given.keys.get("published"))
    config = with_options(read_config(name, {"seeds": str(shipped / "seeds"), "gold": str(gold)}), options)
    extractor = choose_extractor(config, listed(given.keys.get("allow", "")))
    return tried(extractor, article, load_schema(gold / "schema.yaml"))


def _is_text(word: str) -> bool:
    """Whether a word is what to read: it may hold a `=`, and a file's name may hold blanks."""
    key, equals, _ = word.partition("=")
    return not equals or (" " in word and key not in TRY_KEYS)


def _sets_option(word: str) -> bool:
    return word.startswith("extractor.") and "=" in word


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
