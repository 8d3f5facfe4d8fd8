"""What changed between two runs, as plain text in 80 columns: the numbers first, then what was lost, fact by fact."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from harness.report.changes import DIRECTIONS, Change, Changes
from harness.report.figures import filler, interval, p_value, ratio, several, spread
from harness.report.outcome import FactOutcome
from harness.report.terminal import WIDTH, broken, plain, plain_table
from harness.report.visible import one_line

_LISTED = 20
"""How many articles are named that are left out."""
_TITLES = {
    "lost": "lost: found before, missing now",
    "worse": "worse",
    "new": "new: missing before, found now",
    "better": "better",
}


def text(found: Changes, names: tuple[str, str], width: int = WIDTH) -> str:
    """Return the changes as text of at most `width` columns; what stayed the same is only counted."""
    return plain(Group(*_parts(found, names)), width)


def _parts(found: Changes, names: tuple[str, str]) -> Iterator[RenderableType]:
    yield _numbers(found, names)
    yield Text(f"\n{_test(found)}")
    if found.left_out:
        listed = [*map(one_line, found.left_out[:_LISTED])]
        more = [f"and {len(found.left_out) - _LISTED} more"] if len(found.left_out) > _LISTED else []
        yield Text(f"Left out, as text or gold differ: {', '.join([*listed, *more])}")
    counts = {direction: len(found.of(direction)) for direction in DIRECTIONS}
    yield Text("\n" + ", ".join(f"{count} {direction}" for direction, count in counts.items()))
    if found.optional:
        yield Text(f"Not among them, as they count nowhere: {several(found.optional, 'optional gold fact')}")
    for direction, title in _TITLES.items():
        yield from _listed(title, found.of(direction))  # type: ignore[arg-type]  # a key of _TITLES is a Direction
    yield from _spurious("newly spurious", found.newly_spurious)
    yield from _spurious("no longer spurious", found.no_longer_spurious)
    for name, run in zip(("before", "after"), (found.before, found.after), strict=True):
        yield Text(f"\n{broken(f'{name}: {one_line(run.signature)}')}", style="dim", overflow="fold")


def _numbers(found: Changes, names: tuple[str, str]) -> RenderableType:
    table = plain_table("lenient")
    for heading in ("P", "95 %", "R", "95 %", "F1"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, score in zip(names, (found.score_before, found.score_after), strict=True):
        precision = ratio(score.precision), interval(score.precision_interval)
        recall = ratio(score.recall), interval(score.recall_interval)
        table.add_row(Text(one_line(name)), *precision, *recall, ratio(score.f1))
    return table


def _test(found: Changes) -> str:
    """Say by how much F1 moved, and whether that is more than chance."""
    if found.difference is None:
        return "F1 is undefined in one of the runs, so there is no difference."
    moved = f"F1 {'rose' if found.difference > 0 else 'fell'} by {abs(found.difference):.4f}"
    said = "F1 is the same" if not found.difference else moved
    ends = found.difference_interval
    around = "" if ends is None else f" (95 % interval of the difference {spread(ends)})"
    if found.p is None:
        return f"{said}{around}; no test: {found.reason or 'nothing to test'}."
    return f"{said}{around}, {p_value(found.p)}."


def _listed(title: str, changes: Sequence[Change]) -> Iterator[RenderableType]:
    if not changes:
        return
    yield Text(f"\n{title}", style="bold")
    for change in changes:
        yield Text(f"{_name(change.after)}: {change.before.outcome} -> {change.after.outcome}", overflow="fold")
        yield from _reasons(change.before if change.direction == "new" else change.after)


def _spurious(title: str, facts: Sequence[FactOutcome]) -> Iterator[RenderableType]:
    if not facts:
        return
    yield Text(f"\n{several(len(facts), 'fact')} {title}", style="bold")
    for fact in facts:
        yield Text(_name(fact), overflow="fold")
        yield from _reasons(fact)


def _name(fact: FactOutcome) -> str:
    return one_line(" ".join([fact.article, fact.gold or f"found {fact.found}", f"({fact.type})"]))


def _reasons(fact: FactOutcome) -> Iterator[RenderableType]:
    """Yield what is wrong with it, slot by slot."""
    for slot in fact.wrong_slots:
        expected, found = filler(slot.expected_text, slot.expected_value), filler(slot.found_text, slot.found_value)
        said = {"missing": f"expected {expected}", "spurious": f"found {found}"}.get(
            slot.outcome, f"expected {expected}, found {found} ({slot.why})"
        )
        yield Padding(Text(one_line(f"{slot.slot}: {said}"), overflow="fold"), (0, 0, 0, 2))
