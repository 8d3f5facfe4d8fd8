"""The terminal, Markdown and CSV, letter by letter, and what strangers cannot do there."""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from harness.facts import Fact, Filler, Span
from harness.report import csv as csv_view
from harness.report import markdown, terminal
from harness.report.comparison import Comparison, compare
from harness.report.escaping import markdown as escaped
from harness.runs.run import Run, Trouble, TroubleKind

Build = Callable[[str, Mapping[str, str], Mapping[str, Sequence[Fact]]], Run]
GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    return (GOLDEN / name).read_text(encoding="utf-8")


def test_one_run_in_the_terminal(rules: Run) -> None:
    assert terminal.text(compare([rules])) == golden("one.txt")


def test_several_runs_in_the_terminal(both: Comparison) -> None:
    assert terminal.text(both) == golden("several.txt")


def test_the_terminal_says_what_the_intervals_of_f1_rest_on(
    many_articles: Callable[[str, Sequence[str]], Run],
) -> None:
    said = [terminal.text(compare([many_articles("one", ["ab", "c"] * half)])) for half in (4, 5)]
    rest = "F1: bootstrap over articles, 1,000 resamples"
    assert [(rest in text, "no interval of F1: 8 of at least 10" in text) for text in said] == [
        (False, True),
        (True, False),
    ]


def test_markdown(both: Comparison) -> None:
    assert markdown.page(both) == golden("several.md")


def test_csv(both: Comparison) -> None:
    assert csv_view.table(both) == golden("several.csv")


LONG = "a_name_that_is_far_too_long_" * 6


@pytest.mark.parametrize("names", [["a"], ["a", LONG], [LONG], list("abcdefg")], ids=len)
def test_the_terminal_keeps_to_eighty_columns(names: list[str], rules: Run) -> None:
    rows = tuple(replace(row, name=LONG) if row.name == "casualty" else row for row in rules.rows)
    trouble = Trouble("quake", "error", "boom [red]bold[/red] " + "x" * 500)
    runs = [replace(rules, name=name, signature="s|" * 90, rows=rows, troubles=(trouble,) * 30) for name in names]
    text = terminal.text(compare(runs))
    assert max(map(len, text.splitlines())) <= 80
    assert "[red]" in text
    assert "and 20 more" in text


def test_what_the_schema_has_no_place_for_is_counted_by_what_is_wrong_below_the_other_troubles(rules: Run) -> None:
    kinds: list[tuple[TroubleKind, str]] = [
        ("unknown_slot", "no slot [b]\x1b"),
        ("bad_value", "other"),
        *[("unknown_type", f"no type {'x' * at}") for at in (1, 2, 2, 3)],
        ("unaligned", "a quote, which costs no fact"),
    ]
    run = replace(rules, troubles=tuple(Trouble("quake", kind, message) for kind, message in kinds))
    kept = sum(map(len, rules.found.values()))
    text = terminal.text(compare([run]))
    assert text.partition("7 troubles, ")[2].partition("\n")[2].partition("\n\n")[0].splitlines() == [
        "  quake: bad value: other",
        "  quake: unaligned: a quote, which costs no fact",
        f"  5 of {kept + 6} facts are not scored, as the schema has no such type or slot:",
        "    2 x no type xx",
        "    1 x no slot [b]␛",
        "    1 x no type x",
        "    and 1 more",
    ]


def test_runs_whose_names_begin_alike_are_told_apart_in_every_table(rules: Run) -> None:
    names = [f"rules,lexicon={book}.yaml,seed={seed}" for book in ("english", "security") for seed in (1, 2)]
    text = terminal.text(compare([replace(rules, name=name) for name in names]))
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= 80
    (heading,) = re.findall(r"\n((?:.+\n)*)fact type  gold(?:  lenient strict){3}\n", text)
    assert [line.split() for line in heading.splitlines()] == [
        ["rules,lexicon="] * 3,
        ["english.yaml,", "english.yaml,", "security.yaml,"],
        ["seed=1", "seed=2", "seed=1"],
    ]


def test_the_terminal_has_no_control_codes(rules: Run) -> None:
    trouble = Trouble("quake", "error", "\x1b[31mred\x1b[0m\x07 and \u202eback\r\nnext")
    text = terminal.text(compare([replace(rules, name="\x1b]0;title\x07", troubles=(trouble,))]))
    assert not [character for character in text if (ord(character) < 32 and character != "\n") or character == "\u202e"]
    assert "␛[31mred" in text


