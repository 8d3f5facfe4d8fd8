"""What an article costs the spacy extractor grows with its length and no faster, whatever it is made of."""

import sys
from types import FrameType
from typing import Any

import pytest
from spacy_samples import LEXICON

from harness.extractors.parse.passages import passages, readable
from harness.extractors.parse.reading import Reading
from harness.extractors.spacy import SpacyExtractor
from harness.facts import Article

ENDLESS = {
    "emoji": "\U0001f692",
    "emoji of several code points": "\U0001f44d\U0001f3fd",
    "abbreviations": "Mr. ",
    "brackets": "(",
    "quotes": '"',
    "clauses": ", and he said that",
    "digits": "1234567890",
    "lines under": "_",
    "hyphens": "a-",
    "one word": "a",
    "no blanks": "警察在城市逮捕了五名男子",
    "right to left": "الشرطة اعتقلت خمسة رجال ",
    "nothing to see": "a​",
}


@pytest.fixture(scope="module")
def extractor() -> SpacyExtractor:
    return SpacyExtractor(LEXICON)


@pytest.mark.parametrize("again", ENDLESS.values(), ids=ENDLESS)
def test_no_passage_has_more_tokens_than_prose_has(extractor: SpacyExtractor, again: str) -> None:
    text = f"Police arrested five men in Velden. They left in a {again * (6_000 // len(again))} as they had come."
    found = passages(text)
    assert text.startswith("Police arrested", found[0].start)
    assert "".join(text[one.start : one.end] for one in found).replace(" ", "") == text.replace(" ", "")
    counts = [len(extractor._pipeline.make_doc(readable(text, one))) for one in found]
    assert max(counts) <= 500


def test_the_steps_for_an_article_grow_as_its_passages_do(extractor: SpacyExtractor) -> None:
    few, many = (_lines_run(extractor, times) for times in (200, 800))
    assert many < 4.2 * few


def _lines_run(extractor: SpacyExtractor, times: int) -> int:
    """Count the lines of the harness that run for the speakers, the names and the spans of so many passages."""
    paragraph = "The ministry said that it had arrested five men. He said so on Monday."
    doc = extractor._pipeline(paragraph)
    article = Article("a", "\n\n".join([paragraph] * times), "", "2013-01-28")
    docs = [(number * (len(paragraph) + 2), extractor._mended(doc)) for number in range(times)]
    lines = 0

    def count(frame: FrameType, event: str, _: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count if "harness" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(count)
    try:
        reading = Reading.of(article, docs, extractor._lexicon, extractor._endings)
        for passage in reading.passages:
            for saying in passage.sayings:
                words = reading.speaker(saying)
                assert words is not None
                reading.span(words)
    finally:
        sys.settrace(before)
    return lines
