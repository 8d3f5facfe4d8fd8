"""What gold facts come out as: fillers with their spans, what is accepted besides, what a part inherits."""

from collections.abc import Callable

import pytest

from harness.facts import Accepts, Filler, GoldFact, Span
from harness.gold.read import GoldReading

TEXT = """\
Police arrested nine men in Northport, a town in Coast Province, on March 3, Ada Quill said. Several of the men got out.
The Grey Tide Brigade (GTB) fled: about 40 GTB members crossed into Coast Province. "They fled," Quill said.
"""
ENTITIES = """\
entities:
  gtb: {kind: group, name: Grey Tide Brigade, also: [GTB]}
  quill: {kind: person, name: Ada Quill, also: [Quill]}
  police: {kind: organisation, name: Police}
  town: {kind: place, name: Northport, within: coast}
  coast: {kind: place, name: Coast Province, also: [Coast], within: country}
  country: {kind: place, name: Port}
facts:
"""
ARREST = """\
  - id: arrest
    type: operation
    quotes: ["Police arrested nine men in Northport, a town in Coast Province, on March 3"]
    source: [quill, police]
    slots:
      agent: {text: Police, entity: police}
      place: [{text: Northport, entity: town}, {text: Coast Province, entity: coast, optional: true}]
      date: {text: March 3, value: XXXX-03-03}
"""

Facts = Callable[[str], dict[str, GoldFact]]


@pytest.fixture
def facts(add: Callable[[str, str, str], None], read: Callable[[], GoldReading]) -> Facts:
    """The facts of the article above by id, from their YAML."""

    def read_facts(yaml: str) -> dict[str, GoldFact]:
        add("raid", TEXT, ENTITIES + yaml)
        reading = read()
        assert not reading.failed, reading.problems
        for fact in reading.facts_by_article["raid"]:
            for filler in (filler for fillers in fact.fact.slots.values() for filler in fillers if filler.span):
                assert TEXT[slice(*filler.span)] == filler.text
        return {fact.id: fact for fact in reading.facts_by_article["raid"]}

    return read_facts


def test_a_fact_with_everything(facts: Facts) -> None:
    fact = facts(ARREST + "    modality: claimed\n    polarity: negative\n    optional: true\n    note: why\n")[
        "arrest"
    ]
    assert fact.fact.type == "operation"
    assert list(fact.fact.slots) == ["agent", "place", "date"]
    assert fact.fact.slots["agent"] == (Filler("Police", None, Span(0, 6)),)
    assert fact.fact.slots["date"] == (Filler("March 3", "XXXX-03-03", Span(68, 75)),)
    assert fact.fact.evidence == (Span(0, 75),)
    assert (fact.fact.modality, fact.fact.polarity, fact.fact.confidence) == ("claimed", "negative", None)
    assert (fact.optional, fact.note, fact.part_of) == (True, "why", None)


def test_every_name_of_the_entity_and_every_place_around_it_is_known(facts: Facts) -> None:
    accepts = facts(ARREST)["arrest"].accepts["place"]
    assert accepts == (
        Accepts(("Northport",), ("Coast Province", "Coast", "Port"), False, "town"),
        Accepts(("Coast Province", "Coast"), ("Port",), True, "coast"),
    )


def test_the_first_source_speaks_and_all_are_right(facts: Facts) -> None:
    fact = facts(ARREST)["arrest"]
    assert fact.fact.source == Filler("Ada Quill")
    assert fact.accepts["source"] == (Accepts(("Ada Quill", "Quill", "Police"), (), False, "quill"),)


def test_a_source_in_the_evidence_has_its_span(facts: Facts) -> None:
    said = ARREST.replace("on March 3", "on March 3, Ada Quill said")
    assert facts(said)["arrest"].fact.source == Filler("Ada Quill", None, Span(77, 86))


def test_further_wordings_come_before_the_names_of_the_entity_each_once(facts: Facts) -> None:
    flight = facts("""\
  - id: flight
    type: crossing
    quotes: [about 40 GTB members crossed into Coast Province]
    slots:
      actor: {text: GTB members, entity: gtb, also: [members, GTB]}
      count: {text: about 40, value: 40, precision: estimated}
      destination: {entity: coast, optional: true}
""")["flight"]
    assert flight.accepts["actor"] == (Accepts(("members", "GTB", "Grey Tide Brigade"), (), False, "gtb"),)
    assert flight.fact.slots["count"] == (Filler("about 40", 40, Span(155, 163), "estimated"),)
    assert flight.fact.slots["destination"] == (Filler("Coast Province", None, None),)
    assert flight.accepts["destination"] == (Accepts(("Coast Province", "Coast"), ("Port",), True, "coast"),)


def part(rest: str, kind: str = "detention", slots: str = "count: {text: nine, value: 9}") -> str:
    return f"  - {{id: part, type: {kind}, quotes: [arrested nine men], part_of: arrest, {rest} slots: {{{slots}}}}}\n"


def test_a_part_inherits_place_date_and_source_as_optional(facts: Facts) -> None:
    fact = facts(ARREST + part(""))["part"]
    assert fact.part_of == "arrest"
    assert list(fact.fact.slots) == ["count", "place", "date"]
    assert fact.fact.slots["date"] == (Filler("March 3", "XXXX-03-03", Span(68, 75)),)
    assert fact.accepts["date"] == (Accepts(optional=True),)
    assert fact.fact.source == Filler("Ada Quill")
    assert fact.accepts["source"] == (Accepts(("Ada Quill", "Quill", "Police"), (), True, "quill"),)


