"""A comparison as one offline HTML page: no network, no script, every stranger's word escaped."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from harness.report import figures, plots, words
from harness.report.buckets import TRAITS
from harness.report.comparison import Comparison, actual, possible
from harness.report.legend import LEGEND
from harness.report.outcome import OUTCOMES, FactOutcome, SlotOutcome
from harness.report.segments import LANES, Line, lines, marks_of
from harness.report.sentence import Excerpt
from harness.report.visible import visible
from harness.scores.score import Counts

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

READ = 40
"""Articles shown in full; a page with thousands opens in no browser."""
LISTED = 1_000
"""Mistakes listed a run."""
_OUTCOME_LETTERS = {"correct": "c", "partial": "p", "incorrect": "i", "missing": "m", "spurious": "s"}


def page(comparison: Comparison) -> str:
    """Return the page. The same comparison gives the same text."""
    template = _environment().get_template("page.html.j2")
    articles = comparison.corpus.articles[:READ]
    return template.render(
        c=comparison,
        articles=articles,
        place={article.id: index for index, article in enumerate(articles)},
        facts=[_by_article(facts) for facts in comparison.facts],
        mistakes=[[fact for fact in facts if fact.mistaken] for facts in comparison.facts],
        types=_types(comparison),
        verdict=words.verdict(comparison),
        about=words.about(comparison),
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("harness.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters |= {
        "all_of": _all_of,
        "at": plots.at,
        "chance": figures.chance,
        "down": plots.down,
        "ratio": figures.ratio,
        "interval": figures.interval,
        "share": _share,
        "words_of": _words_of,
        "letter": _letter,
        "summary": words.summary,
        "parts": _parts,
    }
    environment.globals |= {
        "actual": actual,
        "contours": plots.contours(),
        "enumeration": figures.enumeration,
        "filler": figures.filler,
        "lanes": LANES,
        "leaders": words.leaders,
        "legend": LEGEND,
        "letters": _OUTCOME_LETTERS,
        "listed": LISTED,
        "outcomes": OUTCOMES,
        "possible": possible,
        "reading": _reading,
        "several": figures.several,
        "traits": tuple(TRAITS),
    }
    return environment


def _safe(value: Any) -> Any:  # noqa: ANN401 (Jinja hands over whatever an expression gives)
    """Make control characters visible in everything a template prints; Jinja escapes it afterwards."""
    return visible(value) if type(value) is str else value


def _words_of(text: str) -> "Markup":
    """Escape words of an article; a carriage return survives the HTML parser only as a reference."""
    from markupsafe import Markup, escape

    return Markup(str(escape(visible(text))).replace("\r", "&#13;"))  # noqa: S704 (escaped right here)


def _share(value: float | None) -> str:
    """Write a ratio in 0..1 as an SVG length, `61.3%`; undefined has no length."""
    return f"{100 * (value or 0):.1f}%"


def _all_of(counts: Counts) -> int:
    """Return how many fillers, or facts, gold and the extractor have together: the length of a bar of outcomes."""
    return max(1, counts.possible + counts.spurious)


def _letter(fact: FactOutcome) -> str:
    """Return the class of a fact: one letter for its outcome, `u` where it is not counted."""
    return _OUTCOME_LETTERS[fact.outcome] if fact.counted else "u"


def _by_article(facts: tuple[FactOutcome, ...]) -> dict[str, list[FactOutcome]]:
    by_article: dict[str, list[FactOutcome]] = {}
    for fact in facts:
        by_article.setdefault(fact.article, []).append(fact)
    return by_article


def _types(comparison: Comparison) -> dict[str, int]:
    """Number the types of all facts, in the order of the schema, so that no stranger's name becomes a class."""
    names = dict.fromkeys(comparison.corpus.schema.types)
    names |= dict.fromkeys(row.name for row in comparison.of("type"))
    names |= dict.fromkeys(fact.type for facts in comparison.facts for fact in facts)
    return {name: index for index, name in enumerate(names)}


def _reading(text: str, facts: list[FactOutcome]) -> tuple[Line, ...]:
    return lines(text, marks_of(facts))


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