def test_a_screen_has_colours_and_a_pipe_has_none(rules: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")

    def printed(terminal_like: bool) -> str:
        page = StringIO()
        Console(file=page, width=80, force_terminal=terminal_like).print(terminal.screen(compare([rules])))
        return page.getvalue()

    assert "\x1b[1;33m" in printed(True)
    assert "\x1b" not in printed(False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "33m" not in printed(True)


@pytest.mark.parametrize("words", ["@team", "#12", "a|b", "<b>x</b>", "`x`", "*x*", "_x_", "[a](b)", "![a](b)", "$x$"])
def test_markdown_from_strangers_is_inert(words: str) -> None:
    shown = escaped(words)
    assert not set("|`*[]$\n") & set(shown)
    assert "<" not in shown.replace("<!-- -->", "")
    assert words not in shown


def test_markdown_keeps_names_readable_and_links_dead() -> None:
    assert escaped("security_operation, one\n two") == "security_operation, one two"
    assert "://" not in escaped("see https://example.org and HTTP://x")
    assert "www." not in escaped("www.example.org")
    assert escaped("a\u202eb\x00") == "a⟨U+202E⟩b␀"


def test_markdown_stays_short_enough_for_a_comment(spurious_run: Build) -> None:
    words = "Police in the north detained nine suspected members & killed one. " * 4
    facts = [Fact("detention", {"count": (Filler("nine", "9", Span(29, 33)),)}, (Span(0, len(words)),))] * 900
    runs = [spurious_run(f"run-{n}", {"a": words}, {"a": facts}) for n in range(5)]
    page = markdown.page(compare(runs))
    assert 50_000 < len(page) < 65_536
    assert re.search(r"… and \d+ rows more on the HTML page", page)
    assert page.count("<details>") == page.count("</details>") == 7  # five runs', what several find, and the legend
    assert "1 fact that several find but gold lacks" in page


def test_markdown_of_many_runs_shows_the_best_and_says_so(rules: Run) -> None:
    page = markdown.page(compare([replace(rules, name=f"rules,seed={seed}") for seed in range(40)]))
    assert "Of the best 6; 34 runs more on the HTML page." in page
    assert len(page) < 65_536
    head = next(line for line in page.splitlines() if line.startswith("| fact type"))
    assert "rules,seed=5<br>" in head
    assert "rules,seed=6<br>" not in head
    assert "| rules,seed=39 |" in page
    assert page.count("<summary>rules,seed=") == 6  # whose mistakes are listed


@pytest.mark.parametrize("sign", ["@", "|", "\u202e", "x", "𝄞"])
def test_markdown_of_a_thousand_long_names_still_fits(sign: str, rules: Run) -> None:
    def long(name: str) -> str:
        return f"{name} {sign * 3000}"

    overall, *rows = rules.rows
    types = [replace(row, name=long(f"{row.name}{n}")) for n in range(300) for row in rows if row.scope == "type"]
    slots = [replace(row, name=long(f"{row.name}{n}")) for n in range(300) for row in rows if row.scope == "slot"]
    trouble = Trouble(long("quake"), "error", sign * 10_000)
    runs = [
        replace(rules, name=long(f"{n}"), signature=long("s"), rows=(overall, *types, *slots), troubles=(trouble,) * 99)
        for n in range(12)
    ]
    page = markdown.page(compare(runs))
    assert len(page) < 65_536
    assert page.count("<details>") == page.count("</details>")
    assert f"{12 * 99} troubles" in page


def test_a_list_of_mistakes_never_vanishes_unsaid(spurious_run: Build) -> None:
    words = "*" * 3000
    facts = [Fact("detention", {"count": (Filler(words, "9", Span(0, 3000)),) * 60}, (Span(0, 3000),))]
    page = markdown.page(compare([spurious_run("run", {"a": words}, {"a": facts})]))
    assert "run: 1 spurious" in page
    assert "… and 1 row more on the HTML page" in page


def test_csv_reads_back_and_starts_no_formula(rules: Run, empty: Run) -> None:
    hostile = replace(rules, name='=HYPERLINK("x")', signature="+1\n2")
    lines = list(csv.DictReader(StringIO(csv_view.table(compare([hostile, empty])))))
    assert len(lines) == len(rules.rows) + len(empty.rows)
    assert lines[0]["run"] == '\'=HYPERLINK("x")'
    assert lines[0]["signature"] == "'+1 2"
    overall = next(line for line in lines if (line["run"], line["scope"]) == ("empty", "overall"))
    assert (overall["strict_precision"], overall["strict_recall"]) == ("", "0.000000")
    assert (overall["support"], overall["fact_missing"], overall["strict_recall_low"]) == ("3", "3", "0.125000")
