"""A fact's `quotes` as spans of the article, and a slot's words inside them."""

from dataclasses import dataclass

from harness.facts import Article, Span
from harness.gold.anchor import Quote, inside_word, occurrences
from harness.gold.misses import Misses
from harness.gold.problems import FileProblems, Mark
from harness.gold.shape import Shape
from harness.gold.yaml_source import Fields, Items, Node, Scalar

CONTEXT = ("text", "before", "after")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one quote: where it is written, and where it stands in the article.

    `plain` means without quotation marks, `in_flow` that a comma would have ended it.
    """

    at: Mark
    span: Span
    plain: bool
    in_flow: bool


Evidence = tuple[tuple[Piece, ...], ...]
"""One entry for each time that the fact is said, each in one or more pieces."""


class Anchor:
    """Finds the words of one gold file in its article, and notes what is absent or ambiguous."""

    def __init__(self, article: Article | None, name: str, problems: FileProblems) -> None:
        """`name` is the article's file, for messages; without an article nothing is found and nothing noted."""
        self.article = article
        self.problems = problems
        self.shape = Shape(problems)
        self.misses = Misses(article.text if article else "", name)

    def evidence(self, node: Node) -> tuple[Evidence, bool]:
        """The quotes of a fact in the order of the file, and whether every one of them was found."""
        entries = self.shape.items(node, "quotes", '["words of the article"]')
        if entries is not None and not entries:
            self.problems.error(node.at, "quotes is empty: a fact has at least one quote")
        evidence: list[tuple[Piece, ...]] = []
        complete = bool(entries)
        for entry in entries or ():
            members = entry.items if isinstance(entry, Items) else (entry,)
            in_flow = any(isinstance(part, Items) and part.flow for part in (node, entry))
            if not members:
                self.problems.error(entry.at, "a quote has no pieces: write its words, or remove it")
            pieces = [piece for member in members if (piece := self._piece(member, in_flow))]
            complete = complete and bool(members) and len(pieces) == len(members)
            if pieces:
                evidence.append(tuple(pieces))
        return tuple(evidence), complete and self.article is not None

    def _piece(self, node: Node, in_flow: bool) -> Piece | None:
        quote, at, plain = self._quote(node)
        if quote is None or self.article is None:
            return None
        found = occurrences(self.article.text, quote)
        if len(found) == 1:
            return Piece(at, found[0], plain, in_flow)
        whole = (Span(0, len(self.article.text)),)
        if found:
            self.problems.error(at, self.misses.ambiguous("quote", quote, found, "the article"))
        else:
            self.problems.error(at, self.misses.absent("quote", quote, whole, "the article"))
        return None

    def _quote(self, node: Node) -> tuple[Quote | None, Mark, bool]:
        if isinstance(node, Fields):
            fields = self.shape.fields(node, "a quote", CONTEXT, ("text",)) or {}
            texts = {name: self.shape.text(field.value, f"`{name}` of a quote") for name, field in fields.items()}
            if set(fields) != set(node.fields) or not texts.get("text") or None in texts.values():
                return None, node.at, False
            value = fields["text"].value
            return Quote(**{name: text or "" for name, text in texts.items()}), value.at, _plain(value)
        text = self.shape.text(node, "a quote")
        return (Quote(text) if text else None), node.at, _plain(node)

    def inside(self, what: str, quote: Quote, evidence: Evidence, at: Mark) -> Span | None:
        """The words of a slot: the place in the first quote that has them exactly once; "men" is not sought in "women".

        Parts of words count only in a quote without the whole ones.
        """
        if self.article is None:
            return None
        ambiguous: tuple[Span, ...] = ()
        for entry in evidence:
            found = tuple(
                dict.fromkeys(s for piece in entry for s in occurrences(self.article.text, quote, piece.span))
            )
            found = tuple(span for span in found if not inside_word(self.article.text, span)) or found
            if len(found) == 1:
                return found[0]
            ambiguous = ambiguous or found
        if ambiguous:
            self.problems.error(at, self.misses.ambiguous(what, quote, ambiguous, "the fact's evidence"))
        else:
            spans = tuple(piece.span for entry in evidence for piece in entry)
            self.problems.error(at, self.misses.absent(what, quote, spans, "the fact's evidence"))
        return None


def _plain(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain
