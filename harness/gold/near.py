"""What an article has that is nearly a quote, and in which words the two differ."""

import unicodedata
from dataclasses import dataclass

from harness.facts import Span
from harness.gold.problems import shown
from harness.normalise.folding import folded

MAX_QUOTE = 300
"""Code points of a quote that are looked for."""
MIN_SCORE = 60.0
"""rapidfuzz's partial ratio, 0..100, below which nothing is called near."""


@dataclass(frozen=True, slots=True)
class Near:
    """Words of the article that are nearly the wanted ones, and how they differ, as the end of a sentence."""

    span: Span
    difference: str


def nearest(article: str, words: str, within: tuple[Span, ...]) -> Near | None:
    """What comes nearest to `words` inside the spans, or None if nothing is near.

    Two strings that differ only in white space, quotation marks, dashes, case or Unicode normal form are told apart
    exactly; others are proposed by rapidfuzz's partial ratio. Time is linear in what the spans hold.
    """
    best: tuple[float, Span] | None = None
    for span in within:
        candidate = _folded_match(article, words, span) or _fuzzy_match(article, words, span)
        if candidate and (best is None or candidate[0] > best[0]):
            best = candidate
    return Near(best[1], _difference(words, article[slice(*best[1])])) if best else None


def _folded_match(article: str, words: str, within: Span) -> tuple[float, Span] | None:
    needle = folded(words, loose=True).text.strip()
    if not needle:
        return None
    hay = folded(article[within.start : within.end], loose=True)
    at = hay.text.find(needle)
    if at < 0:
        return None
    start, end = hay.origin(at, at + len(needle))
    return 101.0, Span(within.start + start, within.start + end)


def _fuzzy_match(article: str, words: str, within: Span) -> tuple[float, Span] | None:
    from rapidfuzz import fuzz

    text = article[within.start : within.end]
    wanted = words[:MAX_QUOTE]
    match = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=MIN_SCORE)
    if match is None or len(text) < len(wanted) // 2:
        return None
    start, end = within.start + match.dest_start, within.start + match.dest_end
    end = min(within.end, end + len(words) - len(wanted))
    end -= len(article[start:end]) - len(article[start:end].rstrip())
    start += len(article[start:end]) - len(article[start:end].lstrip())
    while start > within.start and _in_word(article, start):
        start -= 1
    while end < within.end and _in_word(article, end):
        end += 1
    return match.score, Span(start, end)


def _in_word(text: str, at: int) -> bool:
    return at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _difference(words: str, found: str) -> str:
    """Which words differ, at most three groups of them; line breaks and normal forms are named."""
    if unicodedata.normalize("NFC", words) == unicodedata.normalize("NFC", found):
        return "the letters are the same in another Unicode normal form: copy the words from the article"
    ours, theirs = words.split(), found.split()
    if ours == theirs:
        if "\n" in found or "\r" in found:
            escape = r"\r\n" if "\r\n" in found else r"\r" if "\r" in found else r"\n"
            return (
                "the article breaks the line here, and YAML reads a line break as a blank: "
                f'write {escape} in double quotation marks ("first{escape}second"), or make two pieces of it'
            )
        return "only white space differs: copy the words from the article"
    from rapidfuzz.distance import Levenshtein

    groups = [
        _group(" ".join(ours[code.src_start : code.src_end]), " ".join(theirs[code.dest_start : code.dest_end]))
        for code in Levenshtein.opcodes(ours, theirs)
        if code.tag != "equal"
    ]
    more = ", ..." if len(groups) > 3 else ""
    return f"the article {', '.join(groups[:3])}{more}"


def _group(ours: str, theirs: str) -> str:
    if not ours:
        return f"also has {shown(theirs, 60)}"
    if not theirs:
        return f"lacks {shown(ours, 60)}"
    return f"has {shown(theirs, 60)} for {shown(ours, 60)}"
