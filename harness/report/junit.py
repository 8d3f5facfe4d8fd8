"""A comparison as JUnit XML: a suite for every run, a test case for every gold fact, so that any CI shows them.

The dialect is the common core that the schema of Jenkins' xUnit plug-in and GitLab's and GitHub's readers share. A fact
that is missing, or paired but wrong in a key slot, fails; one that is partly right passes, as it does under `lenient`;
an optional one that nobody found is skipped.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from harness.report.comparison import Comparison
from harness.report.figures import filler
from harness.report.outcome import FactOutcome, SlotOutcome
from harness.report.visible import one_line

_FAILS = ("missing", "incorrect")


def document(comparison: Comparison) -> str:
    """Return the XML; equal comparisons give equal text. Without times, which belong to `timings.json`."""
    suites = Element("testsuites", name="harness")
    for name, run, facts in zip(comparison.names, comparison.runs, comparison.facts, strict=True):
        of_gold = [fact for fact in facts if fact.gold]
        suite = SubElement(suites, "testsuite", _suite(one_line(name), of_gold))
        properties = SubElement(suite, "properties")
        SubElement(properties, "property", name="signature", value=one_line(run.signature))
        for fact in of_gold:
            _case(suite, fact)
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _suite(name: str, facts: Iterable[FactOutcome]) -> dict[str, str]:
    states = [_state(fact) for fact in facts]
    failures, skipped = states.count("failure"), states.count("skipped")
    return {"name": name, "tests": str(len(states)), "failures": str(failures), "errors": "0", "skipped": str(skipped)}


def _state(fact: FactOutcome) -> str:
    if not fact.counted:
        return "skipped" if fact.outcome == "missing" else "passed"
    return "failure" if fact.outcome in _FAILS else "passed"


def _case(suite: Element, fact: FactOutcome) -> None:
    case = SubElement(suite, "testcase", classname=f"{one_line(fact.article)}.{one_line(fact.type)}")
    case.set("name", one_line(fact.gold))
    state = _state(fact)
    if state == "skipped":
        SubElement(case, "skipped", message="optional, and not found")
    elif state == "failure":
        message = "missing" if fact.outcome == "missing" else "a key slot is wrong"
        SubElement(case, "failure", message=message, type=fact.outcome).text = _details(fact)
    elif fact.wrong_slots:
        SubElement(case, "system-out").text = _details(fact)


def _details(fact: FactOutcome) -> str:
    """Return the sentence, then what each wrong slot expected and got."""
    sentence = [] if fact.excerpt is None else [one_line(fact.excerpt.text)]
    return "\n".join([*sentence, *map(_slot, fact.wrong_slots)])


def _slot(slot: SlotOutcome) -> str:
    expected = one_line(filler(slot.expected_text, slot.expected_value))
    found = one_line(filler(slot.found_text, slot.found_value))
    return f"{one_line(slot.slot)}: {slot.outcome}: expected {expected}, found {found} ({one_line(slot.why)})"
