"""`python -m harness.extractors.llm prompt`: see what a model is asked, before anybody asks it."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from harness.arguments import Given, read, run
from harness.errors import ConfigError
from harness.shipped import shipped_folder

if TYPE_CHECKING:
    from harness.facts import Article

USAGE = """Show what the extractor llm asks a model, word by word. Nothing is sent.

  python -m harness.extractors.llm prompt [<config>] [article=<id>] [seeds=<folder>] [gold=<folder>] [--json]
      The messages about an article: what is asked for, the examples, the article, each under a line that says whose
      words they are. A long article makes a request for each of its windows.

  <config>   a file such as my/conf/extractor/llm.yaml; without it, the shipped one
  article    which article; without it, the first
  seeds      the folder of articles; without it, the shipped ones
  gold       the folder of their schema and of when they appeared; the rest of it is shown to nobody
  --json     the requests as they are sent, a line each, with the schema and the parameters"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, or 2 if something is wrong with what it names."""
    return run("harness.extractors.llm", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    given = read(words, ("--json",), ("article", "seeds", "gold"), is_name=lambda word: "=" not in word)
    match given.names:
        case ["prompt"]:
            return _prompt("llm", given)
        case ["prompt", config]:
            return _prompt(config, given)
        case _:
            raise ConfigError("say what to do: prompt [<config>] (--help tells more)")


def _prompt(config: str, given: Given) -> str:
    from harness.conformance.config_file import read_config
    from harness.extractors.choose import choose_extractor
    from harness.extractors.llm.extractor import LlmExtractor

    folders = {name: given.keys.get(name) or str(shipped_folder() / name) for name in ("seeds", "gold")}
    options = read_config(config, folders)
    if options.get("_target_") != f"{LlmExtractor.__module__}.{LlmExtractor.__name__}":
        raise ConfigError(f"{config} is no config of the extractor llm")
    # Whoever looks at a prompt may have no model yet; this one is never asked.
    nobody = {"model": options.get("model") or "model", "base_url": "http://localhost", "replay": "use"}
    extractor = cast(LlmExtractor, choose_extractor({**options, **nobody}))
    requests = extractor.requests(_article(folders, given.keys.get("article")))
    if "--json" in given.options:
        return "\n".join(json.dumps(request, ensure_ascii=False) for request in requests)
    return "\n\n".join(line for request in requests for line in _shown(request))


def _article(folders: Mapping[str, str], name: str | None) -> "Article":
    from harness.corpora.load import load_corpus
    from harness.gold.problems import closest

    articles = {one.id: one for one in load_corpus(Path(folders["seeds"]), Path(folders["gold"])).articles}
    if name is None:
        return next(iter(articles.values()))
    if name not in articles:
        raise ConfigError(f"there is no article {name!r}{closest(name, articles)}")
    return articles[name]


def _shown(request: Mapping[str, Any]) -> Iterator[str]:
    for message in request["messages"]:
        yield f"--- {message['role']}"
        yield message["content"]


if __name__ == "__main__":
    sys.exit(main())
