"""How templates see the model: one Jinja environment that escapes every stranger's word, and what it offers them."""

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from harness.report import figures, plots, words
from harness.report.buckets import TRAITS
from harness.report.comparison import actual, possible
from harness.report.legend import LEGEND
from harness.report.outcome import OUTCOMES, FactOutcome, SlotOutcome
from harness.report.segments import LANES, Line, Segment, lines, marks_of
from harness.report.sentence import Excerpt
from harness.report.spent import spent
from harness.report.visible import visible
from harness.scores.score import Counts

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

LETTERS = {"correct": "c", "partial": "p", "incorrect": "i", "missing": "m", "spurious": "s"}
"""The class of each outcome; `u` is what is not counted."""


def render(template: str, **context: Any) -> str:  # noqa: ANN401 (what a template is given has any type)
    """Return what the template makes of the context. The same context gives the same text."""
    return environment().get_template(template).render(context)


@cache
def environment() -> "Environment":
    """Return the environment: what is not defined is an error, and what is printed is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("harness.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters |= {
        "all_of": _all_of,
        "at": plots.at,
        "chance": figures.chance,
        "down": plots.down,
        "drawn": _drawn,
        "interval": figures.interval,
        "letter": letter,
        "parts": _parts,
        "quoted": quoted,
        "ratio": figures.ratio,
        "share": _share,
        "significant": figures.significant,
        "spread": figures.spread,
        "steps": plots.steps,
        "summary": words.summary,
        "tallied": _tallied,
        "threshold": figures.threshold,
        "words_of": _words_of,
    }
    made.globals |= {
        "actual": actual,
        "contours": plots.contours(),
        "enumeration": figures.enumeration,
        "filler": figures.filler,
        "lanes": LANES,
        "leaders": words.leaders,
        "legend": LEGEND,
        "letters": LETTERS,
        "outcomes": OUTCOMES,
        "possible": possible,
        "reading": _reading,
        "several": figures.several,
        "shapes": plots.SHAPES,
        "spent": spent,
        "traits": tuple(TRAITS),
    }
    return made


@cache
def script() -> tuple["Markup", str]:
    """Return the one script of every page, and the source that the content security policy allows it by."""
    from markupsafe import Markup

    text = files("harness.report").joinpath("templates", "page.js").read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(text), f"'sha256-{digest}'"  # noqa: S704 (our own file, with no word of a stranger in it)


@cache
def style() -> "Markup":
    """Return the style sheet of every page."""
    from markupsafe import Markup

    sheets = (render(f"{name}.css.j2") for name in ("style", "charts", "text", "facts", "print"))
    return Markup("".join(sheets))  # noqa: S704 (rendered from our own files alone)


@lru_cache(10_000)
def quoted(name: str) -> str:
    """Write a name as one part of a link's `#run/article/fact`: percent-encoded but for `:`."""
    return quote(visible(name), safe=":")


def letter(fact: FactOutcome) -> str:
    """Return the class of a fact: one letter for its outcome, `u` where it is not counted."""
    return LETTERS[fact.outcome] if fact.counted else "u"


def _safe(value: Any) -> Any:  # noqa: ANN401 (Jinja hands over whatever an expression gives)
    """Make control characters visible in everything a template prints; Jinja escapes it afterwards."""
    if type(value) is int:
        return str(value)  # to escape a text is three times as fast
    return visible(value) if type(value) is str else value


def _words_of(text: str) -> "Markup":
    """Escape words of an article; a carriage return survives the HTML parser only as a reference."""
    from markupsafe import Markup, escape

    return Markup(str(escape(visible(text))).replace("\r", "&#13;"))  # noqa: S704 (escaped right here)


def _share(value: float | None) -> str:
    """Write a ratio in 0..1 as an SVG length, `61.3%`; undefined has no length."""
    return f"{round(100 * (value or 0), 1):g}%"


def _all_of(counts: Counts) -> int:
    """Return how many fillers, or facts, gold and the extractor have together: the length of a bar of outcomes."""
    return max(1, counts.possible + counts.spurious)


def _reading(text: str, facts: Sequence[FactOutcome]) -> tuple[Line, ...]:
    return lines(text, marks_of(facts))


def _tallied(facts: Sequence[FactOutcome]) -> list[tuple[str, int]]:
    """Count the facts that count by what became of them; what did not come is left out."""
    counts = Counter(fact.outcome for fact in facts if fact.counted)
    return [(outcome, counts[outcome]) for outcome in OUTCOMES if counts[outcome]]


def _drawn(segment: Segment) -> tuple[str, str]:
    """Return the classes that draw a piece (side, lane, outcome of each mark), and the numbers of the marks' facts."""
    marks = [(f"g{lane}", mark.fact) for lane, mark in segment.gold]
    marks += [(f"f{lane}", mark.fact) for lane, mark in segment.found]
    return " ".join(line + letter(fact) for line, fact in marks), " ".join(str(fact.number) for _, fact in marks)


def _parts(excerpt: Excerpt, slots: Sequence[SlotOutcome] = ()) -> list[tuple[str, bool, bool]]:
    """Cut an excerpt into pieces, each with whether it is evidence, and whether it fills one of the slots."""
    shift, length = excerpt.span.start, len(excerpt.text)
    places = {span for slot in slots for span in (slot.expected_span, slot.found_span) if span is not None}
    fillers = [(max(0, start - shift), min(length, end - shift)) for start, end in places]
    bounds = {0, length, *(end for mark in excerpt.marks for end in mark)}
    bounds |= {end for start, stop in fillers if start < stop for end in (start, stop)}
    return [
        (
            excerpt.text[start:end],
            any(s <= start < e for s, e in excerpt.marks),
            any(s <= start < e for s, e in fillers),
        )
        for start, end in pairwise(sorted(bounds))
    ]