def test_where_one_place_fits_any_of_the_container_s_is_right(facts: Facts) -> None:
    fact = facts(ARREST + part(""))["part"]
    assert fact.fact.slots["place"] == (Filler("Northport", None, Span(28, 37)),)
    names = ("Northport", "Coast Province", "Coast")
    assert fact.accepts["place"] == (Accepts(names, ("Coast Province", "Coast", "Port"), True, "town"),)


def test_where_several_places_fit_all_are_inherited(facts: Facts) -> None:
    fact = facts(ARREST + part("", "operation", "agent: {text: men}").replace("arrested nine", "Police arrested nine"))
    assert [filler.text for filler in fact["part"].fact.slots["place"]] == ["Northport", "Coast Province"]
    assert all(accepts.optional for accepts in fact["part"].accepts["place"])


def test_the_agent_is_never_inherited(facts: Facts) -> None:
    assert "agent" not in facts(ARREST + part(""))["part"].fact.slots


def test_a_slot_and_a_source_of_its_own_win(facts: Facts) -> None:
    own = "count: {text: nine, value: 9}, date: {value: XXXX-03, optional: true}"
    fact = facts(ARREST + part("source: gtb,", slots=own))["part"]
    assert fact.fact.slots["date"] == (Filler(None, "XXXX-03"),)
    assert fact.accepts["source"] == (Accepts(("Grey Tide Brigade", "GTB"), (), False, "gtb"),)


def test_what_is_inherited_is_not_passed_on(facts: Facts) -> None:
    below = part("").replace("id: part", "id: below").replace("part_of: arrest", "part_of: part")
    assert list(facts(ARREST + part("") + below)["below"].fact.slots) == ["count"]


def test_a_part_may_stand_before_its_whole(facts: Facts) -> None:
    assert "date" in facts(part("") + ARREST)["part"].fact.slots


def test_an_inherited_slot_counts_as_filled(facts: Facts) -> None:
    fact = facts(ARREST + part("", slots=""))["part"]
    assert list(fact.fact.slots) == ["place", "date"]


def test_only_slots_that_the_type_has_are_inherited(facts: Facts) -> None:
    ended = ARREST + "      end: {value: XXXX-04, optional: true}\n"
    assert "end" not in facts(ended + part(""))["part"].fact.slots


def test_said_again_and_in_pieces(facts: Facts) -> None:
    fact = facts(
        """\
  - id: flight
    type: crossing
    quotes:
      - [The Grey Tide Brigade, fled]
      - They fled
    slots: {actor: {text: They, entity: gtb}}
""".replace("fled]", "{text: fled, after: ':'}]")
    )["flight"]
    assert [TEXT[slice(*span)] for span in fact.fact.evidence] == ["The Grey Tide Brigade", "fled", "They fled"]


def test_words_are_not_sought_inside_others(
    add: Callable[[str, str, str], None], read: Callable[[], GoldReading]
) -> None:
    text = "Women, men and a manhunt: 3 Kalashnikovs.\n"
    crossing = "  - {{id: {0}, type: crossing, quotes: ['{1}'], slots: {{actor: {{text: {2}}}}}}}\n"
    parts = [("a", text.strip(), "men"), ("b", text.strip(), "a"), ("c", text.strip(), "Kalashnikov")]
    add("raid", text, "facts:\n" + "".join(crossing.format(*part) for part in parts))
    reading = read()
    assert not reading.failed, reading.problems
    spans = [fact.fact.slots["actor"][0].span for fact in reading.facts_by_article["raid"]]
    assert spans == [Span(7, 10), Span(15, 16), Span(28, 39)]


@pytest.mark.parametrize("named", ["US", "WHO", "mine"])
def test_a_name_in_capitals_and_a_mine_are_no_pronoun(
    named: str, add: Callable[[str, str, str], None], read: Callable[[], GoldReading]
) -> None:
    crossing = (
        f"facts:\n  - {{id: a, type: crossing, quotes: [The {named} left], slots: {{actor: {{text: {named}}}}}}}\n"
    )
    add("raid", f"The {named} left.\n", crossing)
    assert not read().failed


def test_words_come_from_the_first_quote_that_has_them_once(facts: Facts) -> None:
    fact = facts("""\
  - id: flight
    type: crossing
    quotes:
      - "Grey Tide Brigade (GTB) fled: about 40 GTB members"
      - 40 GTB members crossed
      - Brigade (GTB)
    slots: {actor: {text: GTB, entity: gtb}}
""")["flight"]
    assert fact.fact.slots["actor"][0].span == Span(TEXT.index("GTB members"), TEXT.index("GTB members") + 3)


def test_overlapping_pieces_hold_a_word_once(facts: Facts) -> None:
    fact = facts("""\
  - id: flight
    type: crossing
    quotes: [[about 40 GTB, GTB members crossed]]
    slots: {actor: {text: GTB, entity: gtb}}
""")["flight"]
    assert fact.fact.slots["actor"][0].text == "GTB"


def test_a_vague_number_has_no_value(facts: Facts) -> None:
    fact = facts("""\
  - id: armed
    type: detention
    quotes: [Several of the men got out]
    slots: {count: {text: Several, value: null, precision: vague, optional: true}}
""")["armed"]
    assert fact.fact.slots["count"] == (Filler("Several", None, Span(93, 100), "vague"),)


def test_no_facts_is_an_answer(facts: Facts) -> None:
    assert facts("  []\n") == {}
