"""Worked examples for the prompt: articles with their gold facts, written as the answer that is asked for.

They come from a folder that the configuration names, the shipped `dev` part by default. An article is never an example
for itself, nor for the same text under another name.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.corpora.load import load_corpus
from harness.errors import ExtractorError
from harness.extractors.llm.reading import read_answer
from harness.facts import Accepts, Article, Filler, GoldFact
from harness.schema import Schema, SlotType

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

Json = dict[str, Any]
_NOTHING = Accepts()


@dataclass(frozen=True, slots=True)
class Shot:
    """An article, the types it has facts of, and the answer (JSON text) that a model should give for it."""

    article: Article
    types: frozenset[str]
    answer: str


def read_shots(
    folders: Mapping[str, str | None], schema: Schema, strict: bool, validator: "Validator"
) -> tuple[Shot, ...]:
    """Return the shots that the folders `seeds` and `gold` hold, of the articles of their `split`, the best first.

    Examples written in fact types that are not those of `schema` are left out. Raises ExtractorError where a folder is
    not named, InputErrors where one holds mistakes.
    """
    seeds, gold = folders.get("seeds"), folders.get("gold")
    if not seeds or not gold or folders.keys() - {"seeds", "gold", "split"}:
        raise ExtractorError("shots_from has the keys seeds, gold and split: the folders of examples, and their part")
    corpus = load_corpus(Path(seeds), Path(gold), folders.get("split"))
    shots = make_shots(corpus.articles, corpus.gold, schema, strict)
    return tuple(shot for shot in shots if read_answer(shot.answer, validator)[0] is not None)


def make_shots(
    articles: Sequence[Article], gold: Mapping[str, Sequence[GoldFact]], schema: Schema, strict: bool
) -> tuple[Shot, ...]:
    """Return a shot for each article that has required facts, in the order in which they are best shown.

    First the article with most types of facts, then the one that adds most to those before it; of equals the shorter.
    Facts of types that `schema` lacks are left out.
    """
    shots = []
    for article in articles:
        facts = [one for one in gold[article.id] if not one.optional and one.fact.type in schema.types]
        if facts:
            types = frozenset(one.fact.type for one in facts)
            shots.append(Shot(article, types, json.dumps(_answer(facts, article, schema, strict), ensure_ascii=False)))
    ordered: list[Shot] = []
    shown: set[str] = set()
    while shots:
        best = min(shots, key=lambda shot: (-len(shot.types - shown), len(shot.article.text), shot.article.id))
        shots.remove(best)
        ordered.append(best)
        shown |= best.types
    return tuple(ordered)


def shots_for(article: Article, shots: Sequence[Shot], number: int) -> tuple[Shot, ...]:
    """Return the first `number` shots that are not about `article` itself."""
    others = [shot for shot in shots if shot.article.id != article.id and shot.article.text != article.text]
    return tuple(others[:number])


def _answer(facts: Sequence[GoldFact], article: Article, schema: Schema, strict: bool) -> Json:
    answer: Json = {name: [] for name in schema.types} if strict else {}
    for gold in facts:
        answer.setdefault(gold.fact.type, []).append(_fact(gold, article, schema, strict))
    return answer


def _fact(gold: GoldFact, article: Article, schema: Schema, strict: bool) -> Json:
    fact = gold.fact
    slots: Json = {}
    for name, slot in schema.types[fact.type].slots.items():
        fillers = zip(fact.slots.get(name, ()), gold.accepts.get(name, (_NOTHING,) * 99), strict=False)
        said = [_filler(one, accepts, slot, strict) for one, accepts in fillers if not accepts.optional]
        said = [one for one in said if one is not None]
        if said or strict:
            slots[name] = None if not said else said if slot.fillers == "several" else said[0]
    told: Json = {"quotes": [article.text[start:end] for start, end in fact.evidence], "slots": slots}
    if strict or fact.modality != "actual":
        told["modality"] = fact.modality
    if strict or fact.polarity != "positive":
        told["polarity"] = fact.polarity
    if strict or fact.source is not None:
        told["source"] = None if fact.source is None else fact.source.text or fact.source.value
    return told


def _filler(filler: Filler, accepts: Accepts, slot: SlotType, strict: bool) -> Any:  # noqa: ANN401 - JSON
    """Write a filler in the form that `answer_schema` gives its slot; None where nothing of it can be written so."""
    if "enum" in slot.kinds:
        return filler.value
    if slot.kinds not in (("number",), ("date",)):
        return filler.text or (str(filler.value) if filler.value is not None else next(iter(accepts.names), None))
    told: Json = {"text": filler.text, "value": filler.value}
    if not strict:
        told = {key: one for key, one in told.items() if one is not None}
    if strict or filler.precision != "exact":
        told["precision"] = filler.precision
    return told
