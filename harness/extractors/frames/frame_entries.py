"""The `frames` section of a lexicon -> `Frame`s, with every mistake at its place."""

from collections.abc import Mapping
from typing import TypeVar, get_args

from ruamel.yaml.nodes import Node

from harness.extractors.frames.lexicon import Frame, Phrase, Role
from harness.extractors.frames.yaml_nodes import NodeReader
from harness.facts import Modality, Polarity
from harness.gold.problems import closest

_KEYS = (
    "type",
    "verbs",
    "nouns",
    "adjectives",
    "constants",
    "deeds",
    "slots",
    "needs",
    "marks",
    "modality",
    "polarity",
    "counted",
    "alone",
    "doerless",
)
_ROLE_KEYS = ("from", "are", "must", "with")
_WORD_KEYS = ("verbs", "nouns", "adjectives")
_Choice = TypeVar("_Choice")


class FrameEntries:
    """One `frames` section; `frames()` reads it once the noun classes of all files are known."""

    def __init__(self, reader: NodeReader, node: Node) -> None:
        """Keep the section for later."""
        self.reader = reader
        self.node = node

    def frames(self, leaves: Mapping[str, frozenset[str]]) -> list[Frame]:
        """Every frame of the section; `leaves` says which classes a class, kind or group name stands for."""
        reader = self.reader
        return [
            self._frame(name, name_node, body, leaves) for name, name_node, body in reader.pairs(self.node, "frames")
        ]

    def _frame(
        self,
        name: str,
        name_node: Node,
        body: Node,
        leaves: Mapping[str, frozenset[str]],
    ) -> Frame:
        reader = self.reader
        parts: dict[str, Node] = {}
        for key, key_node, value in reader.pairs(body, f"frame {name!r}"):
            if key in _KEYS:
                parts[key] = value
            else:
                reader.problem(key_node, f"unknown key {key!r}{closest(key, _KEYS)}")
        type_ = reader.word(parts["type"], "type") if "type" in parts else None
        if type_ is None:
            reader.problem(name_node, f"frame {name!r} needs a type: the fact type that it announces")
        words = {key: self._phrases(parts.get(key), key) for key in _WORD_KEYS}
        if not any(words.values()):
            reader.problem(name_node, f"frame {name!r} needs cue words: verbs, nouns or adjectives")
        roles = self._roles(parts.get("slots"), leaves)
        constants = self._constants(parts.get("constants"))
        routes = {route for role in roles for route in role.routes}
        return Frame(
            name=name,
            type=type_ or "",
            **words,
            constants=constants,
            deeds=self._constants(parts.get("deeds")),
            roles=roles,
            needs=frozenset(word for word, _ in reader.words(parts["needs"], "needs"))
            if "needs" in parts
            else frozenset(),
            marks=self._marks(parts.get("marks")),
            modality=self._choice(parts.get("modality"), "modality", get_args(Modality)),
            polarity=self._choice(parts.get("polarity"), "polarity", get_args(Polarity)),
            alone=self._choice(parts.get("alone"), "alone", ("true", "false")) == "true",
            doerless=self._choice(parts.get("doerless"), "doerless", ("true", "false")) == "true",
            required=tuple(role for role in roles if role.required),
            pursued=next((role.slot for role in roles if "infinitive" in role.routes), ""),
            takes_object="object" in routes or "subject" not in routes,
            counted=self._choice(parts.get("counted"), "counted", ("true", "false")) == "true",
        )

    def _phrases(self, node: Node | None, what: str) -> tuple[Phrase, ...]:
        if node is None:
            return ()
        return tuple(tuple(word.lower().split()) for word, _ in self.reader.words(node, what))

    def _constants(self, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        pairs = ((key, self.reader.word(value, key)) for key, _, value in self.reader.pairs(node, "constants"))
        return {key: word for key, word in pairs if word is not None}

    def _marks(self, node: Node | None) -> dict[str, dict[str, str]]:
        if node is None:
            return {}
        marks: dict[str, dict[str, str]] = {}
        for slot, _, body in self.reader.pairs(node, "marks"):
            for value, _, words in self.reader.pairs(body, f"marks of {slot!r}"):
                marks.setdefault(slot, {}).update((word.lower(), value) for word, _ in self.reader.words(words, value))
        return marks

    def _roles(self, node: Node | None, leaves: Mapping[str, frozenset[str]]) -> tuple[Role, ...]:
        if node is None:
            return ()
        return tuple(
            self._role(slot, slot_node, body, leaves) for slot, slot_node, body in self.reader.pairs(node, "slots")
        )

    def _role(self, slot: str, slot_node: Node, body: Node, leaves: Mapping[str, frozenset[str]]) -> Role:
        reader = self.reader
        routes: tuple[str, ...] = ()
        classes: set[str] = set()
        required = False
        verbs: frozenset[str] = frozenset()
        for key, key_node, value in reader.pairs(body, f"slot {slot!r}"):
            if key == "from":
                routes = tuple(word for word, _ in reader.words(value, key))
            elif key == "are":
                for word, node in reader.words(value, key):
                    if word not in leaves:
                        reader.problem(node, f"no noun class, kind or group {word!r}{closest(word, tuple(leaves))}")
                    classes |= leaves.get(word, frozenset())
            elif key == "with":
                verbs = frozenset(word.lower() for word, _ in reader.words(value, key))
            elif key == "must":
                required = self._choice(value, key, ("true", "false")) == "true"
            else:
                reader.problem(key_node, f"unknown key {key!r}{closest(key, _ROLE_KEYS)}")
        if not routes:
            reader.problem(slot_node, f"slot {slot!r} needs `from`: where its filler stands")
        return Role(slot, routes, frozenset(classes), required, verbs)

    def _choice(self, node: Node | None, what: str, known: tuple[_Choice, ...]) -> _Choice | None:
        word = None if node is None else self.reader.word(node, what)
        if word is None or node is None:
            return None
        for choice in known:
            if choice == word:
                return choice
        self.reader.problem(node, f"{what} {word!r} is none of {', '.join(map(str, known))}")
        return None
