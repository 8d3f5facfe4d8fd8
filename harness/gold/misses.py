"""What to say about words that an article has nowhere, or too often: where it has them, and what comes nearest."""

from harness.facts import Span
from harness.gold.anchor import ENOUGH, Quote, occurrences
from harness.gold.lines import Lines
from harness.gold.near import nearest
from harness.gold.problems import shown

MAX_SEARCHED = 4_000_000
"""Code points that are searched for near misses of one gold file, about two seconds' worth."""
AROUND = 25
"""Code points of the article that are shown on either side."""


class Misses:
    """Messages about one article."""

    def __init__(self, text: str, name: str) -> None:
        """`name` is the article's file."""
        self.text = text
        self.name = name
        self._lines: Lines | None = None
        self._searched = 0

    def ambiguous(self, what: str, quote: Quote, found: tuple[Span, ...], where: str) -> str:
        """`quote` stands in several places."""
        times = f"{len(found)} times" if len(found) < ENOUGH else f"{ENOUGH} times or more"
        context = " even with its context" if quote.before or quote.after else ""
        places = "".join(f"\n    {self._around(span)}" for span in found[:4])
        more = "\n    ..." if len(found) > 4 else ""
        advice = "add words `before:` or `after:` it"
        return f"{what} {shown(quote.text)} stands {times} in {where}{context}: {advice}{places}{more}"

    def absent(self, what: str, quote: Quote, within: tuple[Span, ...], where: str) -> str:
        """`quote` stands nowhere inside the spans that `where` describes."""
        bare = Quote(quote.text)
        message = f"{what} {shown(quote.text)} is not in {where}"
        for span in within:
            for found in occurrences(self.text, bare, span):
                here = f"{what} {shown(quote.text)} is in {where}, but not with this `before:` or `after:`"
                return f"{here}\n    {self._around(found)}"
        near = self._nearest(quote, within)
        for found in occurrences(self.text, bare):
            return f"{message}, but elsewhere: add a quote that holds it{near}\n    {self._around(found)}"
        return message + near

    def _nearest(self, quote: Quote, within: tuple[Span, ...]) -> str:
        self._searched += sum(span.end - span.start for span in within)
        near = nearest(self.text, quote.text, within) if self._searched <= MAX_SEARCHED else None
        if near is None:
            return ""
        words = shown(self.text[slice(*near.span)], 160)
        return f"\n    nearest, {self._at(near.span)}: {words}\n    {near.difference}"

    def _around(self, span: Span) -> str:
        left = self.text[max(0, span.start - AROUND) : span.start]
        right = self.text[span.end : span.end + AROUND]
        whole_words = (left.partition(" ")[2] or left) + self.text[slice(*span)] + (right.rpartition(" ")[0] or right)
        return f"{self._at(span)}: {shown(whole_words, 140)}"

    def _at(self, span: Span) -> str:
        self._lines = self._lines or Lines(self.text)
        mark = self._lines.mark(span.start)
        return f"{self.name}:{mark.line}:{mark.column}"
