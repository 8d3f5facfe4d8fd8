"""How far two annotators agree, worked out by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.gold.__main__ import main
from harness.gold.agreement import Agreement, agreement
from harness.schema import FactType, Schema, SlotType

RAID = FactType(
    "raid",
    {
        "who": SlotType("who", ("entity",), key=True),
        "count": SlotType("count", ("number",), key=True),
        "date": SlotType("date", ("date",)),
    },
)
SCHEMA = Schema({"raid": RAID, "role": FactType("role", {"person": SlotType("person", ("entity",), key=True)})})


def raid(
    who: str,
    count: int,
    date: str | None = None,
    at: int = 0,
    names: tuple[str, ...] = (),
    unsure: tuple[str, ...] = (),
    optional: bool = False,
) -> GoldFact:
    slots = {"who": (Filler(who),), "count": (Filler(value=count),)}
    if date:
        slots["date"] = (Filler(value=date),)
    accepts = {slot: (Accepts(names if slot == "who" else (), optional=slot in unsure),) for slot in slots}
    return GoldFact(f"{who}-{at}", Fact("raid", slots, (Span(at, at + 5),)), accepts, optional)


def agreed(one: list[GoldFact], other: list[GoldFact]) -> Agreement:
    *_, whole = agreement({"a": one}, {"a": other}, SCHEMA, {})
    return whole


def test_the_same_facts_agree_whole() -> None:
    facts = [raid("police", 2), raid("army", 3, at=50, optional=True)]
    assert agreed(facts, facts) == Agreement("", 2, 2, 2, 2, 2)


def test_each_kind_of_difference_is_counted_where_it_belongs() -> None:
    one = [
        raid("police", 2, "2024-03-03"),
        raid("army", 3, "2024-03-04", at=50),
        raid("guards", 4, at=100),
        raid("navy", 9, at=200),
    ]
    other = [
        raid("police", 2, "2024-03-03"),
        raid("army", 3, "2024-03-05", at=50),  # another day: no key slot
        raid("guards", 5, at=100),  # another count: a key slot
    ]
    rows = agreement({"a": one}, {"a": other}, SCHEMA, {})
    assert rows == (Agreement("raid", 4, 3, 3, 2, 1), Agreement("", 4, 3, 3, 2, 1))
    assert rows[0].f1(3) == pytest.approx(6 / 7)


def test_it_is_the_same_whoever_is_asked_first() -> None:
    one = [raid("police", 2, "2024-03"), raid("army", 3, at=50, names=("forces",))]
    other = [raid("police", 2, "2024-03-05", at=2), raid("forces", 3, at=50), raid("navy", 1, at=90)]
    there, back = agreed(one, other), agreed(other, one)
    assert (there.paired, there.key, there.whole) == (back.paired, back.key, back.whole)
    # "forces" is a name of the army for one annotator only: right in one direction, half a fact in the mean
    assert (there.paired, there.key, there.whole) == (2, 1.5, 0.5)


@pytest.mark.parametrize("unsure", [("date",), ("count", "date")])
def test_what_either_calls_optional_may_be_absent(unsure: tuple[str, ...]) -> None:
    one = raid("police", 2, "2024-03-03", unsure=unsure)
    slots = {slot: fillers for slot, fillers in one.fact.slots.items() if slot not in unsure}
    other = GoldFact("b", Fact("raid", slots, one.fact.evidence))
    assert agreed([one], [other]) == Agreement("", 1, 1, 1, 1, 1)


def test_what_is_asked_for_may_not() -> None:
    one = raid("police", 2)
    other = GoldFact("b", Fact("raid", {"who": one.fact.slots["who"]}, one.fact.evidence))
    assert agreed([one], [other]) == Agreement("", 1, 1, 1, 0, 0)


def test_a_value_that_one_was_unsure_of_is_still_another_value() -> None:
    one, other = raid("police", 2, "2024-03-03", unsure=("date",)), raid("police", 2, "2024-03-05")
    assert agreed([one], [other]) == Agreement("", 1, 1, 1, 1, 0)
    assert agreed([replace(one, accepts={})], [other]) == Agreement("", 1, 1, 1, 1, 0)


def test_a_slot_may_be_absent_only_if_all_of_it_was_unsure() -> None:
    one = raid("police", 2)
    others = {**one.fact.slots, "date": (Filler(value="2024-03-03"), Filler(value="2024-04-04"))}
    for sure, whole in ((False, 1), (True, 0)):
        accepts = {"date": (Accepts(optional=True), Accepts(optional=not sure))}
        other = GoldFact("b", replace(one.fact, slots=others), accepts)
        assert agreed([one], [other]) == Agreement("", 1, 1, 1, 1, whole)


def test_half_a_name_is_the_same_key_and_another_modality_is_not_the_whole() -> None:
    one = raid("General Lee", 2)
    assert agreed([one], [raid("Lee", 2)]) == Agreement("", 1, 1, 1, 1, 0)
    planned = replace(one, fact=replace(one.fact, modality="planned"))
    assert agreed([one], [planned]) == Agreement("", 1, 1, 1, 1, 0)


def test_a_difference_belongs_to_its_own_article() -> None:
    """Ids are those of an article: both have the same here."""
    one = {"a": [raid("police", 2)], "b": [raid("police", 2)]}
    *_, whole = agreement(one, {"a": [raid("police", 2)], "b": [raid("police", 3)]}, SCHEMA, {})
    assert whole == Agreement("", 2, 2, 2, 1, 1)


def test_nothing_written_is_no_agreement() -> None:
    (whole,) = agreement({"a": []}, {"a": []}, SCHEMA, {})
    assert whole.f1(whole.paired) is None


def test_types_do_not_mix() -> None:
    role = GoldFact("r", Fact("role", {"person": (Filler("police"),)}, (Span(0, 5),)))
    rows = agreement({"a": [raid("police", 2)]}, {"a": [role]}, SCHEMA, {})
    assert rows == (Agreement("raid", 1, 0, 0, 0, 0), Agreement("role", 0, 1, 0, 0, 0), Agreement("", 1, 1, 0, 0, 0))


GOLD = """\
facts:
  - {id: a, type: casualty, quotes: [was shot], slots: {outcome: {value: killed}}}
  - {id: b, type: casualty, optional: true, quotes: [was hurt], slots: {outcome: {value: OUTCOME}}}
