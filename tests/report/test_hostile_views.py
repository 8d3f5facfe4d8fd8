"""Every payload through every view: read back by what reads such files, it says what it says, and nothing more.

What each view looks like with harmless words is the measure: hostile ones may not add a tag, a row, a cell, a command
or a control code. The page is opened in a browser too (`browser/test_browser_hostile.py`).
"""

import csv
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pandas as pd
import pytest
from hostile import PAYLOADS, short, storable
from hostile_runs import AFTER, BEFORE, OTHER, hostile_run
from markdown_it import MarkdownIt
from rich.cells import cell_len
from ruamel.yaml import YAML

from harness.report import csv as csv_view
from harness.report import html, junit, latex, markdown, model_index, terminal
from harness.report import json as json_view
from harness.report.comparison import Comparison, compare
from harness.report.figures import LONGEST
from harness.report.latex import escaped
from harness.report.visible import one_line, visible
from harness.report.write import VIEWS

CONTROLS = {chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0x202E, 0x2066, 0xFEFF)} - set("\n")
FORMULAS = tuple("=+-@＝＋－＠")
Check = Callable[[Comparison, str], bool]


def both(payload: str) -> Comparison:
    run = hostile_run(payload, [payload])
    return compare([run, run])


@pytest.fixture(scope="module")
def comparisons() -> Mapping[str, Comparison]:
    return {name: both(payload) for name, payload in PAYLOADS.items()}


@pytest.fixture(scope="module")
def plain() -> Comparison:
    """What there is to see where nobody is hostile; a name that no sign of any language is in."""
    return both("plain")


def failing(comparisons: Mapping[str, Comparison], check: Check) -> list[str]:
    return [name for name, comparison in comparisons.items() if not check(comparison, PAYLOADS[name])]


def squeezed(text: str) -> str:
    """Without any blank: where a view folds a line is its own affair."""
    return "".join(text.split())


def test_there_are_enough_payloads_and_all_differ() -> None:
    assert len(set(PAYLOADS.values())) == len(PAYLOADS) >= 250


