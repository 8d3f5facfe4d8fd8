"""A comparison as GitHub-flavoured Markdown, fit for a pull request or a step summary: tables and collapsed details."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from harness.report.agreement import Extra
from harness.report.comparison import Comparison, SideBySide, actual, possible
from harness.report.escaping import markdown as escaped
from harness.report.figures import UNDEFINED, filler, interval, ratio, several
from harness.report.legend import LEGEND
from harness.report.outcome import FactOutcome, SlotOutcome
from harness.report.speed import troubles_counted
from harness.report.words import about, leaders, verdict
from harness.runs.run import Trouble
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
_Item = TypeVar("_Item")
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


def _table(
    heads: Sequence[str],
    items: Sequence[_Item],
    row: Callable[[_Item], Sequence[str]],
    words: int = 1,
    room: int = ROOM,
) -> str:
    """Return a table of as many items as have room; its first `words` columns are words, and the others numbers."""
    line = "|".join([*(["---"] * words), *(["---:"] * (len(heads) - words))])
    lines = [f"| {' | '.join(heads)} |", f"|{line}|"]
    kept = _that_fit((f"| {' | '.join(row(item))} |" for item in items), room - sum(map(len, lines)))
    more = f"\n\n… and {several(left, 'row')} more on the HTML page." if (left := len(items) - len(kept)) else ""
    return "\n".join([*lines, *kept]) + more


def _joined(parts: Sequence[str], separator: str, room: int) -> str:
    kept = _that_fit(parts, room)
    return separator.join([*kept, *([f"… and {left} more"] if (left := len(parts) - len(kept)) else [])])


def _that_fit(lines: Iterable[str], room: int) -> list[str]:
    """Return the first lines that have room together; what comes after is not even made."""
    kept = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def _folded(summary: str, body: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>" if body else ""


def _overall(comparison: Comparison) -> str:
    heads = ["overall", "gold", "found", "strict P", "R", "F1", "lenient P", "R", "F1", "slot P", "R", "F1"]
    cells = [
        (name, cell)
        for row in comparison.of("overall")
        for name, cell in zip(comparison.names, row.cells, strict=True)
        if cell is not None
    ]
    return _table(heads, cells, lambda named: _run(*named))


def _run(name: str, cell: ScoreRow) -> list[str]:
    measured = (figure for ratios in (cell.strict, cell.lenient, cell.slot) for figure in _with_intervals(ratios))
    return [_name(name), str(possible(cell)), str(actual(cell)), *measured]


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
    table = _table(heads, rows, _line)
    left = len(comparison.runs) - _RUNS
    return table + (f"\n\nOf the best {_RUNS}; {several(left, 'run')} more on the HTML page." if left > 0 else "")


def _line(row: SideBySide) -> list[str]:
    best = leaders(row)
    cells = [_cell(cell, index in best) for index, cell in enumerate(row.cells[:_RUNS])]
    return [_name(row.name or row.scope), "/".join(map(str, row.supports[:_RUNS])), *cells]


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
    """Yield one folded table for each of the best runs, as long as its share of the room."""
    share = room // min(len(comparison.runs), _RUNS)
    for name, facts in zip(comparison.names[:_RUNS], comparison.facts, strict=False):
        if mistakes := [fact for fact in facts if fact.mistaken]:
            summary = f"{_name(name)}: {_tally(mistakes)}"
            heads = ("outcome", "article", "type", "sentence", "slot by slot")
            yield _folded(summary, _table(heads, mistakes, _mistake, words=5, room=share - len(summary) - 150))


def _mistake(fact: FactOutcome) -> list[str]:
    return [fact.outcome, *_fact(fact), "<br>".join(map(_slot, fact.wrong_slots))]


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

    def finders(extra: Extra) -> str:
        return _joined([*map(_name, comparison.finders(extra))], ", ", ROOM // 10)

    if missed:
        heads = ("article", "type", "sentence", "gold")
        table = _table(heads, missed, lambda fact: [*_fact(fact), _name(fact.gold)], words=4, room=ROOM // 2)
        yield _folded(f"{several(len(missed), 'fact')} that every extractor misses", table)
    if extras:
        heads = ("article", "type", "sentence", "found by")
        table = _table(heads, extras, lambda one: [*_fact(one.claims[0][1]), finders(one)], words=4, room=ROOM // 2)
        yield _folded(f"{several(len(extras), 'fact')} that several find but gold lacks", table)


def _troubles(comparison: Comparison) -> Iterator[str]:
    named = [
        (name, trouble) for name, run in zip(comparison.names, comparison.runs, strict=True) for trouble in run.troubles
    ]
    if named:
        heads = ("extractor", "article", "kind", "what happened")
        table = _table(heads, named, lambda one: _trouble(*one), words=4, room=ROOM // 2)
        yield _folded(troubles_counted([trouble for _, trouble in named]), table)


def _trouble(name: str, trouble: Trouble) -> list[str]:
    said = escaped(_short(trouble.message, 500))
    return [_name(name), _name(trouble.article), trouble.kind.replace("_", " "), said]
