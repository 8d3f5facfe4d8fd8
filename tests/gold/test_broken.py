"""Every case of `broken/*.cases`: gold with a mistake, and where and how the check names it. See broken/README.md."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.gold.problems import FileProblems
from harness.gold.read import read_corpus_files
from harness.gold.schema_file import read_schema

HERE = Path(__file__).parent
MARK = re.compile(r"( *)\^ (.*)")


@dataclass(frozen=True)
class Case:
    """Lines of a file, and the messages that are expected by (line, column)."""

    gold: str
    expected: dict[tuple[int, int], list[str]]


def cases(file: Path) -> Iterator[tuple[str, Case]]:
    sections = re.split(r"^=== (.*)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    named = list(zip(sections[::2], sections[1::2], strict=True))
    head = named.pop(0)[1] if named[0][0] == "head" else ""
    for title, body in named:
        lines: list[str] = []
        expected: dict[tuple[int, int], list[str]] = {}
        for line in (head + body).splitlines():
            if mark := MARK.fullmatch(line):
                expected.setdefault((len(lines), len(mark[1]) + 1), []).append(mark[2])
            else:
                lines.append(line)
        yield title, Case("\n".join(lines) + "\n", expected)


def params(*names: str) -> list[object]:
    found = [(name, *case) for name in names for case in cases(HERE / "broken" / f"{name}.cases")]
    return [pytest.param(case, id=f"{name}: {title}") for name, title, case in found]


def check(found: dict[tuple[int, int], str], case: Case, seeds: str = "") -> None:
    assert found.keys() == case.expected.keys(), found
    for at, messages in case.expected.items():
        for message in messages:
            assert message.replace("{seeds}", seeds) in found[at]


@pytest.mark.parametrize("case", params("yaml", "header", "entities", "quotes", "slots", "values", "facts"))
def test_gold(case: Case, tmp_path: Path) -> None:
    seeds, gold = tmp_path / "seeds", tmp_path / "gold"
    seeds.mkdir()
    gold.mkdir()
    shutil.copy(HERE / "harbour.txt", seeds)
    shutil.copy(HERE / "schema.yaml", gold)
    (gold / "harbour.yaml").write_text(case.gold, encoding="utf-8", newline="\n")

    reading = read_corpus_files(seeds, gold)

    assert {problem.file for problem in reading.problems} == {str(gold / "harbour.yaml")}
    check(at_places(reading.problems), case, str(seeds))
    assert reading.failed == any(not text.startswith("warning: ") for texts in case.expected.values() for text in texts)


@pytest.mark.parametrize("case", params("schema"))
def test_schema(case: Case) -> None:
    problems = FileProblems("schema.yaml")
    read_schema(case.gold.encode(), problems)
    check(at_places(problems.found), case)


def at_places(problems: object) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for problem in problems:
        text = ("warning: " if problem.warning else "") + problem.message
        at = (problem.line, problem.column)
        found[at] = f"{found[at]}\n{text}" if at in found else text
    return found
