r"""A comparison as a LaTeX table for a paper: `\input{comparison.tex}` in a document that loads `booktabs`.

Any engine takes it while names are in Latin letters; for others a document needs XeLaTeX or LuaLaTeX, and a font.
"""

from collections.abc import Iterator

from harness.report.comparison import Comparison, SideBySide, possible
from harness.report.figures import ratio
from harness.report.visible import one_line
from harness.report.words import about, leaders
from harness.scores.score import Ratios, Scope, ScoreRow

_ESCAPED = str.maketrans(
    {char: rf"\{char}" for char in "&%$#_{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
    | {"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "–": "--", '"': "''"}
    | {"⟨": r"\textless{}", "⟩": r"\textgreater{}"}  # about what `one_line` made visible, as its pictures are
    | dict.fromkeys(map(chr, range(0x2400, 0x2427)), "?")
)
_AVERAGES: tuple[Scope, ...] = ("overall", "macro", "weighted")
_WORDS = ("P", "R", r"F\textsubscript{1}")


def escaped(text: str) -> str:
    """Return a stranger's text on one line in which no character is a command of LaTeX."""
    return one_line(text).translate(_ESCAPED)


def table(comparison: Comparison) -> str:
    r"""Return a `tabular` with one row a fact type and lenient P, R and F1, then strict F1, of every run.

    The best lenient F1 of a row is bold; comments above it name the gold and the runs' signatures.
    """
    runs = len(comparison.runs)
    head = " & ".join(rf"\multicolumn{{4}}{{c}}{{{escaped(name)}}}" for name in comparison.names)
    rules = "".join(rf"\cmidrule(lr){{{3 + 4 * i}-{6 + 4 * i}}}" for i in range(runs))
    columns = " & ".join([*_WORDS, r"strict F\textsubscript{1}"] * runs)
    lines = [
        *(f"% {one_line(comment)}" for comment in (about(comparison), *(run.signature for run in comparison.runs))),
        rf"\begin{{tabular}}{{lr{'rrrr' * runs}}}",
        r"\toprule",
        rf" & & {head} \\",
        rules,
        rf"fact type & gold & {columns} \\",
        r"\midrule",
        *(_line(row) for row in comparison.of("type")),
        r"\midrule",
        *_averages(comparison),
        r"\bottomrule",
        r"\end{tabular}",
    ]
    return "\n".join(lines) + "\n"


def _averages(comparison: Comparison) -> Iterator[str]:
    for scope in _AVERAGES:
        for row in comparison.of(scope):
            yield _line(row)


def _line(row: SideBySide) -> str:
    best = leaders(row)
    cells = [figure for index, cell in enumerate(row.cells) for figure in _figures(cell, index in best)]
    support = max((possible(cell) for cell in row.cells if cell is not None), default=0)
    name = escaped(row.name or row.scope)
    if name.startswith(("[", "*")):  # after the end of a row they would belong to its command
        name = f"{{}}{name}"
    return " & ".join([name, str(support), *cells]) + r" \\"


def _figures(cell: ScoreRow | None, best: bool) -> list[str]:
    lenient = cell.lenient if cell is not None and cell.lenient is not None else Ratios()
    strict = cell.strict if cell is not None and cell.strict is not None else Ratios()
    f1 = _figure(lenient.f1)
    return [
        *(_figure(lenient.precision), _figure(lenient.recall)),
        rf"\textbf{{{f1}}}" if best else f1,
        _figure(strict.f1),
    ]


def _figure(value: float | None) -> str:
    return ratio(value).translate(_ESCAPED)
