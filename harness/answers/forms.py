"""The forms in which other systems write what they found: where a row has its article, and where its records."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from harness.answers import langextract
from harness.answers.mapping import RecordMap, look
from harness.corpora.plain_facts import article_of
from harness.corpora.texts import Texts

Row = Mapping[str, Any]


class Form(Protocol):
    """How the rows of a file are read; `naming` says how a row names its article, `tidy` that a row is a filler.

    `unseen` are the fields that a mapping names and no record had so far.
    """

    naming: str
    tidy: bool
    unseen: set[str]

    def article(self, row: Row) -> str | None:
        """The article that a row belongs to; None where it does not say."""

    def items(self, row: Row) -> Sequence[object] | None:
        """The records of a row; None where it lacks the list of them."""

    def plain(self, item: object) -> object:
        """A record as `harness.answers.records` reads it; None if it is to be left out. May raise ValueError."""


class Own:
    """Our own form: a fact a row, or an article a row with its `facts`."""

    naming = "give it the key `article`, or say in a mapping where its id stands"

    def __init__(self, tidy: bool = False) -> None:
        """With `tidy`, rows are fillers, and joined before they are read."""
        self.tidy = tidy
        self.unseen: set[str] = set()

    def article(self, row: Row) -> str | None:
        """What `article` or `article_id` says."""
        return article_of(row)

    def items(self, row: Row) -> Sequence[object]:
        """The facts of an article, or the fact itself."""
        facts = row.get("facts", row)
        if "type" in row or not isinstance(facts, list | type(None)):
            return (row,)
        return facts or ()

    def plain(self, item: object) -> object:
        """The fact as it is."""
        if item is None:
            raise ValueError("a fact is a JSON object, not null")
        return item


class Mapped:
    """Any form that a mapping describes."""

    tidy = False

    def __init__(self, mapping: RecordMap) -> None:
        """Read by `mapping`."""
        self._mapping = mapping
        self.unseen = set(mapping.fields())
        self.naming = f"there is no id at {mapping.article!r} (mapping.article says where it stands)"

    def article(self, row: Row) -> str | None:
        """What stands where the mapping says."""
        said = look(row, self._mapping.article)
        return str(said) if isinstance(said, str | int) and said != "" else None

    def items(self, row: Row) -> Sequence[object] | None:
        """The list that the mapping names, or the row itself."""
        if self._mapping.records is None:
            return (row,)
        listed = look(row, self._mapping.records)
        return listed if isinstance(listed, list | tuple | type(None)) else (listed,)

    def plain(self, item: object) -> object:
        """The record in our own form."""
        if self.unseen:
            self.unseen -= {field for field in self.unseen if self._mapping.has(item, field)}
        return self._mapping.record(item)


class Annotated(Mapped):
    """langextract's annotated documents, by their id, or by their text where it gave them an id itself."""

    def __init__(self, mapping: RecordMap, texts: Texts, spans: bool) -> None:
        """Read by `mapping`; without `spans` by the words alone."""
        super().__init__(mapping)
        self._texts = texts
        self._spans = spans
        self._same = True  # whether the text of the document at hand is that of the article

    def article(self, row: Row) -> str | None:
        """The article of the document's id, else the one that says the same."""
        said, text = super().article(row), row.get("text")
        if isinstance(text, str) and (said is None or self._texts.text(said) is None):
            said = self._texts.saying(text) or said
        self._same = not isinstance(text, str) or said is None or self._texts.text(said) == text
        return said

    def items(self, row: Row) -> Sequence[object] | None:
        """The extractions; None stands for none."""
        return super().items(row) or ()

    def plain(self, item: object) -> object:
        """The extraction in our own form; offsets into another text than the article's are left out."""
        return super().plain(langextract.plain(item, self._spans and self._same))
