"""Plain JSON records of another system -> records of ours, by a few lines of config. Pure.

    mapping:
      article: doc.id                        where the article's id stands; a dot leads into an object
      records: output.events                 the list of records, where one object holds those of an article
      type: label
      types:                                 the record's type -> a fact type
        Arrest: detention
        Killed: {type: casualty, slots: {who: victim}, set: {outcome: killed}}
        Weather: null                        left out
      slots: {who: detainee, when.day: date}
      evidence: [sentence]

Docs: docs/predictions.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from harness.errors import ConfigError
from harness.gold.problems import closest
from harness.misfits import Misfit, misfits

Plain = Mapping[str, Any]
OTHERS = "*"
"""The type, in `types`, of every record whose own is not there."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Model):
    """The fields of an object that says words and where they stand; `value` is their normal form."""

    text: str = "text"
    start: str = "start"
    end: str = "end"
    value: str = "value"


class SlotMap(_Model):
    """A slot, the fields that say where its words stand if they do not stand in it, and other names of its values."""

    slot: str
    start: str | None = None
    end: str | None = None
    values: Mapping[str, str | int | float] = Field(default_factory=dict)


class TypeMap(_Model):
    """A fact type, the fields that fill its slots, and values that every fact of it has."""

    type: str
    slots: Mapping[str, str | SlotMap] = Field(default_factory=dict)
    set: Mapping[str, str | int | float] = Field(default_factory=dict)


class EvidenceMap(_Model):
    """Fields of the record itself that hold a quote, or where it starts and ends."""

    text: str | None = None
    start: str | None = None
    end: str | None = None


class RecordMap(_Model):
    """How records are read. Without any `slots`, every field that nothing else names is a slot of the same name."""

    article: str = "article"
    records: str | None = None
    type: str = "type"
    types: Mapping[str, str | TypeMap | None] = Field(default_factory=dict)
    slots: Mapping[str, str | SlotMap] = Field(default_factory=dict)
    evidence: tuple[str | EvidenceMap, ...] = ()
    arguments: str | None = None
    role: str = "role"
    words: Words = Words()
    confidence: str | None = None
    source: str | None = None
    modality: str | None = None
    polarity: str | None = None

    def record(self, data: object) -> dict[str, Any] | None:
        """The record as `harness.answers.records` reads it; None where `types` leaves it out. Raises ValueError.

        >>> its = RecordMap(type="label", types={"Arrest": "detention"}, slots={"who.name": "detainee"})
        >>> its.record({"label": "Arrest", "who": {"name": "two men"}, "page": 3})
        {'type': 'detention', 'slots': {'detainee': ['two men']}, 'evidence': []}
        """
        if not isinstance(data, Mapping):
            raise ValueError(f"a record is a JSON object, not {data!r:.80}")
        kind = self._type(data)
        if kind is None:
            return None
        slots: dict[str, list[Any]] = {slot: [{"value": value}] for slot, value in kind.set.items()}
        for field, target in self._slots(data, kind).items():
            its = SlotMap(slot=target) if isinstance(target, str) else target
            if fillers := list(self._fillers(data, field, its)):
                slots.setdefault(its.slot, []).extend(fillers)
        evidence = [one for entry in self.evidence for one in self._evidence(data, entry)]
        about = {name: look(data, path) for name, path in self._attributes().items()}
        return {"type": kind.type, "slots": slots, "evidence": evidence, **about}

    def fields(self) -> frozenset[str]:
        """Every path of a record that the mapping names and that fills something, the type's aside."""
        kinds = [kind.slots for kind in self.types.values() if isinstance(kind, TypeMap)]
        slots = (path for some in (self.slots, *kinds) for path in some)
        return frozenset((*self._attributes().values(), *slots, *self._quotes()))

    def has(self, data: object, field: str) -> bool:
        """Tell whether a record has something at a path, or as an argument of that role."""
        if not isinstance(data, Mapping):
            return False
        if look(data, field) is not None:
            return True
        return any(look(one, self.role) == field for one in as_list(look(data, self.arguments or "")))

    def _type(self, data: Plain) -> TypeMap | None:
        said = look(data, self.type)
        name = str(said) if isinstance(said, str | int) else None
        if name is None and OTHERS not in self.types:
            raise ValueError(f"a record needs a type: a text at {self.type!r}, not {said!r:.80}")
        kind = self.types.get(name or OTHERS, self.types.get(OTHERS, name))
        return TypeMap(type=kind) if isinstance(kind, str) else kind

    def _slots(self, data: Plain, kind: TypeMap) -> Mapping[str, str | SlotMap]:
        """What fills the slots, by field; a type's own slots go before those of all types."""
        if mapped := {**self.slots, **kind.slots}:
            return mapped
        used = {path.partition(".")[0] for path in self._named()} | set(self._named())
        fields = [*data, *(self._arguments(data) if self.arguments else ())]
        return {field: field for field in fields if field not in used}

    def _named(self) -> Iterator[str]:
        """Every path that names something other than a slot."""
        yield from (self.article, self.type, *self._attributes().values())
        yield from (path for path in (self.arguments, self.records) if path)
        yield from self._quotes()

    def _quotes(self) -> Iterator[str]:
        """The paths that `evidence` names."""
        for one in self.evidence:
            yield from [one] if isinstance(one, str) else [path for path in (one.text, one.start, one.end) if path]

    def _attributes(self) -> dict[str, str]:
        named = {name: getattr(self, name) for name in ("confidence", "source", "modality", "polarity")}
        return {name: path for name, path in named.items() if path}

    def _arguments(self, data: Plain) -> dict[str, list[Any]]:
        """The entries of a list of arguments by their roles."""
        roles: dict[str, list[Any]] = {}
        for one in as_list(look(data, self.arguments or "")):
            role = look(one, self.role) if isinstance(one, Mapping) else None
            if not isinstance(role, str):
                raise ValueError(f"an entry of {self.arguments!r} is an object with a text at {self.role!r}")
            roles.setdefault(role, []).append(one)
        return roles

    def _fillers(self, data: Plain, field: str, its: SlotMap) -> Iterator[Any]:
        given = look(data, field)
        if given is None and self.arguments:
            given = self._arguments(data).get(field)
        span = _span(look(data, its.start), look(data, its.end)) if its.start and its.end else None
        for one in as_list(given):
            filler = self._filler(one, field) if isinstance(one, Mapping) else one
            if span is not None and isinstance(filler, str):
                filler = {"text": filler, "span": span}
            said = filler.get("text") if isinstance(filler, dict) else filler
            if its.values and str(said) in its.values:
                normal = {"value": its.values[str(said)]}
                filler = {**filler, **normal} if isinstance(filler, dict) else normal
            yield filler

    def _filler(self, data: Plain, field: str) -> dict[str, Any]:
        words = self.words
        span = _span(look(data, words.start), look(data, words.end))
        filler = {"text": look(data, words.text), "value": look(data, words.value), "span": span}
        filled = {key: value for key, value in filler.items() if value is not None}
        if not filled:
            raise ValueError(
                f"{field!r} is an object without {words.text!r} or {words.value!r}: name what fills the slot"
            )
        return filled

    def _evidence(self, data: Plain, entry: str | EvidenceMap) -> Iterator[Any]:
        if isinstance(entry, EvidenceMap):
            words = look(data, entry.text) if entry.text else None
            yield from _quoted(words, _span(look(data, entry.start or ""), look(data, entry.end or "")))
            return
        given = look(data, entry)
        if isinstance(given, list | tuple) and len(given) == 2 and all(type(edge) is int for edge in given):
            yield list(given)
            return
        for one in as_list(given):
            if isinstance(one, Mapping):
                span = _span(look(one, self.words.start), look(one, self.words.end))
                yield from _quoted(look(one, self.words.text), span)
            else:
                yield one


