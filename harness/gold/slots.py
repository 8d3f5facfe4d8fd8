"""One filler of a slot as written in gold: its words, its value, its entity, and what else is accepted for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from harness.facts import Accepts, Filler, Precision, Span, Value
from harness.gold.anchor import Quote
from harness.gold.entities import Entities, Entity
from harness.gold.evidence import Anchor, Evidence
from harness.gold.problems import Mark, shown
from harness.gold.shape import Shape, kind
from harness.gold.values import is_null, is_own, read_value, takes_value, valued
from harness.gold.yaml_source import Field, Fields, Items, Node, Scalar
from harness.schema import Schema, SlotType

KEYS = ("text", "value", "entity", "also", "optional", "precision", "before", "after", "note")
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
PRONOUNS = frozenset(
    word
    for words in (
        "i me my we us our ours you your yours he him his she her hers it its they them their theirs",
        "himself herself itself themselves ourselves who whom whose which this that these those",
    )
    for word in words.split()
)
"""A mine is a weapon or a pit far more often than somebody's."""


@dataclass(frozen=True, slots=True)
class Written:
    """A filler, what is accepted for it, and where its words (or else its mapping) are written."""

    filler: Filler
    accepts: Accepts
    at: Mark


class Slots:
    """Reads the fillers of one fact's slots."""

    def __init__(self, anchor: Anchor, entities: Entities, evidence: Evidence | None, schema: Schema) -> None:
        """Without `evidence` (some quote was not found) no words are looked up, so that nothing is noted twice."""
        self.anchor = anchor
        self.entities = entities
        self.evidence = evidence
        self.schema = schema
        self.shape = Shape(anchor.problems)
        self._error = anchor.problems.error

    def read(self, slot: SlotType, what: str, node: Node) -> tuple[Written, ...]:
        """The fillers of `slot`: one mapping, or a list of them where the slot takes several."""
        nodes: tuple[Node, ...] = (node,)
        if isinstance(node, Items):
            nodes = node.items
            if slot.fillers != "several":
                self._error(node.at, f"{what} takes one filler, not a list: write one mapping")
            elif not nodes:
                self._error(node.at, f"{what} has an empty list of fillers: write one, or remove the slot")
        written = (self._filler(slot, what, member) for member in nodes)
        return tuple(filler for filler in written if filler)

    def _filler(self, slot: SlotType, what: str, node: Node) -> Written | None:
        if not isinstance(node, Fields):
            self._error(node.at, f"{what} must be a mapping, not {kind(node)}; {self._advice(slot, node)}")
            return None
        fields = self.shape.fields(node, what, KEYS) or {}
        text = self._text(fields, "text", what)
        entity = self._entity(slot, what, fields)
        also = self.shape.texts(fields["also"].value, f"`also` of {what}", "[IMU]") if "also" in fields else ()
        optional = "optional" in fields and self.shape.flag(fields["optional"].value, f"`optional` of {what}")
        self._text(fields, "note", what)
        must = valued(slot, self.schema)
        if "also" in fields and must:
            self._error(fields["also"].at, f"{what} is compared by its value, so `also` has no meaning: remove it")
        precision = self._precision(slot, what, fields)
        value = self._value(slot, what, fields, node.at, vague=precision == "vague")
        span = self._span(what, fields, text)
        if "text" not in fields:
            self._check_textless(slot, what, fields, node.at, optional)
        elif text and "entity" not in fields and _is_pronoun(text) and not (must or is_own(slot) or not slot.kinds):
            self._error(
                fields["text"].value.at, f"{what}: a pronoun ({shown(text)}) needs `entity:`, whom it stands for"
            )
        names = tuple(dict.fromkeys((*also, *(entity.names if entity else ()))))
        accepts = Accepts(
            names=names,
            containers=self.entities.containers(entity) if entity else (),
            optional=optional,
            entity=entity.key if entity else None,
        )
        words = text or (entity.name if entity else None)
        return Written(Filler(words, value, span, precision), accepts, fields["text"].value.at if text else node.at)

    def _advice(self, slot: SlotType, node: Node) -> str:
        text = node.text if isinstance(node, Scalar) and node.text else "..."
        if "enum" in slot.kinds:
            return f"write {{value: {text}}}"
        if text in self.entities.by_key:
            return f"write {{text: words of the evidence, entity: {text}}}"
        if isinstance(node, Scalar) and node.kind != "str":
            return f"write {{text: words of the evidence, value: {text}}}"
        return f"write {{text: {text}, value: ...}}" if valued(slot, self.schema) else f"write {{text: {text}}}"

    def _text(self, fields: Mapping[str, Field], name: str, what: str) -> str | None:
        return self.shape.text(fields[name].value, f"`{name}` of {what}") if name in fields else None

    def _entity(self, slot: SlotType, what: str, fields: Mapping[str, Field]) -> Entity | None:
        if "entity" not in fields:
            return None
        at = fields["entity"].value.at
        entity = self.entities.find(fields["entity"].value, f"`entity` of {what}", self.shape)
        if valued(slot, self.schema):
            self._error(at, f"{what} is compared by its value, so `entity` has no meaning: remove it")
        elif is_own(slot):
            self._error(at, f"{what} is compared by its words, so `entity` has no meaning: remove it")
        elif entity and slot.kinds == ("place",) and entity.kind != "place":
            self.anchor.problems.warn(at, f"{what} is a place, but entity '{entity.key}' has kind {entity.kind}")
        return entity

    def _precision(self, slot: SlotType, what: str, fields: Mapping[str, Field]) -> Precision:
        if "precision" not in fields:
            return "exact"
        precision = self.shape.choice(fields["precision"].value, f"the precision of {what}", PRECISIONS)
        if "enum" in slot.kinds or not takes_value(slot, self.schema):
            self._error(fields["precision"].at, f"{what}: only numbers and dates have a precision: remove it")
        return cast(Precision, precision or "exact")

    def _value(self, slot: SlotType, what: str, fields: Mapping[str, Field], at: Mark, vague: bool) -> Value:
        if "value" not in fields:
            if valued(slot, self.schema):
                choices = f": one of {', '.join(slot.values)}" if slot.values else ", the normal form of its words"
                self._error(at, f"{what} lacks the key 'value'{choices}")
            return None
        field = fields["value"]
        if not takes_value(slot, self.schema):
            self._error(field.at, f"{what} has no value (numbers, dates and enums do); other wordings go to `also`")
            return None
        if not slot.kinds:  # the schema's own mistake, which is told there
            return None
        if is_null(field.value) and "enum" not in slot.kinds:
            if not vague:
                self._error(field.value.at, f"{what} has value null, which needs `precision: vague`")
            return None
        return read_value(field.value, slot, what, self.shape, self.schema)

    def _span(self, what: str, fields: Mapping[str, Field], text: str | None) -> Span | None:
        before, after = (self._text(fields, name, what) for name in ("before", "after"))
        for name in ("before", "after"):
            if name in fields and "text" not in fields:
                self._error(fields[name].at, f"{what} has `{name}` without the `text` that it tells apart")
        if text is None or self.evidence is None:
            return None
        quote = Quote(text, before or "", after or "")
        return self.anchor.inside(f"{what}:", quote, self.evidence, fields["text"].value.at)

    def _check_textless(self, slot: SlotType, what: str, fields: Mapping[str, Field], at: Mark, optional: bool) -> None:
        if ("enum" in slot.kinds or not slot.kinds) and "value" in fields:
            return
        if not optional:
            self._error(
                at,
                f"{what} has no text: write the words of the evidence, or `optional: true` if another place gives it",
            )
        elif "entity" not in fields and ("value" not in fields or is_null(fields["value"].value)):
            self._error(at, f"{what} is empty: write text, value or entity, or remove the slot")


def _is_pronoun(text: str) -> bool:
    """Whether words are a pronoun; in capitals (US, WHO, IT) they are a name."""
    return text.lower() in PRONOUNS and not (len(text) > 1 and text.isupper())
