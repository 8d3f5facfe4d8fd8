"""A comparison as GitHub-flavoured Markdown, fit for a pull request or a step summary: tables and collapsed details."""

from collections.abc import Iterable, Iterator, Sequence

from harness.report.comparison import Comparison, SideBySide, actual, possible
from harness.report.escaping import markdown as escaped
from harness.report.figures import UNDEFINED, filler, interval, ratio, several
from harness.report.legend import LEGEND
from harness.report.outcome import FactOutcome, SlotOutcome
from harness.report.words import about, leaders, verdict
from harness.scores.intervals import why_none
from harness.scores.score import Ratios, Scope, ScoreRow

ROOM = 36_000
"""Characters for all lists of mistakes together: a comment on a pull request holds 65,536."""

_AVERAGES: tuple[Scope, ...] = ("overall", "macro", "weighted")


def page(comparison: Comparison) -> str:
    """Return the page; lists of mistakes stop where their share of `ROOM` is used up, and say how many are left."""
    title = "Facts found, against gold" if len(comparison.runs) == 1 else "Extractors compared, against gold"
    parts = [
        f"## {title}",
        f"{escaped(about(comparison))}.",
        " ".join(escaped(sentence) for sentence in verdict(comparison)),
        _overall(comparison),
        f"No interval of F1: {reason}." if (reason := why_none(len(comparison.corpus.articles))) else "",
        _side_by_side("fact type", comparison, ("type", *_AVERAGES)),
        _idle(comparison),
        _folded("Slots and attributes", _side_by_side("slot", comparison, ("slot", "attribute"))),
        *_mistakes(comparison),
        *_agreements(comparison),
        *_troubles(comparison),
        _folded("What the numbers mean", "\n".join(f"- **{term}**: {escaped(meaning)}" for term, meaning in LEGEND)),
        "\n".join(f"- {escaped(run.signature)}" for run in comparison.runs),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> str:
    """Return a table whose first `words` columns are words, and the others numbers."""
    line = "|".join([*(["---"] * words), *(["---:"] * (len(heads) - words))])
    return "\n".join([f"| {' | '.join(heads)} |", f"|{line}|", *(f"| {' | '.join(row)} |" for row in rows)])


def _folded(summary: str, body: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>" if body else ""


def _overall(comparison: Comparison) -> str:
    heads = ["overall", "gold", "found", "strict P", "R", "F1", "lenient P", "R", "F1", "slot P", "R", "F1"]
    rows = [
        [
            *(escaped(name), str(possible(cell)), str(actual(cell))),
            *(figure for ratios in (cell.strict, cell.lenient, cell.slot) for figure in _with_intervals(ratios)),
        ]
        for row in comparison.of("overall")
        for name, cell in zip(comparison.names, row.cells, strict=True)
        if cell is not None
    ]
    return _table(heads, rows)


def _with_intervals(ratios: Ratios | None) -> list[str]:
    if ratios is None:
        return [UNDEFINED] * 3
    figures = [ratio(ratios.precision), ratio(ratios.recall), f"**{ratio(ratios.f1)}**"]
    ends = (ratios.precision_interval, ratios.recall_interval, ratios.f1_interval)
    return [
        figure if end is None else f"{figure}<br>{interval(end)}" for figure, end in zip(figures, ends, strict=True)
    ]


def _side_by_side(first: str, comparison: Comparison, scopes: Sequence[Scope]) -> str:
    """Return P, R and F1 (lenient; of fillers for slots) of every run, then strict F1 where there is one."""
    rows = [row for scope in scopes for row in comparison.of(scope)]
    if not rows:
        return ""
    whole = scopes[0] == "type"
    measure = "lenient P / R / F1 (strict F1)" if whole else "P / R / F1"
    heads = [first, "gold", *(f"{escaped(name)}<br>{measure}" for name in comparison.names)]
    return _table(heads, [_line(row) for row in rows])


def _line(row: SideBySide) -> list[str]:
    best = leaders(row)
    cells = [_cell(cell, index in best) for index, cell in enumerate(row.cells)]
    return [escaped(row.name or row.scope), "/".join(map(str, row.supports)), *cells]


def _cell(cell: ScoreRow | None, best: bool) -> str:
    if cell is None:
        return UNDEFINED
    ratios = cell.lenient if cell.facts is not None and cell.lenient is not None else cell.slot
    f1 = f"**{ratio(ratios.f1)}**" if best else ratio(ratios.f1)
    strict = f" ({ratio(cell.strict.f1)})" if cell.strict is not None else ""
    return f"{ratio(ratios.precision)} / {ratio(ratios.recall)} / {f1}{strict}"


def _idle(comparison: Comparison) -> str:
    names = ", ".join(map(escaped, comparison.idle_types))
    return f"Neither in gold nor found: {names}." if names else ""


def _mistakes(comparison: Comparison) -> Iterator[str]:
    """Yield one folded table a run, as long as its share of the room."""
    room = ROOM // len(comparison.runs)
    for name, facts in zip(comparison.names, comparison.facts, strict=True):
        mistakes = [fact for fact in facts if fact.mistaken]
        rows, used = [], 0
        for fact in mistakes:
            row = [fact.outcome, *_fact(fact), "<br>".join(map(_slot, fact.wrong_slots))]
            used += sum(map(len, row)) + 20
            if used > room:
                break
            rows.append(row)
        if rows:
            table = _table(("outcome", "article", "type", "sentence", "slot by slot"), rows, words=5)
            left = len(mistakes) - len(rows)
            yield _folded(
                f"{escaped(name)}: {_tally(mistakes)}",
                table + (f"\n\n… and {several(left, 'fact')} more on the HTML page." if left else ""),
            )


def _tally(facts: Sequence[FactOutcome]) -> str:
    counts = {word: sum(f.outcome == word for f in facts) for word in ("missing", "spurious", "incorrect", "partial")}
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def _fact(fact: FactOutcome) -> list[str]:
    sentence = "" if fact.excerpt is None else escaped(fact.excerpt.text)
    return [escaped(fact.article), escaped(fact.type), sentence]


def _slot(slot: SlotOutcome) -> str:
    name = f"**{escaped(slot.slot)}**"
    expected = escaped(filler(slot.expected_text, slot.expected_value))
    found = escaped(filler(slot.found_text, slot.found_value))
    if slot.outcome == "missing":
        return f"{name}: expected {expected}"
    if slot.outcome == "spurious":
        return f"{name}: found {found}"
    return f"{name}: expected {expected}, found {found} ({escaped(slot.why)})"


def _agreements(comparison: Comparison) -> Iterator[str]:
    if comparison.missed_by_all:
        rows = [[*_fact(fact), escaped(fact.gold)] for fact in comparison.missed_by_all[:50]]
        table = _table(("article", "type", "sentence", "gold"), rows, words=4)
        yield _folded(f"{several(len(comparison.missed_by_all), 'fact')} that every extractor misses", table)
    if comparison.found_by_several:
        rows = [
            [*_fact(extra.claims[0][1]), ", ".join(map(escaped, comparison.finders(extra)))]
            for extra in comparison.found_by_several[:50]
        ]
        table = _table(("article", "type", "sentence", "found by"), rows, words=4)
        yield _folded(f"{several(len(rows), 'fact')} that several find but gold lacks", table)


def _troubles(comparison: Comparison) -> Iterator[str]:
    rows = [
        [escaped(name), escaped(trouble.article), trouble.kind.replace("_", " "), escaped(trouble.message[:500])]
        for name, run in zip(comparison.names, comparison.runs, strict=True)
        for trouble in run.troubles
    ]
    if rows:
        table = _table(("extractor", "article", "kind", "what happened"), rows[:50], words=4)
        yield _folded(several(len(rows), "trouble"), table)