class Read(HTMLParser):
    """Tags with their attributes, and the words between them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.comments: set[str] = set()
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.add(data)

    def values(self, *names: str) -> set[str]:
        return {attributes[name] for _, attributes in self.tags for name in names if name in attributes}

    @property
    def shape(self) -> list[tuple[str, ...]]:
        """The tags with the names of their attributes; a line break in a word is none of it."""
        return [(tag, *attributes) for tag, attributes in self.tags if tag != "br"]


PLACE = re.compile(r"[a-z]+|[aftm]\d+(-\d+-\d+)?")
LINK = re.compile(r"#[\w:.%~/-]+|data:,")
MARKS = re.compile(r"[cpimsu] \d+( \d+[cpimsu])*")


def test_html(comparisons: Mapping[str, Comparison], plain: Comparison) -> None:
    """No payload adds a tag or an attribute, nor stands in one that means anything to a browser or the script."""

    def inert(comparison: Comparison, payload: str) -> bool:
        page = html.page(comparison)
        read = Read(page)
        words = "".join(read.words)
        told = storable(payload)
        unlike = "\n" in told or len(told) > LONGEST  # lines are spans, and what is long is cut
        return (
            not (CONTROLS - set("\t\r")) & set(page)
            and (read.shape == expected or (unlike and set(read.shape) <= {*expected, ("span", "class")}))
            and all(map(PLACE.fullmatch, read.values("id")))
            and all(map(LINK.fullmatch, read.values("href", "src")))
            and all(map(MARKS.fullmatch, read.values("data-f")))
            and not read.comments
            and visible(short(payload)) in words
            and visible(f"{BEFORE}{told}{AFTER}") in words
        )

    expected = Read(html.page(plain)).shape
    assert failing(comparisons, inert) == []


def test_no_article_is_a_path() -> None:
    """Of many articles each has a page, and each link of the others leads to one that there is."""
    names = list(dict.fromkeys(short(storable(one)) for one in PAYLOADS.values()))
    run = hostile_run("plain", names[:: len(names) // 60])
    pages = {path: Read(text) for path, text in html.pages(compare([run, run]))}
    assert len(pages) > 60
    assert all(re.fullmatch(r"comparison(/[A-Za-z0-9._-]{1,80})?\.html", path) for path in pages)
    assert len({path.casefold() for path in pages}) == len(pages)
    for here, read in pages.items():
        paths = {link.partition("#")[0] for link in read.values("href") - {"data:,"}} - {""}
        assert {posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) for path in paths} <= set(pages)


def test_markdown(comparisons: Mapping[str, Comparison], plain: Comparison) -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    def rendered(comparison: Comparison) -> Read:
        return Read(reader.render(markdown.page(comparison)))

    def inert(comparison: Comparison, payload: str) -> bool:
        read = rendered(comparison)
        words = squeezed("".join(read.words))
        # Where names are long when they are shown, there is room for fewer mistakes.
        crowded = len(one_line(short(payload))) > 3 * len(short(payload)) > 200
        return (
            (set(read.shape) <= set(expected) if crowded else read.shape == expected)
            and read.comments <= {" "}
            and not read.values("href", "src")
            and squeezed(one_line(short(payload))) in words
        )

    expected = rendered(plain).shape
    assert failing(comparisons, inert) == []


def spreadsheet(payload: str) -> str:
    """A name as a cell holds it: what would be a formula begins with an apostrophe."""
    line = one_line(short(payload))
    return f"'{line}" if line.startswith(FORMULAS) else line


def test_csv(comparisons: Mapping[str, Comparison], plain: Comparison) -> None:
    def inert(comparison: Comparison, payload: str) -> bool:
        text = csv_view.table(comparison)
        rows = list(csv.DictReader(StringIO(text), strict=True))
        cells = [cell for row in rows for cell in row.values()]
        return (
            [row["scope"] for row in rows] == [row["scope"] for row in csv.DictReader(StringIO(csv_view.table(plain)))]
            and text.count("\n") == len(rows) + 1
            and not CONTROLS & set(text)
            and not [cell for cell in cells if cell.lstrip().startswith(FORMULAS)]
            and rows[0]["run"] == spreadsheet(payload)
        )

    assert failing(comparisons, inert) == []


def test_json(comparisons: Mapping[str, Comparison]) -> None:
    def whole(comparison: Comparison, payload: str) -> bool:
        text = json_view.document(comparison)
        read = json.loads(text)
        name = short(payload)
        return (
            text.isascii()
            and [run["name"] for run in read["runs"]] == [name, f"{name} (2)"]
            and read["runs"][0]["troubles"][0]["message"] == f"ValueError: {payload}"
            and read["missed_by_all"][0]["type"] == short(storable(payload))
        )

    assert failing(comparisons, whole) == []


def test_parquet(comparisons: Mapping[str, Comparison]) -> None:
    def whole(comparison: Comparison, payload: str) -> bool:
        table = pd.read_parquet(BytesIO(VIEWS["parquet"](comparison)))
        types = table[table["scope"] == "type"]["name"]
        return list(types) == [spreadsheet(storable(payload)), OTHER] * 2

    assert failing(comparisons, whole) == []


def test_latex(comparisons: Mapping[str, Comparison], plain: Comparison) -> None:
    def commands(text: str) -> list[str]:
        """The ends of cells and of lines; a comment is its own line, whatever it says."""
        return [sign for line in text.splitlines(keepends=True) if line[0] != "%" for sign in line if sign in "\n&"]

    def inert(comparison: Comparison, payload: str) -> bool:
        text = latex.table(comparison)
        told = escaped(short(payload))
        of_words = text.replace(told, "plain").replace(escaped(short(storable(payload))), "plain")
        return told in text and commands(of_words) == commands(latex.table(plain)) and active(told) == ""

    assert failing(comparisons, inert) == []


ESCAPES = (
    *(rf"\text{name}{{}}" for name in ("asciitilde", "asciicircum", "backslash", "less", "greater", "bar", "quotedbl")),
    *(f"\\{sign}" for sign in "&%$#_{}"),
)


def active(escaped_text: str) -> str:
    """What LaTeX would still obey in it: the signs with a meaning of their own that no escape accounts for."""
    for escape in ESCAPES:
        escaped_text = escaped_text.replace(escape, "")
    return "".join(sign for sign in escaped_text if sign in "\\&%$#_{}~^\n")


def test_junit(comparisons: Mapping[str, Comparison], plain: Comparison) -> None:
    def tags(text: str) -> list[str]:
        return [one.tag for one in ElementTree.fromstring(text.encode()).iter()]

    def inert(comparison: Comparison, payload: str) -> bool:
        text = junit.document(comparison)
        root = ElementTree.fromstring(text.encode())
        cases = [case.get("name") for case in root.iter("testcase")]
        return (
            tags(text) == expected
            and "<!DOCTYPE" not in text
            and root[0].get("name") == one_line(short(payload))
            and cases.count(one_line(short(storable(payload)))) == 2
        )

    expected = tags(junit.document(plain))
    assert failing(comparisons, inert) == []


def test_model_index(comparisons: Mapping[str, Comparison]) -> None:
    def inert(comparison: Comparison, payload: str) -> bool:
        text = model_index.document(comparison)
        entries = YAML(typ="safe").load(text)["model-index"]
        name = short(payload)
        return [entry["name"] for entry in entries] == [one_line(name), one_line(f"{name} (2)")]

    assert failing(comparisons, inert) == []


def test_terminal(comparisons: Mapping[str, Comparison]) -> None:
    def inert(comparison: Comparison, payload: str) -> bool:
        text = terminal.text(comparison)
        message = one_line(f"ValueError: {payload}")
        return (
            not CONTROLS & set(text)
            and all(cell_len(line) <= 80 for line in text.split("\n"))
            and squeezed(message[:250]) in squeezed(text)
        )

    assert failing(comparisons, inert) == []


@pytest.mark.parametrize("view", [*VIEWS, "terminal"])
def test_the_same_bytes_again(view: str) -> None:
    views = {**VIEWS, "terminal": lambda comparison: terminal.text(comparison).encode("utf-8")}
    samples: Iterator[str] = (PAYLOADS[name] for name in ("script 1", "bidi 4", "surrogate 1", "scripted 5"))
    for payload in samples:
        assert views[view](both(payload)) == views[view](both(payload))
