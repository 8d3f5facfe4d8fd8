"""What can be wrong with an entry of a pattern book: one pattern, or one companion."""

from collections.abc import Iterable, Mapping, Set

from ruamel.yaml.comments import CommentedMap

from harness.extractors.patterns.against_schema import AgainstSchema
from harness.extractors.patterns.expression import Expression
from harness.extractors.patterns.fruitless import why_fruitless
from harness.extractors.patterns.syntax import split_group
from harness.extractors.patterns.tree import IN_QUOTES, Tree

_SAYS = ("type", "pattern", "slots", "modality", "polarity")
"""The keys by which a pattern differs from another."""


class Entries:
    """Checks the entries of a book; what is wrong goes to the problems of `tree`.

    `facts` are the slots of each fact type, `pieces` what entries may be made of, and `attributes` what a modality and
    a polarity may be.
    """

    def __init__(
        self,
        tree: Tree,
        facts: Mapping[str, frozenset[str]],
        pieces: CommentedMap,
        schema: AgainstSchema,
        attributes: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Know of no entry yet."""
        self._tree, self._facts, self._pieces, self._schema = tree, facts, pieces, schema
        self._attributes = attributes
        self._names: dict[str, CommentedMap] = {}
        self._said: dict[tuple[str, ...], CommentedMap] = {}

    def has_words(self, item: CommentedMap, key: str) -> bool:
        """Whether an entry has words at a key; if not, that is told."""
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return True
        name = item.get("name")
        called = f"pattern {name}" if isinstance(name, str) else "every pattern"
        hint = ""
        if isinstance(value, list):
            hint = f"; one {key} a pattern" + (", and what goes with many is a companion" if key == "type" else "")
        elif value is not None and not isinstance(value, str):
            no_word = f"; {value!r} is no word to YAML: put it in quotation marks"
            hint = f"; {IN_QUOTES}" if key == "pattern" else no_word
        self._tree.wrong(item, key, f"{called} needs the key {key}, with words{hint}")
        return False

    def check_name(self, item: CommentedMap, name: str) -> None:
        """Tell a name that another entry has."""
        if self._names.setdefault(name, item) is not item and "name" in item:
            line = self._names[name].lc.line + 1
            self._tree.wrong(item, "name", f"the name {name} is taken by line {line}; every pattern has one of its own")

    def check_groups(
        self, item: CommentedMap, types: Iterable[str], groups: Iterable[str], slots: Iterable[str]
    ) -> None:
        """Tell the groups that fill no slot of the entry, and what their slots cannot be."""
        known = {*slots, *self._attributes, "source", "evidence"}
        for slot, value in map(split_group, groups):
            odd = slot in self._attributes and value not in self._attributes[slot]
            why = self.misfit(types, slot, value) if slot in slots else None
            if slot in known and not odd and not why:
                continue
            node, key, at = self._place(item, slot, value)
            if slot not in known:
                self._tree.unknown(node, key, "slot", slot, known, at)
            elif odd:
                self._tree.unknown(node, key, slot, str(value), self._attributes[slot], at)
            elif why:
                self._tree.wrong(node, key, why, at)

    def check_use(self, item: CommentedMap, expression: Expression, slots: Set[str], *, companion: bool) -> None:
        """Tell an entry that nothing comes of, and a pattern that is there already."""
        wanted = {*slots, *self._attributes, "source"} if companion else slots
        if why := why_fruitless(expression, wanted, companion=companion):
            self._tree.wrong(item, "pattern", f"pattern {item['name']} {why}", 0)
        said = tuple(" ".join(str(item.get(key)).split()) for key in _SAYS)
        if (first := self._said.setdefault(said, item)) is not item and not companion:
            same = f"pattern {item['name']} says the same as {first['name']} in line {first.lc.line + 1}"
            self._tree.wrong(item, "pattern", f"{same}: leave one out", 0)

    def _place(self, item: CommentedMap, slot: str, value: str | None) -> tuple[CommentedMap, str, int]:
        """Where a group is written: in the pattern of an entry, or in a piece that is put in there."""
        begin = f"{{{slot}{f'.{value}' if value else ''}="
        for node, key in ((item, "pattern"), *((self._pieces, name) for name in self._pieces)):
            if isinstance(node[key], str) and begin in node[key]:
                return node, key, node[key].index(begin)
        return item, "pattern", 0

    def misfit(self, types: Iterable[str], slot: str, value: object) -> str | None:
        """What the slot of one of these types cannot be according to the schema, or None."""
        for fact_type in types:
            if slot in self._facts.get(fact_type, ()) and (why := self._schema.check_value(fact_type, slot, value)):
                return f"in the schema {fact_type}.{slot} {why}"
        return None
