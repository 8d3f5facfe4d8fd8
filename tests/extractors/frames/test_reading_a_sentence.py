"""The pieces below the facts: word forms, sentences, tags, dates and short forms."""

from pathlib import Path

import pytest

from harness.extractors.frames.chunking import chunk_sentence
from harness.extractors.frames.chunks import Chunk, VerbGroup
from harness.extractors.frames.inflect import plural, singular, verb_forms
from harness.extractors.frames.lexicon_file import load_lexicon
from harness.extractors.frames.sentences import split_sentences
from harness.extractors.frames.short_forms import short_forms
from harness.extractors.frames.tagging import tag_sentence
from harness.extractors.frames.tokens import tokenise
from harness.extractors.frames.vocabulary import build_vocabulary

VOCABULARY = build_vocabulary(load_lexicon(Path(__file__).parents[3] / "conf" / "lexicon" / "security.yaml"))


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("stop", "stop stops stopping stopped"),
        ("carry", "carry carries carrying carried"),
        ("die", "die dies dying died"),
        ("admit", "admit admits admitting admitted"),
        ("open", "open opens opening opened"),
        ("seize", "seize seizes seizing seized"),
        ("agree", "agree agrees agreeing agreed"),
        ("travel", "travel travels travelling traveling travelled traveled"),
    ],
)
def test_verb_forms(lemma: str, forms: str) -> None:
    assert list(dict.fromkeys(form for form, _ in verb_forms(lemma, {}))) == forms.split()


def test_irregular_verb_forms() -> None:
    assert dict(verb_forms("shoot", {"shoot": ("shot", "shot")})) == {
        "shoot": "b",
        "shoots": "s",
        "shooting": "g",
        "shot": "n",
    }


@pytest.mark.parametrize(
    ("one", "many"),
    [("rebel", "rebels"), ("city", "cities"), ("bus", "buses"), ("gunman", "gunmen"), ("child", "children")],
)
def test_singular_and_plural(one: str, many: str) -> None:
    assert (plural(one), singular(many), singular(one)) == (many, one, one)


def test_words_without_a_singular() -> None:
    assert [singular(word) for word in ("police", "news", "crisis", "headquarters")] == [
        "police",
        "news",
        "crisis",
        "headquarters",
    ]


def test_tokens_cover_the_words_at_their_offsets() -> None:
    text = "Ostra's U.S. troops didn't fire 1,426 rounds; a 27-year-old paid $23,000 to 24.kg."
    tokens = tokenise(text, VOCABULARY.forms)
    assert [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)] == tokens.text
    assert tokens.text == [
        "Ostra", "'s", "U.S.", "troops", "did", "n't", "fire", "1,426", "rounds", ";", "a", "27-year-old", "paid",
        "$23,000", "to", "24.kg", ".",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Gen. A. Berg met Mr. Okoro on Jan. 5 in the U.S. capital.", None),
        ('"Go!" he said. "Now."', ['"Go!" he said.', '"Now."']),
        ("A headline\n\nThe text begins here.", ["The text begins here."]),
        ("Ostra fears\n\nA deck that ends here.\n\nBy Anna Berg\n\nThe text.", ["The text."]),
        ("A deck that ends here.\n\nOSTRA, May 3 (Wire) - The text.", ["The text."]),
        ("Police held two men", ["Police held two men"]),
        ("It hit 7.5 points. 20 people fled.", ["It hit 7.5 points.", "20 people fled."]),
    ],
)
def test_sentences(text: str, sentences: list[str] | None) -> None:
    found = [text[one.tokens.start[0] : one.tokens.end[-1]] for one in split_sentences(text, VOCABULARY.forms)]
    assert found == (sentences or [text])


def test_a_quotation_may_go_on_over_sentences() -> None:
    first, second = split_sentences('He said: "They came. They left."', VOCABULARY.forms)
    assert not first.quoted[0]
    assert all(second.quoted)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Police arrested six armed men.", "N V M A N ."),
        ("The attacks killed six.", "D N V M ."),
        ("Militants attack the base.", "N V D N ."),
        ("They plan to attack.", "O V T V ."),
        ("A raid on a house failed.", "D N I D N V ."),
        ("Armed men raided it.", "A N V O ."),
        ("Osman bin Rashid left.", "P P P V ."),
        ("Nine were held, one killed.", "M X V , M V ."),
    ],
)
def test_tags(text: str, tags: str) -> None:
    assert " ".join(tag_sentence(tokenise(text, VOCABULARY.forms), VOCABULARY)) == tags


def chunks(text: str) -> list[Chunk]:
    tokens = tokenise(text, VOCABULARY.forms)
    return chunk_sentence(tokens, tag_sentence(tokens, VOCABULARY), VOCABULARY)


def words(text: str, chunk: Chunk) -> str:
    tokens = tokenise(text, VOCABULARY.forms)
    return text[tokens.start[chunk.start] : tokens.end[chunk.end - 1]]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It fell on January 18 there.", "January 18"),
        ("It fell on 18 January 2013 there.", "18 January 2013"),
        ("It fell on Jan. 18, 2013 there.", "Jan. 18, 2013"),
        ("It fell on August 23-24, 2017 there.", "August 23-24, 2017"),
        ("It fell on Saturday, March 5 there.", "Saturday, March 5"),
        ("It fell last week there.", "last week"),
        ("It fell two days ago there.", "two days ago"),
        ("It fell in 2011 there.", "2011"),
        ("It fell in May there.", "May"),
        ("It fell the following day there.", "the following day"),
        ("It may fall there.", None),
        ("They march there.", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    found = [words(text, chunk) for chunk in chunks(text) if chunk.kind == "DATE"]
    assert found == ([date] if date else [])


@pytest.mark.parametrize(
    ("text", "lemma", "form", "passive", "negated"),
    [
        ("Six have been killed.", "kill", "finite", True, False),
        ("They were not stopping.", "stop", "finite", False, True),
        ("They came to kill.", "kill", "infinitive", False, False),
        ("He is being held.", "hold", "finite", True, False),
    ],
)
def test_verb_groups(text: str, lemma: str, form: str, passive: bool, negated: bool) -> None:
    group = [chunk for chunk in chunks(text) if isinstance(chunk, VerbGroup)][-1]
    assert (group.lemma, group.form, group.passive, group.negated) == (lemma, form, passive, negated)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Northern Alliance for Peace (NAP) won.", "Northern Alliance for Peace"),
        ("Ostra's Committee for State Security (CSS) won.", "Committee for State Security"),
        ("The Ostran People's Army (OPA) won.", "Ostran People's Army"),
        ("The banned Free Valley Army [FVA] won.", "Free Valley Army"),
        ("The Free Valley Army, or FVA, won.", "Free Valley Army"),
        ("He won (again) there.", None),
    ],
)
def test_short_forms(text: str, name: str | None) -> None:
    tokens = tokenise(text, VOCABULARY.forms)
    found = [
        text[tokens.start[one.start] : tokens.end[one.end - 1]]
        for one in short_forms(tokens, tag_sentence(tokens, VOCABULARY))
    ]
    assert found == ([name] if name else [])