"""


def test_the_command(
    add: Callable[[str, str, str], None], seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("one", "She was shot. He was hurt.", GOLD.replace("OUTCOME", "killed"))
    first = gold.rename(gold.parent / "first")
    gold.mkdir()
    (gold / "schema.yaml").write_bytes((first / "schema.yaml").read_bytes())
    add("one", "She was shot. He was hurt.", GOLD.replace("OUTCOME", "injured"))
    assert main(["agree", f"one={first}", f"other={gold}", f"seeds={seeds}"]) == 0
    out = capsys.readouterr().out
    assert ["casualty", "2", "2", "2", "1.00", "0.50", "0.50"] in [line.split() for line in out.splitlines()]
    assert ["all", "2", "2", "2", "1.00", "0.50", "0.50"] in [line.split() for line in out.splitlines()]
    assert all(len(line) <= 80 for line in out.splitlines())


def test_gold_that_cannot_be_compared(
    add: Callable[[str, str, str], None], seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("one", "She was shot. He was hurt.", GOLD.replace("OUTCOME", "injured"))
    assert main(["agree", f"one={gold}"]) == 2
    assert "other=<folder>" in capsys.readouterr().err
    other = gold.parent / "other"
    other.mkdir()
    (other / "schema.yaml").write_bytes((gold / "schema.yaml").read_bytes())
    assert main(["agree", f"one={gold}", f"other={other}", f"seeds={seeds}"]) == 2
    assert "no article in common" in capsys.readouterr().err
    assert main(["agree", f"one={gold}", f"other={other / 'absent'}", f"seeds={seeds}"]) == 2
    assert "absent cannot be read: No such file or directory" in capsys.readouterr().err
    (other / "one.yaml").write_bytes((gold / "one.yaml").read_bytes())
    (other / "schema.yaml").write_text((gold / "schema.yaml").read_text() + "# another\n")
    assert main(["agree", f"one={gold}", f"other={other}", f"seeds={seeds}"]) == 2
    assert "different fact types" in capsys.readouterr().err


def test_only_what_both_have_is_compared(
    add: Callable[[str, str, str], None], seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("both", "only-one", "nobody"):
        add(name, "She was shot. He was hurt.", GOLD.replace("OUTCOME", "injured"))
    other = gold.parent / "other"
    other.mkdir()
    for name in ("both.yaml", "schema.yaml"):
        (other / name).write_bytes((gold / name).read_bytes())
    (gold / "nobody.yaml").unlink()
    assert main(["agree", f"one={gold}", f"other={other}", f"seeds={seeds}"]) == 0
    out = capsys.readouterr().out
    assert ["all", "2", "2", "2", "1.00", "1.00", "1.00"] in [line.split() for line in out.splitlines()]
    assert out.endswith("Articles in both: 1.\nLeft out, in one of them only: only-one.\n")
    (other / "both.yaml").write_text("facts: [")
    assert main(["agree", f"one={gold}", f"other={other}", f"seeds={seeds}"]) == 2
    err = capsys.readouterr().err
    assert "other/both.yaml:1:" in err
    assert "nobody" not in err
