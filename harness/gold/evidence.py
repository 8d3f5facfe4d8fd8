"""A fact's `quotes` as spans of the article, and a slot's words inside them."""

from dataclasses import dataclass

from harness.facts import Article, Span
from harness.gold.anchor import Quote, occurrences
from harness.gold.lines import Lines
from harness.gold.near import nearest
from harness.gold.problems import FileProblems, Mark, shown
from harness.gold.shape import Shape
from harness.gold.yaml_source import Fields, Items, Node, Scalar

CONTEXT = ("text", "before", "after")
MAX_SEARCHED = 4_000_000
"""Code points that are searched for near misses of one file's quotes, about two seconds' worth."""


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
        self.name = name
        self.problems = problems
        self.shape = Shape(problems)
        self._searched = 0

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
            self.problems.error(at, self._ambiguous("quote", quote, found, "the article"))
        else:
            self.problems.error(at, self._absent("quote", quote, whole, "the article"))
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
        """The words of a slot: the place in the first quote that has them exactly once."""
        if self.article is None:
            return None
        ambiguous: tuple[Span, ...] = ()
        for entry in evidence:
            found = tuple(
                dict.fromkeys(s for piece in entry for s in occurrences(self.article.text, quote, piece.span))
            )
            if len(found) == 1:
                return found[0]
            ambiguous = ambiguous or found
        if ambiguous:
            self.problems.error(at, self._ambiguous(what, quote, ambiguous, "the fact's evidence"))
        else:
            spans = tuple(piece.span for entry in evidence for piece in entry)
            self.problems.error(at, self._absent(what, quote, spans, "the fact's evidence"))
        return None

    def _ambiguous(self, what: str, quote: Quote, found: tuple[Span, ...], where: str) -> str:
        text = self.article.text if self.article else ""
        lines = []
        for span in found[:4]:
            at = Lines(text).mark(span.start)
            around = shown(text[max(0, span.start - 25) : span.end + 25], 140)
            lines.append(f"\n    {self.name}:{at.line}:{at.column}: {around}")
        more = f"\n    and {len(found) - 4} more" if len(found) > 4 else ""
        context = " even with its context" if quote.before or quote.after else ""
        return (
            f"{what} {shown(quote.text)} stands {len(found)} times in {where}{context}: "
            f"add words `before:` or `after:` it{''.join(lines)}{more}"
        )

    def _absent(self, what: str, quote: Quote, within: tuple[Span, ...], where: str) -> str:
        text = self.article.text if self.article else ""
        bare = tuple(span for part in within for span in occurrences(text, Quote(quote.text), part))
        if bare:
            span = bare[0]
            at = Lines(text).mark(span.start)
            around = shown(text[max(0, span.start - 25) : span.end + 25], 140)
            return (
                f"{what} {shown(quote.text)} is in {where}, but not with this `before:` or `after:`"
                f"\n    {self.name}:{at.line}:{at.column}: {around}"
            )
        message = f"{what} {shown(quote.text)} is not in {where}"
        self._searched += sum(span.end - span.start for span in within)
        if self._searched > MAX_SEARCHED:
            return message
        near = nearest(text, quote.text, within, self.name)
        whole = tuple(occurrences(text, Quote(quote.text)))
        if whole and where != "the article":
            at = Lines(text).mark(whole[0].start)
            return f"{message}, but at {self.name}:{at.line}:{at.column}: add a quote that holds it{near}"
        return message + near


def _plain(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain
