"""What an extractor loses on articles that it was not developed on: its scores on two sets of articles, and the gap.

    runs on dev, runs on test -> gaps -> Gap (one an extractor) -> text | markdown

Nothing here scores: the ratios are those of the runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from harness.errors import ConfigError
from harness.report.escaping import markdown as escaped
from harness.report.figures import UNDEFINED, interval, ratio
from harness.report.terminal import plain, plain_table
from harness.report.visible import one_line
from harness.runs.run import Run
from harness.scores.score import Interval, Ratios
from harness.statistics.proportions import difference_interval

_READINGS = ("lenient", "strict")
NOTE = (
    "P and R with Wilson's 95 % intervals, those of the gap by Newcombe (1998). F1 is no proportion: it has an "
    "interval over 10 articles or more, and its gap has none."
)


@dataclass(frozen=True, slots=True)
class Gap:
    """The overall ratios of one extractor on both sets, by one reading; a gap is dev less test, None if undefined."""

    name: str
    reading: str
    dev: Ratios
    test: Ratios

    @property
    def f1(self) -> float | None:
        """How much of F1 is lost, in -1..1."""
        return None if self.dev.f1 is None or self.test.f1 is None else self.dev.f1 - self.test.f1

    def of(self, measure: str) -> tuple[float, Interval | None] | None:
        """How much of `precision` or `recall` is lost, in -1..1, and its 95 % interval."""
        one, other = getattr(self.dev, measure), getattr(self.test, measure)
        if one is None or other is None:
            return None
        ends = getattr(self.dev, f"{measure}_interval"), getattr(self.test, f"{measure}_interval")
        return one - other, None if None in ends else difference_interval(one, ends[0], other, ends[1])


def gaps(dev: Mapping[str, Run], test: Mapping[str, Run]) -> tuple[Gap, ...]:
    """Set the runs of one name side by side: lenient, then strict.

    Raises ConfigError where no name is in both, where two runs of a name are not of the same extractor with the same
    options, or where an article is in both sets.
    """
    names = [name for name in dev if name in test]
    if not names:
        raise ConfigError(
            "no run has the same name in both folders: run the same extractors on both splits, under the same names "
            "(corpus.split=dev reports=reports/dev, then corpus.split=test reports=reports/test)"
        )
    for name in names:
        _check(name, dev[name], test[name])
    return tuple(
        Gap(name, reading, _overall(dev[name], reading), _overall(test[name], reading))
        for reading in _READINGS
        for name in names
    )


def _check(name: str, dev: Run, test: Run) -> None:
    if dev.extractor != test.extractor:
        raise ConfigError(f"{name}: the two runs are not of the same extractor with the same options: run it again")
    both = sorted({one.sha256 for one in dev.corpus.articles} & {one.sha256 for one in test.corpus.articles})
    if both:
        article = next(one.id for one in dev.corpus.articles if one.sha256 == both[0])
        raise ConfigError(f"{name}: article {article} is in both sets, so that one is no test of the other")


def _overall(run: Run, reading: str) -> Ratios:
    row = next(row for row in run.rows if row.scope == "overall")
    return getattr(row, reading) or Ratios()


def text(found: tuple[Gap, ...]) -> str:
    """Return the gaps as a table of at most 80 columns."""
    table = plain_table("lenient, then strict")
    for heading in ("", "P", "95 %", "R", "95 %", "F1"):
        table.add_column(heading, justify="right", no_wrap=True)
    for gap in found:
        for index, row in enumerate(_rows(gap)):
            table.add_row(one_line(gap.name) if index == 0 else "", *row)
        table.add_section()
    return f"{plain(table)}\n{NOTE}"


def markdown(found: tuple[Gap, ...]) -> str:
    """Return the gaps as a Markdown table: a row an extractor and reading."""
    head = "| extractor | | dev P | dev R | dev F1 | test P | test R | test F1 | gap P | gap R | gap F1 |"
    lines = [head, "|---|---|" + "---|" * 9]
    for gap in found:
        sides = [
            f"{ratio(value)} {f'[{interval(ends)}]' if ends else ''}".rstrip()
            for side in (gap.dev, gap.test)
            for value, ends in (
                (side.precision, side.precision_interval),
                (side.recall, side.recall_interval),
                (side.f1, side.f1_interval),
            )
        ]
        lost = [" ".join(_signed(gap.of(measure))) for measure in ("precision", "recall")]
        cells = [escaped(gap.name), gap.reading, *sides, *lost, _number(gap.f1)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", NOTE])


def _rows(gap: Gap) -> list[list[str]]:
    rows = [
        [
            name,
            *(ratio(side.precision), interval(side.precision_interval)),
            *(ratio(side.recall), interval(side.recall_interval), ratio(side.f1)),
        ]
        for name, side in (("dev", gap.dev), ("test", gap.test))
    ]
    lost = [cell for measure in ("precision", "recall") for cell in (*_signed(gap.of(measure)), "")[:2]]
    return [*rows, ["gap", *lost, _number(gap.f1)]]


def _signed(gap: tuple[float, Interval | None] | None) -> list[str]:
    if gap is None:
        return [UNDEFINED]
    value, ends = gap
    return [_number(value), *([f"[{ends[0]:+.2f}, {ends[1]:+.2f}]"] if ends else [])]


def _number(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:+.2f}"
