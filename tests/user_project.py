"""A user's own project: two articles, their gold, an extractor and its configuration."""

from hashlib import sha256
from pathlib import Path

ARTICLE = "Police detained nine rebels in Aden on 3 May 2019.\n\nFour soldiers were killed in Taiz.\n"
GOLD = """
schema_version: 1
article: {{id: {id}, sha256: {sha256}, published: null}}
annotation: {{by: [AB], status: draft, guidelines: "1.0"}}
entities:
  aden: {{kind: place, name: Aden}}
  police: {{kind: organisation, name: Police}}
facts:
  - id: held
    type: detention
    quotes: [Police detained nine rebels in Aden on 3 May 2019]
    slots:
      count: {{text: nine, value: 9}}
      detainee: {{text: rebels}}
      agent: {{text: Police, entity: police}}
      place: {{text: Aden, entity: aden}}
      date: {{text: 3 May 2019, value: "2019-05-03"}}
"""
OWN_EXTRACTOR = """
from harness.errors import ExtractorError
from harness.facts import Fact, Filler, Span

class Finder:
    def __init__(self, word, fail=None):
        if fail == "start":
            raise ExtractorError("the finder has no glasses: buy some")
        self.word, self.fail = word, fail
    def extract(self, articles):
        for article in articles:
            if self.fail == article.id:
                raise ValueError("too dark")
            start = article.text.index(self.word)
            span = Span(start, start + len(self.word))
            yield [Fact("detention", {"detainee": (Filler(self.word, None, span),)}, (span,))]
"""
OWN = ("corpus.seeds=seeds", "corpus.gold=gold")


def lay_out(folder: Path) -> None:
    for name in ("seeds", "gold", "conf/extractor", "mine"):
        (folder / name).mkdir(parents=True)
    for name in ("one", "two"):
        (folder / "seeds" / f"{name}.txt").write_bytes(ARTICLE.encode())
        text = GOLD.format(id=name, sha256=sha256(ARTICLE.encode()).hexdigest())
        (folder / "gold" / f"{name}.yaml").write_text(text)
    (folder / "mine" / "finder.py").write_text(OWN_EXTRACTOR)
    own = "_target_: mine.finder.Finder\nword: rebels\nfail: null\n"
    (folder / "conf" / "extractor" / "finder.yaml").write_text(own)
    allowing = "defaults: [config, {override extractor: finder}, _self_]\nallow: [mine]\n"
    (folder / "conf" / "own.yaml").write_text(allowing)


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