def read_mapping(given: Plain | None, preset: Plain | None = None) -> RecordMap:
    """The mapping that a config gives, over a preset one. Raises ConfigError that names every key that is wrong."""
    try:
        return RecordMap.model_validate({**(preset or {}), **(given or {})})
    except ValidationError as error:
        wrong = (_complaint(one) for one in misfits(error.errors(), {**(preset or {}), **(given or {})}))
        raise ConfigError(f"the mapping cannot be used: {'; '.join(wrong)}") from error


def _complaint(wrong: Misfit) -> str:
    key = f"mapping.{wrong.key}"
    if wrong.kind == "missing":
        return f"the key {key} is missing"
    if wrong.kind == "extra_forbidden":
        models: dict[str | int, type[_Model]] = {"words": Words}
        models |= {one.__name__: one for one in (SlotMap, TypeMap, EvidenceMap)}
        way = wrong.errors[0]["loc"][:-1]
        inside: list[type[_Model]] = [RecordMap, *(models[part] for part in way if part in models)]
        return f"there is no key {key}{closest(str(wrong.place[-1]), inside[-1].model_fields)}"
    return f"{key} {wrong.asked}, not {wrong.errors[0]['input']!r:.80}"


def look(data: object, path: str) -> Any:  # noqa: ANN401 - any JSON
    """What stands at a path; None where nothing does. A list on the way gives a list of what its entries have.

    >>> look({"who": [{"name": "A"}, {"name": "B"}], "a.b": 1}, "who.name"), look({"a.b": 1}, "a.b")
    (['A', 'B'], 1)
    """
    if isinstance(data, list | tuple):
        found = [look(one, path) for one in data]
        return [one for some in found for one in as_list(some)] or None
    if not isinstance(data, Mapping):
        return None
    if path in data:
        return data[path]
    head, dot, rest = path.partition(".")
    return look(data[head], rest) if dot and head in data else None


def _quoted(words: object, span: list[int] | None) -> Iterator[Any]:
    if span is not None:
        yield span if words is None else {"text": words, "span": span}
    elif words is not None:
        yield words


def _span(start: object, end: object) -> list[int] | None:
    """Two offsets, or None where one is absent; a column that has gaps holds 2 as 2.0."""
    if start is None or end is None:
        return None
    edges = [int(edge) if isinstance(edge, float) and edge.is_integer() else edge for edge in (start, end)]
    if not all(type(edge) is int for edge in edges):
        raise ValueError(f"start and end are whole numbers, not {start!r:.40} and {end!r:.40}")
    return edges  # type: ignore[return-value]


def as_list(data: Any) -> Sequence[Any]:  # noqa: ANN401 - any JSON
    """What stands alone as a list of one; None is an empty one."""
    if data is None or isinstance(data, list | tuple):
        return data or ()
    return (data,)
