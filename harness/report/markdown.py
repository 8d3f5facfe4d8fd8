"""A comparison as GitHub-flavoured Markdown, fit for a pull request or a step summary: tables and collapsed details."""

from collections.abc import Iterator, Sequence

from harness.report.comparison import Comparison, SideBySide, actual, possible
from harness.report.escaping import markdown as escaped
from harness.report.figures import UNDEFINED, filler, interval, ratio, several
from harness.report.legend import LEGEND
from harness.report.outcome import FactOutcome, SlotOutcome
from harness.report.words import about, leaders, verdict
from harness.scores.intervals import why_none
from harness.scores.score import Ratios, Scope, ScoreRow

LIMIT = 65_536
"""Characters that a comment on a pull request holds; a step summary holds sixteen times as many."""
ROOM = 10_000
"""Characters for each table but that of mistakes, which share what is left."""

_RUNS = 6
"""How many runs stand side by side; the best ones."""
_LONGEST = 120
"""Code points of a name; an identifier that is longer is cut."""
_AVERAGES: tuple[Scope, ...] = ("overall", "macro", "weighted")


def page(comparison: Comparison) -> str:
    """Return the page, of at most `LIMIT` characters; what is cut short says how much is left."""
    title = "Facts found, against gold" if len(comparison.runs) == 1 else "Extractors compared, against gold"
    before = [
        f"## {title}",
        f"{escaped(about(comparison))}.",
        _joined([escaped(sentence) for sentence in verdict(comparison)], " ", ROOM // 2),
        _overall(comparison),
        f"No interval of F1: {reason}." if (reason := why_none(len(comparison.corpus.articles))) else "",
        _side_by_side("fact type", comparison, ("type", *_AVERAGES)),
        _idle(comparison),
        _folded("Slots and attributes", _side_by_side("slot", comparison, ("slot", "attribute"))),
    ]
    after = [
        *_agreements(comparison),
        *_troubles(comparison),
        _folded("What the numbers mean", "\n".join(f"- **{term}**: {escaped(meaning)}" for term, meaning in LEGEND)),
        _joined([f"- {escaped(_short(run.signature, 1000))}" for run in comparison.runs], "\n", ROOM // 2),
    ]
    room = LIMIT - sum(len(part) + 2 for part in (*before, *after))
    return "\n\n".join(part for part in (*before, *_mistakes(comparison, room), *after) if part) + "\n"


def _name(text: str) -> str:
    return escaped(_short(text, _LONGEST))


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1, room: int = ROOM) -> str:
    """Return a table whose first `words` columns are words, and the others numbers, as long as its room."""
    line = "|".join([*(["---"] * words), *(["---:"] * (len(heads) - words))])
    lines = [f"| {' | '.join(heads)} |", f"|{line}|"]
    kept, left = _that_fit([f"| {' | '.join(row)} |" for row in rows], room - sum(map(len, lines)))
    return "\n".join([*lines, *kept]) + (f"\n\n… and {several(left, 'row')} more on the HTML page." if left else "")


def _joined(parts: Sequence[str], separator: str, room: int) -> str:
    kept, left = _that_fit(parts, room)
    return separator.join([*kept, *([f"… and {left} more"] if left else [])])


def _that_fit(lines: Sequence[str], room: int) -> tuple[Sequence[str], int]:
    """Return the first lines that have room together, and how many are left."""
    used = 0
    for count, line in enumerate(lines):
        used += len(line) + 1
        if used > room:
            return lines[:count], len(lines) - count
    return lines, 0


def _folded(summary: str, body: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>" if body else ""


def _overall(comparison: Comparison) -> str:
    heads = ["overall", "gold", "found", "strict P", "R", "F1", "lenient P", "R", "F1", "slot P", "R", "F1"]
    rows = [
        [
            *(_name(name), str(possible(cell)), str(actual(cell))),
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
    """Return P, R and F1 (lenient; of fillers for slots) of the best runs, then strict F1 where there is one."""
    rows = [row for scope in scopes for row in comparison.of(scope)]
    if not rows:
        return ""
    whole = scopes[0] == "type"
    measure = "lenient P / R / F1 (strict F1)" if whole else "P / R / F1"
    heads = [first, "gold", *(f"{_name(name)}<br>{measure}" for name in comparison.names[:_RUNS])]
    table = _table(heads, [_line(row) for row in rows])
    left = len(comparison.runs) - _RUNS
    return table + (f"\n\nOf the best {_RUNS}; {several(left, 'run')} more on the HTML page." if left > 0 else "")


def _line(row: SideBySide) -> list[str]:
    best = leaders(row)
    cells = [_cell(cell, index in best) for index, cell in enumerate(row.cells[:_RUNS])]
    return [_name(row.name or row.scope), "/".join(map(str, row.supports)), *cells]


def _cell(cell: ScoreRow | None, best: bool) -> str:
    if cell is None:
        return UNDEFINED
    ratios = cell.lenient if cell.facts is not None and cell.lenient is not None else cell.slot
    f1 = f"**{ratio(ratios.f1)}**" if best else ratio(ratios.f1)
    strict = f" ({ratio(cell.strict.f1)})" if cell.strict is not None else ""
    return f"{ratio(ratios.precision)} / {ratio(ratios.recall)} / {f1}{strict}"


def _idle(comparison: Comparison) -> str:
    names = _joined([*map(_name, comparison.idle_types)], ", ", ROOM // 5)
    return f"Neither in gold nor found: {names}." if names else ""


def _mistakes(comparison: Comparison, room: int) -> Iterator[str]:
    """Yield one folded table a run, as long as its share of the room."""
    share = room // len(comparison.runs) - 400  # what a table without rows takes, at most
    for name, facts in zip(comparison.names, comparison.facts, strict=True):
        mistakes = [fact for fact in facts if fact.mistaken]
        if not mistakes or share < 0:
            continue
        rows = [[fact.outcome, *_fact(fact), "<br>".join(map(_slot, fact.wrong_slots))] for fact in mistakes]
        table = _table(("outcome", "article", "type", "sentence", "slot by slot"), rows, words=5, room=share)
        yield _folded(f"{_name(name)}: {_tally(mistakes)}", table)


def _tally(facts: Sequence[FactOutcome]) -> str:
    counts = {word: sum(f.outcome == word for f in facts) for word in ("missing", "spurious", "incorrect", "partial")}
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def _fact(fact: FactOutcome) -> list[str]:
    sentence = "" if fact.excerpt is None else escaped(fact.excerpt.text)
    return [_name(fact.article), _name(fact.type), sentence]


def _slot(slot: SlotOutcome) -> str:
    name = f"**{_name(slot.slot)}**"
    expected = escaped(filler(slot.expected_text, slot.expected_value))
    found = escaped(filler(slot.found_text, slot.found_value))
    if slot.outcome == "missing":
        return f"{name}: expected {expected}"
    if slot.outcome == "spurious":
        return f"{name}: found {found}"
    return f"{name}: expected {expected}, found {found} ({escaped(slot.why)})"


def _agreements(comparison: Comparison) -> Iterator[str]:
    missed, extras = comparison.missed_by_all, comparison.found_by_several
    if missed:
        rows = [[*_fact(fact), _name(fact.gold)] for fact in missed]
        table = _table(("article", "type", "sentence", "gold"), rows, words=4, room=ROOM // 2)
        yield _folded(f"{several(len(missed), 'fact')} that every extractor misses", table)
    if extras:
        rows = [
            [*_fact(extra.claims[0][1]), _joined([*map(_name, comparison.finders(extra))], ", ", 1000)]
            for extra in extras
        ]
        table = _table(("article", "type", "sentence", "found by"), rows, words=4, room=ROOM // 2)
        yield _folded(f"{several(len(extras), 'fact')} that several find but gold lacks", table)


def _troubles(comparison: Comparison) -> Iterator[str]:
    rows = [
        [_name(name), _name(trouble.article), trouble.kind.replace("_", " "), escaped(_short(trouble.message, 500))]
        for name, run in zip(comparison.names, comparison.runs, strict=True)
        for trouble in run.troubles
    ]
    if rows:
        table = _table(("extractor", "article", "kind", "what happened"), rows, words=4, room=ROOM // 2)
        yield _folded(several(len(rows), "trouble"), table)
