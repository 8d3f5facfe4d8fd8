"""An explanation as plain text of 80 columns, and as JSON."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from harness.corpora.fact_json import plain as as_json
from harness.explain.candidates import Line
from harness.explain.explanation import Considered, Explanation
from harness.facts import Filler
from harness.report.figures import filler, several
from harness.report.terminal import plain, plain_table
from harness.report.visible import one_line
from harness.schema import ATTRIBUTES

_FIELDS = ("found", "type", "chosen", "possible", "reason", "credit", "required", "overlap", "agreement")


def explained(explanation: Explanation) -> str:
    """Return the gold fact, the verdict, and everything that was considered, candidate after candidate."""
    return plain(Group(*_parts(explanation)))


def explained_json(explanation: Explanation) -> dict[str, Any]:
    """Return the same as what `json.dumps` takes: keys in a fixed order, fillers as `found.jsonl` has them."""
    return {
        "run": explanation.run,
        "article": explanation.article,
        "fact": as_json(explanation.fact),
        "outcome": explanation.outcome,
        "verdict": explanation.verdict,
        "left_out": explanation.left_out,
        "considered": [
            {field: getattr(one, field) for field in _FIELDS} | {"slots": [as_json(line) for line in one.lines]}
            for one in explanation.considered
        ],
    }


def _parts(explanation: Explanation) -> Iterator[RenderableType]:
    fact = explanation.fact
    optional = ", optional" if fact.optional else ""
    head = f"{fact.id} ({fact.fact.type}{optional}) in {explanation.article}: {explanation.outcome}"
    yield Text(one_line(head), style="bold")
    if explanation.words:
        yield Padding(Text(f"“{one_line(explanation.words)}”"), (0, 0, 0, 2))
    table = plain_table("slot")
    table.add_column("gold", overflow="fold")
    for slot, fillers in fact.fact.slots.items():
        accepted = fact.accepts.get(slot, ())
        for index, each in enumerate(fillers):
            may = " (optional)" if index < len(accepted) and accepted[index].optional else ""
            table.add_row(Text(one_line(slot)), Text(one_line(_words(each)) + may))
    yield Padding(table, (1, 0, 1, 2))
    yield Text(one_line(explanation.verdict))
    for one in explanation.considered:
        yield from _candidate(one)
    if explanation.left_out:
        yield Text(f"\n{several(explanation.left_out, 'further candidate')}, worth less than these")


def _candidate(one: Considered) -> Iterator[RenderableType]:
    yield Padding(Text(f"found #{one.found} {one_line(one.type)}: {one_line(one.reason)}", style="bold"), (1, 0, 0, 0))
    if one.words:
        yield Padding(Text(f"“{one_line(one.words)}”"), (0, 0, 0, 2))
    if one.credit is None:
        return
    table = plain_table("slot")
    table.columns[0].vertical = "top"
    for heading in ("gold", "found"):
        table.add_column(heading, overflow="fold")
    table.add_column("credit", justify="right", no_wrap=True)
    table.add_column("why", overflow="fold")
    attributes = [line for line in one.lines if line.slot in ATTRIBUTES]
    for line in one.lines:
        if line.slot not in ATTRIBUTES:
            _add(table.add_row, line)
    table.add_section()
    for line in attributes:
        _add(table.add_row, line)
    yield Padding(table, (0, 0, 0, 2))
    required = "required gold" if one.required else "optional gold"
    said = (
        f"credit {one.credit:g}, {required}, {one.overlap} characters of evidence shared, "
        f"modality, polarity and source agree by {one.agreement:g}"
    )
    yield Padding(Text(said, style="dim"), (0, 0, 0, 2))


def _add(add_row: Any, line: Line) -> None:  # noqa: ANN401 - rich's method
    optional = " (optional)" if line.optional else ""
    add_row(
        Text(one_line(line.slot)),
        Text("" if line.gold is None else one_line(_words(line.gold))),
        Text("" if line.found is None else one_line(_words(line.found))),
        f"{line.credit:g}",
        Text(f"{line.why}{optional}"),
    )


def _words(one: Filler) -> str:
    return filler(one.text, None if one.value is None else str(one.value))
