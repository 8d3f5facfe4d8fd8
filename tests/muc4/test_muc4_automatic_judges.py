"""What judges decided counts where they spoke, and the comparators' credit where they did not."""

from mini_muc4 import template

from harness.formats.muc4_templates import parse_templates
from harness.muc4.automatic import align_and_judge
from harness.muc4.comparators.credit import Credit
from harness.muc4.judgements import Judgement, Verdict
from harness.muc4.judges import Judges
from harness.muc4.tallies import Tally
from harness.muc4.templates import Fill, Template

FULL, PARTIAL, WRONG = Credit.FULL, Credit.PARTIAL, Credit.WRONG


def made(number: str, **fills: str) -> Template:
    """A template of an attack with these slots, `_` for `-` in their names."""
    named = {name.replace("_", "-"): value for name, value in fills.items()}
    return parse_templates(template("TST-1", number, {"inc-type": "ATTACK", **named}), "made")[0]


def judged(verdict: Verdict, response: Fill, *keys: Fill, slot: str = "hum-tgt-desc") -> Judges:
    return Judges([Judgement("TST-1", 1, slot, response, verdict, keys)])


def test_judges_are_heard_on_their_fill_and_on_no_other() -> None:
    key = made("1", hum_tgt_desc='"FARMERS"\n"TEACHERS"')
    farmers, teachers = key.slot("hum-tgt-desc")
    pupils, others = Fill(("PUPILS",)), Fill(("OTHER PUPILS",))
    match = judged(Verdict.MATCH, pupils, farmers)
    assert match.credit(key, "hum-tgt-desc", farmers, pupils) is FULL
    assert match.credit(key, "hum-tgt-desc", teachers, pupils) is WRONG
    assert match.credit(key, "hum-tgt-desc", farmers, others) is WRONG
    assert match.credit(made("2"), "hum-tgt-desc", farmers, pupils) is WRONG
    assert match.credit(key, "perp-ind-id", farmers, pupils) is WRONG
    named = judged(Verdict.PARTIAL, pupils, Fill(("FARMERS",), ("ANA LARA",)))
    assert named.credit(key, "hum-tgt-desc", Fill(("FARMERS",), ("ANA LARA",)), pupils) is PARTIAL
    assert named.credit(key, "hum-tgt-desc", Fill(("FARMERS",), ("EVA SOL",)), pupils) is WRONG
    old = Fill(("OLD FARMERS LEADER",))
    assert Judges().credit(key, "hum-tgt-desc", farmers, old) is PARTIAL
    assert judged(Verdict.FAIL, old).credit(key, "hum-tgt-desc", farmers, old) is WRONG


def test_judges_decide_of_tags() -> None:
    key = made("1", hum_tgt_desc='"FARMERS"', hum_tgt_type='CIVILIAN: "FARMERS"')
    (farmers,), (kind,) = key.slot("hum-tgt-desc"), key.slot("hum-tgt-type")
    response = Fill(("CIVILIAN",), ("PUPILS",))
    for verdict, worth in ((Verdict.MATCH, FULL), (Verdict.PARTIAL, PARTIAL)):
        judges = judged(verdict, Fill(("PUPILS",)), farmers)
        assert judges.credit(key, "hum-tgt-type", kind, response) is worth
    assert Judges().credit(key, "hum-tgt-type", kind, response) is PARTIAL
    lenient = judged(Verdict.PARTIAL, Fill(("THE FARMERS",)), farmers)
    assert lenient.credit(key, "hum-tgt-type", kind, Fill(("CIVILIAN",), ("THE FARMERS",))) is PARTIAL


def test_judges_distribute_a_partial_match() -> None:
    key = made("1", perp_org_id='"ARMY"', phys_tgt_id='"TRUCK"\n"BUS"\n"VAN"')
    response = made("1", perp_org_id='"ARMY"', phys_tgt_id='"VEHICLES"')
    truck, bus, _ = key.slot("phys-tgt-id")
    said = Judgement("TST-1", 1, "phys-tgt-id", Fill(("VEHICLES",)), Verdict.PARTIAL, (truck, bus))
    (score,) = align_and_judge([key], [response], [said])
    assert score.tally("phys-tgt-id") == Tally(par=2, mis=1)


def test_what_the_comparators_find_fully_right_nobody_was_asked_about() -> None:
    key = made("1", hum_tgt_desc='"FARMERS"')
    (farmers,) = key.slot("hum-tgt-desc")
    assert (
        judged(Verdict.FAIL, Fill(("THE FARMERS",))).credit(key, "hum-tgt-desc", farmers, Fill(("THE FARMERS",)))
        is FULL
    )
