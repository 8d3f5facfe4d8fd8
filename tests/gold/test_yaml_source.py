"""Bytes become nodes that know their place and how they were typed; nothing that a stranger writes raises."""

import random
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.gold.problems import FileProblems, Mark
from harness.gold.read import read_corpus_files
from harness.gold.yaml_source import Field, Fields, Items, Scalar, parse

HERE = Path(__file__).parent
NAME = "tajikistan-imu-infiltration"


def test_every_node_has_its_place_in_code_points() -> None:
    source = 'é: 🚓 x\r\nlist: [a, "b"]\nempty:\nlast: |\n  one\n  two\n'
    node = parse(source.encode(), problems := FileProblems("x.yaml"))
    assert problems.found == []
    assert node == Fields(
        Mark(1, 1),
        {
            "é": Field(Mark(1, 1), Scalar(Mark(1, 4), "🚓 x", "str", True)),
            "list": Field(
                Mark(2, 1),
                Items(
                    Mark(2, 7),
                    (Scalar(Mark(2, 8), "a", "str", True), Scalar(Mark(2, 11), "b", "str", False)),
                    True,
                ),
            ),
            "empty": Field(Mark(3, 1), Scalar(Mark(3, 1), "", "null", True)),
            "last": Field(Mark(4, 1), Scalar(Mark(4, 7), "one\ntwo\n", "str", False)),
        },
    )


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *(("9", "int"), ("011", "int"), ("0o17", "int"), ("0x1F", "int"), ("1_000", "int"), ("-3", "int")),
        *(("1.5", "float"), ("1e3", "float"), (".inf", "float"), (".nan", "float")),
        *(("true", "bool"), ("False", "bool"), ("yes", "str"), ("no", "str"), ("on", "str")),
        *(("~", "null"), ("null", "null"), ("2021-03-04", "str"), ("2021-03", "str"), ("XXXX-03-04", "str")),
        *(("10:30", "str"), ("12e", "str"), ('"9"', "str"), ("'true'", "str"), ('"null"', "str")),
    ],
)
def test_yaml_1_2_reads_a_scalar_as(written: str, kind: str) -> None:
    node = parse(f"- {written}\n".encode(), FileProblems("x.yaml"))
    assert isinstance(node, Items)
    assert isinstance(node.items[0], Scalar)
    assert node.items[0].kind == kind
    assert node.items[0].text == written.strip("\"'")


@given(st.one_of(st.binary(), st.text(alphabet="a: -[]{},\"'\n\t#&*!|>%@`\\?~1😀\u2028\ufeff").map(str.encode)))
@example(b"? - a")
@example(b"a: !<tag:x> b")
@example(b"\xf0\x9f")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    problems = FileProblems("x.yaml")
    node = parse(data, problems)
    assert node is not None or problems.found
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems.found)


@settings(max_examples=20, deadline=None)
@given(st.integers(min_value=0))
def test_mangled_gold_is_reported_and_never_raises(seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part, source in (
            ("seeds", HERE.parent.parent / "seeds" / f"{NAME}.txt"),
            ("gold", HERE / "worked-example.yaml"),
        ):
            (folder / part).mkdir()
            data = source.read_bytes()
            content = data if part == "seeds" else mangled(data.decode(), random.Random(seed)).encode()
            (folder / part / f"{NAME}{source.suffix}").write_bytes(content)
        reading = read_corpus_files(folder / "seeds", folder / "gold")
    text = reading.articles[0].text
    for gold in reading.facts_by_article[NAME]:
        assert all(len(gold.accepts[slot]) == len(fillers) for slot, fillers in gold.fact.slots.items())
        for filler in (filler for fillers in gold.fact.slots.values() for filler in fillers):
            assert filler.span is None or text[slice(*filler.span)] == filler.text


def mangled(source: str, chance: random.Random) -> str:
    """`source` with a few words, lists, mappings or lines replaced, doubled or lost."""
    for _ in range(chance.randint(1, 4)):
        parts = list(re.finditer(r"[\w.-]+|\[[^\]\n]*\]|\{[^}\n]*\}|\"[^\"\n]*\"|.*\n", source))
        part = chance.choice(parts)
        new = chance.choice(["", part[0] * 2, "null", "[]", "{}", "[[]]", "{text: }", "1", "true", "imu", "2021-01-01"])
        source = source[: part.start()] + new + source[part.end() :]
    return source
