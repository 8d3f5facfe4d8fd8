"""What a whole run found, as the page `RESULTS.md`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.checks import Check
from benchmarks.series import Cell, Series


@dataclass(frozen=True, slots=True)
class Target:
    """Something that the harness promises: what, how much at most, what came out (None where not measured)."""

    what: str
    most: float
    unit: str
    seen: float | None


@dataclass(frozen=True, slots=True)
class Section:
    """One table of scorers by document size; `against` names the series that ratios are taken to."""

    title: str
    about: str
    item: str
    series: Sequence[Series]
    against: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of it, in the order of the page."""

    head: Sequence[str]
    targets: Sequence[Target]
    sections: Sequence[Section]
    lines: Mapping[str, Sequence[Sequence[str]]]
    notes: Sequence[str]
    checks: Sequence[Check]


def render(page: Page) -> str:
    """The page in Markdown."""
    parts = ["# How fast scoring is", *page.head, "## Targets", targets_told(page.targets)]
    for section in page.sections:
        parts += [f"## {section.title}", section.about, _section(section)]
    for title, rows in page.lines.items():
        parts += [f"## {title}", table(rows)]
    failed = [check for check in page.checks if not check.holds]
    parts += ["## Answers", f"{len(page.checks) - len(failed)} of {len(page.checks)} checks hold."]
    parts += [f"- **Not as it should be:** {check.what}: {check.seen or 'other numbers'}" for check in failed]
    parts += ["\n".join(f"- {note}" for note in page.notes)]
    return "\n\n".join(parts) + "\n"


def targets_told(targets: Sequence[Target]) -> str:
    """Which targets are missed, and all of them in a table."""
    rows = [["target", "at most", "measured", "met"]]
    for target in targets:
        if target.seen is None:
            rows.append([target.what, f"{target.most:g} {target.unit}", "–", "**not measured**"])
            continue
        met = "yes" if target.seen <= target.most else "**no**"
        rows.append([target.what, f"{target.most:g} {target.unit}", f"{number(target.seen)} {target.unit}", met])
    missed = [row[0] for row in rows if row[3] == "**no**"]
    told = f"Missed: {'; '.join(missed)}." if missed else "None of those measured is missed."
    return f"{told}\n\n{table(rows)}"


def _section(section: Section) -> str:
    sizes = sorted({size for one in section.series for size in one.cells})
    base = next((one for one in section.series if one.scorer == section.against), None)
    rows = [
        ["scorer", *(f"{size:,} {section.item}" for size in sizes), "per document", *(f"× at {s:,}" for s in sizes)]
    ]
    reasons: dict[str, int] = {}
    for one in section.series:
        slope = one.exponent()
        cells = [_cell(one.cells.get(size), reasons) for size in sizes]
        ratios = [_ratio(one.cells.get(size), base.cells.get(size) if base else None) for size in sizes]
        rows.append([one.scorer, *cells, "–" if slope is None else f"S^{slope:.2f}", *ratios])
    notes = [f"[{index}] {reason}" for reason, index in reasons.items()]
    return "\n\n".join([table(rows), *(["; ".join(notes) + "."] if notes else [])])


def _cell(cell: Cell | None, reasons: dict[str, int]) -> str:
    if cell is None:
        return "–"
    if cell.micro is None:
        return f"– [{reasons.setdefault(cell.why, len(reasons) + 1)}]"
    return number(cell.micro)


def _ratio(cell: Cell | None, base: Cell | None) -> str:
    if cell is None or base is None or not cell.micro or not base.micro:
        return "–"
    return number(cell.micro / base.micro)


def number(value: float) -> str:
    """Two or three digits that say something: 0.18, 5.3, 926, 12,428."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 1 else f"{value:.1f}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in Markdown, the first of them the head."""
    head, *body = rows
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *body])
