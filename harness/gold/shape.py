"""What a node must look like: a mapping with these keys, a text, a flag, one of these words.

Written by hand rather than as pydantic models, because the useful messages ("quote it") depend on how a scalar was
typed and where it stands, and a model sees neither.
"""

import re
from collections.abc import Mapping, Sequence

from harness.gold.problems import FileProblems, closest, most_alike, shown
from harness.gold.yaml_source import Field, Fields, Items, Node, Scalar

LONGEST_NAME = 100
"""Characters of a name that the author of a file chooses: it stands in every row of every table."""
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_UNQUOTED = {
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing (null)",
}


class Shape:
    """Reads nodes of one file; whatever does not fit becomes a problem there, and None here."""

    def __init__(self, problems: FileProblems) -> None:
        """`problems` is where misfits are noted."""
        self.problems = problems

    def fields(
        self, node: Node, what: str, allowed: Sequence[str], required: Sequence[str] = ()
    ) -> Mapping[str, Field] | None:
        """The entries of a mapping; unknown and missing keys are noted, unknown ones left out.

        A missing key that an unknown one is close to is not noted besides.
        """
        if not isinstance(node, Fields):
            self.problems.error(
                node.at, f"{what} must be a mapping with the keys {', '.join(allowed)}, not {kind(node)}"
            )
            return None
        for name, field in node.fields.items():
            if name not in allowed:
                self.problems.error(field.at, f"{what} has no key {shown(name)}{closest(name, allowed)}")
        meant = {most_alike(name, allowed) for name in node.fields if name not in allowed}
        for name in required:
            if name not in node.fields and name not in meant:
                self.problems.error(node.at, f"{what} lacks the key '{name}'")
        return {name: field for name, field in node.fields.items() if name in allowed}

    def mapping(self, node: Node, what: str, entry: str) -> Mapping[str, Field] | None:
        """The entries of a mapping whose keys the author chooses; keys that are no slugs are noted and left out."""
        if not isinstance(node, Fields):
            self.problems.error(node.at, f"{what} must be a mapping from {entry} to what it is, not {kind(node)}")
            return None
        for name, field in node.fields.items():
            if not is_slug(name):
                self.problems.error(field.at, not_a_slug(entry, name))
        return {name: field for name, field in node.fields.items() if is_slug(name)}

    def items(self, node: Node, what: str, example: str) -> tuple[Node, ...] | None:
        """The members of a list."""
        if isinstance(node, Items):
            return node.items
        self.problems.error(node.at, f"{what} must be a list, such as {example}, not {kind(node)}")
        return None

    def text(self, node: Node, what: str) -> str | None:
        """A text that is not empty."""
        if not isinstance(node, Scalar):
            self.problems.error(node.at, f"{what} must be a text, not {kind(node)}{_colon(node)}")
        elif node.kind != "str":
            read_as = _UNQUOTED.get(node.kind, "something else than a text")
            advice = f'quote it: "{node.text}"' if node.text else "write it, or leave the key out"
            self.problems.error(node.at, f"{what} must be a text, but unquoted YAML reads this as {read_as}; {advice}")
        elif not node.text.strip():
            self.problems.error(node.at, f"{what} is empty")
        else:
            return node.text
        return None

    def texts(self, node: Node, what: str, example: str) -> tuple[str, ...]:
        """A list of texts; those that are none are noted and left out."""
        members = self.items(node, what, example) or ()
        texts = [self.text(member, f"each entry of {what}") for member in members]
        return tuple(text for text in texts if text is not None)

    def flag(self, node: Node, what: str) -> bool:
        """A plain true or false; False if it is neither."""
        if isinstance(node, Scalar) and node.kind == "bool":
            return node.text.lower() == "true"
        self.problems.error(node.at, f"{what} must be true or false, without quotation marks, not {kind(node)}")
        return False

    def choice(self, node: Node, what: str, choices: Sequence[str]) -> str | None:
        """One of some words."""
        text = self.text(node, what)
        if text is None or text in choices:
            return text
        self.problems.error(node.at, f"{what} cannot be {shown(text)}{closest(text, choices)}")
        return None

    def slug(self, node: Node, what: str) -> str | None:
        """A name of small letters and digits, with - or _ between them."""
        text = self.text(node, what)
        if text is None or is_slug(text):
            return text
        self.problems.error(node.at, not_a_slug(what, text))
        return None


def is_slug(name: str) -> bool:
    """Whether `name` is small ASCII letters and digits with single - or _ between them, up to `LONGEST_NAME`."""
    return len(name) <= LONGEST_NAME and _SLUG.fullmatch(name) is not None


def not_a_slug(what: str, name: str) -> str:
    """The message for a name that is no slug, with a slug near to it if there is one."""
    if len(name) > LONGEST_NAME:
        return f"{what} {shown(name)} has {len(name):,} characters; {LONGEST_NAME} must do"
    near = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    advice = f": {near[:60]}" if near else ""
    return f"{what} {shown(name)} must be small letters and digits, with - or _ between them{advice}"


def kind(node: Node) -> str:
    """What a node is, in words.

    >>> from harness.gold.problems import START
    >>> kind(Scalar(START, "12", "int", True))
    'the number 12'
    """
    if isinstance(node, Fields):
        return "a mapping"
    if isinstance(node, Items):
        return "a list"
    if node.kind in ("int", "float"):
        return f"the number {node.text}"
    if node.kind == "null":
        return "nothing"
    return f"the text {shown(node.text)}" if node.kind == "str" else node.text


def _colon(node: Node) -> str:
    """Advice where a text's colon has made a mapping of it."""
    if isinstance(node, Fields) and len(node.fields) == 1 and " " in next(iter(node.fields)):
        return "; a text that holds ': ' needs quotation marks around it"
    return ""
