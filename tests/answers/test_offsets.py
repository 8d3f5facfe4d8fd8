import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.answers.offsets import Offsets, Unit, without_offsets
from harness.answers.records import Record
from harness.facts import Fact, Filler, Span
from harness.gold.anchor import Quote


def length(text: str, unit: Unit) -> int:
    return len(text.encode("utf-16-le")) // 2 if unit == "utf16" else len(text.encode())


@given(st.text(alphabet="ab\r\né😀中\ufeff"), st.sampled_from(["utf16", "bytes"]))
def test_every_place_of_a_text_is_found_again(text: str, unit: Unit) -> None:
    offsets = Offsets(text, unit)
    edges = [length(text[:at], unit) for at in range(len(text) + 1)]
    assert [offsets.code_point(edge) for edge in edges] == list(range(len(text) + 1))
    for other in set(range(edges[-1])) - set(edges):
        with pytest.raises(ValueError, match="is inside a character"):
            offsets.code_point(other)
    for other in (-1, edges[-1] + 1, 10**400):
        with pytest.raises(ValueError, match="leaves the text"):
            offsets.code_point(other)


def test_all_spans_of_a_record_are_counted_anew_or_left_out() -> None:
    fact = Fact(
        "aim", {"goal": (Filler("b", span=Span(3, 4)), Filler("c"))}, (Span(0, 3),), source=Filler("a", span=Span(0, 1))
    )
    record = Record(fact, (Quote("x"),), ((Quote("😀"), Span(1, 3)),))
    counted = Offsets("a😀b", "utf16").recounted(record)
    assert counted.fact.slots["goal"][0].span == Span(2, 3)
    assert (counted.fact.evidence, counted.fact.source) == ((Span(0, 2),), Filler("a", span=Span(0, 1)))
    assert (counted.quotes, counted.claims) == ((Quote("x"),), ((Quote("😀"), Span(1, 2)),))
    bare = without_offsets(record)
    assert bare.fact == Fact("aim", {"goal": (Filler("b"), Filler("c"))}, source=Filler("a"))
    assert (bare.quotes, bare.claims) == ((Quote("x"), Quote("😀")), ())
