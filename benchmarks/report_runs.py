"""Runs over a large corpus for the report: articles that read like news, ten facts each, five extractors that err.

Everything follows from the seed. The texts are made of sentences that each state one fact; an extractor misses facts,
gets slots wrong, takes one type for another and sees what is not there, the later ones more often.
"""

from dataclasses import dataclass, replace
from random import Random

from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.runs.run import Run, Timing, Trouble
from harness.schema import FactType, Schema, SlotType
from harness.scores.intervals import with_intervals
from harness.scores.table import score_rows

PLACES = ("Osh", "Batken", "Khorog", "Mastchoh District", "Istaravshan", "the Rasht Valley", "Kulob")
AGENTS = ("Police", "Border guards", "Security forces", "Soldiers", "Local officers")
MEN = ("suspected fighters", "young men", "smugglers", "members of the group", "armed villagers")
NUMBERS = (("two", 2), ("three", 3), ("nine", 9), ("a dozen", 12), ("at least 20", 20))
VERBS = {"detention": "detained", "casualty": "killed", "attack": "fired at", "seizure": "disarmed"}
HARD = 0.3
"""How much likelier every extractor is to err on one fact in ten: so they share mistakes."""
PADDING = "The ministry gave no further details, and witnesses in the bazaar spoke of a quiet morning. "

_SLOTS = {
    "count": SlotType("count", ("number",), key=True),
    "who": SlotType("who", ("mention",), key=True),
    "agent": SlotType("agent", ("entity",)),
    "place": SlotType("place", ("place",)),
}
SCHEMA = Schema({name: FactType(name, _SLOTS) for name in VERBS})


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the fact that it states; offsets are those of the article."""

    text: str
    fact: Fact


def report_runs(articles: int, runs: int, per_article: int = 10, seed: int = 0) -> list[Run]:
    """Return `runs` runs over the same `articles`, matched and scored, as `read_run` would give them."""
    random = Random(seed)  # noqa: S311 (no secret)
    texts, gold = [], {}
    for number in range(articles):
        one = f"article-{number:05}"
        sentences = _sentences(random, per_article)
        texts.append(Article(one, "".join(sentence.text for sentence in sentences), f"{number:064x}"))
        gold[one] = tuple(
            GoldFact(f"{s.fact.type}-{n}", s.fact, optional=n % 9 == 8) for n, s in enumerate(sentences, 1)
        )
    corpus = Corpus(SCHEMA, tuple(texts), gold, f"{seed:064x}", "2024-05-17")
    return [_run(f"extractor-{index + 1}", corpus, 0.05 * (index + 1), random) for index in range(runs)]


def _sentences(random: Random, count: int) -> list[_Sentence]:
    sentences: list[_Sentence] = []
    at = 0
    for number in range(count):
        kind = random.choice(list(VERBS))
        agent, who, place = random.choice(AGENTS), random.choice(MEN), random.choice(PLACES)
        words, value = random.choice(NUMBERS)
        text = f"{agent} {VERBS[kind]} {words} {who} in {place} on Monday."
        slots = {}
        for slot, filled in (("agent", agent), ("count", words), ("who", who), ("place", place)):
            start = at + text.index(filled)
            slots[slot] = (Filler(filled, value if slot == "count" else None, Span(start, start + len(filled))),)
        end = "\n\n" if number % 3 == 2 else " "
        sentences.append(_Sentence(f"{text} {PADDING}{end}", Fact(kind, slots, (Span(at, at + len(text)),))))
        at += len(sentences[-1].text)
    return sentences


def _run(name: str, corpus: Corpus, error: float, random: Random) -> Run:
    found = {
        article: tuple(
            fact
            for number, gold in enumerate(facts)
            for fact in _found(gold.fact, error + (HARD if number % 10 == 4 else 0), random)
        )
        for article, facts in corpus.gold.items()
    }
    matching = match(corpus.gold, found, corpus.schema)
    return Run(
        name=name,
        signature=f"facts|match:lenient|gold:{len(corpus.articles)}-{corpus.digest[:8]}|extractor:{name}|seed:0",
        extractor={},
        corpus=corpus,
        found=found,
        outcomes=matching.outcomes,
        confusions=matching.confusions,
        rows=with_intervals(score_rows(matching.outcomes, corpus.schema), matching.counts, 0),
        troubles=(Trouble(corpus.articles[0].id, "timeout", "no answer in 60 s"),),
        timing=Timing(0.5, 10 * error * len(corpus.articles), 1.0, len(corpus.articles), 200.0),
    )


def _found(fact: Fact, error: float, random: Random) -> list[Fact]:
    """Return what an extractor makes of a stated fact: nothing, the fact, a wrong one, or one too many."""
    if random.random() < error:
        return []
    made = fact
    if random.random() < error:
        made = replace(made, type=random.choice(list(VERBS)))
    if random.random() < 2 * error:
        made = replace(made, slots={**made.slots, "count": (Filler("one", 1),)})
    if random.random() < 2 * error:
        made = replace(made, slots={slot: fillers for slot, fillers in made.slots.items() if slot != "agent"})
    extra = replace(fact, slots={"who": fact.slots["place"]}) if random.random() < error else None
    return [made, extra] if extra is not None else [made]
