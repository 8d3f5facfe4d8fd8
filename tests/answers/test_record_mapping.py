from typing import Any

import pytest

from harness.answers.mapping import look, read_mapping
from harness.errors import ConfigError

ARREST = {
    "label": "Arrest",
    "who": [{"name": "two men"}, {"name": "a driver"}],
    "n": 3,
    "page": 4,
    "said": "They were held.",
}


@pytest.mark.parametrize(
    ("mapping", "record", "slots"),
    [
        ({"types": {"Arrest": "detention"}, "slots": {"who.name": "detainee", "n": "count"}}, ARREST,
         {"detainee": ["two men", "a driver"], "count": [3]}),
        ({"types": {"Arrest": {"type": "detention", "slots": {"n": "count"}}}}, ARREST, {"count": [3]}),
        ({"types": {"*": "detention"}, "slots": {"n": "count", "none.such": "place"}}, ARREST, {"count": [3]}),
        ({"types": {"Arrest": {"type": "detention", "set": {"outcome": "held"}}}, "slots": {"n": "count"}}, ARREST,
         {"outcome": [{"value": "held"}], "count": [3]}),
        ({"types": {"Arrest": "detention"}, "evidence": ["said"]}, {"label": "Arrest", "n": 3, "said": "x", "doc": {}},
         {"n": [3], "doc": [{}]}),
        ({"slots": {"state": {"slot": "outcome", "values": {"dead": "killed", "1": "held"}}}},
         {"label": "detention", "state": ["dead", 1, "gone"]},
         {"outcome": [{"value": "killed"}, {"value": "held"}, "gone"]}),
        ({"slots": {"who": {"slot": "victim", "start": "from", "end": "to"}}},
         {"label": "detention", "who": "men", "from": 3.0, "to": 6}, {"victim": [{"text": "men", "span": [3, 6]}]}),
        ({"words": {"text": "m", "start": "from", "end": "to"},
          "slots": {"who": {"slot": "victim", "values": {"a": "b"}}}},
         {"label": "detention", "who": {"m": "a"}}, {"victim": [{"text": "a", "value": "b"}]}),
        ({"arguments": "args", "slots": {"Victim": "victim", "Place": "place"}},
         {"label": "detention", "args": [{"role": "Victim", "text": "A", "start": 0, "end": 1},
                                         {"role": "Victim", "text": "B"}, {"role": "Agent", "text": "C"}]},
         {"victim": [{"text": "A", "span": [0, 1]}, {"text": "B"}]}),
        ({"arguments": "args"}, {"label": "detention", "args": [{"role": "victim", "value": 2}]},
         {"victim": [{"value": 2}]}),
    ],
)  # fmt: skip
def test_fields_fill_slots(mapping: dict[str, Any], record: dict[str, Any], slots: dict[str, Any]) -> None:
    if "doc" in record:
        with pytest.raises(ValueError, match="'doc' is an object without 'text' or 'value'"):
            read_mapping({"type": "label", **mapping}).record(record)
        return
    read = read_mapping({"type": "label", **mapping}).record(record)
    assert read is not None
    assert (read["type"], read["slots"]) == ("detention", slots)


def test_attributes_and_evidence_have_their_fields_too() -> None:
    mapping = read_mapping(
        {
            "types": {"Arrest": "detention"},
            "type": "label",
            "confidence": "score",
            "source": "by",
            "polarity": "neg",
            "evidence": [
                "said",
                "spans",
                "at",
                {"text": "s", "start": "from", "end": "to"},
                {"start": "from", "end": "to"},
            ],
        }
    )
    record = {
        "label": "Arrest",
        "score": 0.5,
        "by": "the police",
        "said": ["a", {"text": "b", "start": 1, "end": 2}],
        "n": 1,
    }
    more = {"spans": [{"start": 3, "end": 4}, [5, 6]], "at": [7, 8], "s": "c", "from": 9, "to": 10}
    assert mapping.record({**record, **more}) == {
        "type": "detention",
        "slots": {"n": [1]},
        "evidence": [
            "a",
            {"text": "b", "span": [1, 2]},
            [3, 4],
            [5, 6],
            [7, 8],
            {"text": "c", "span": [9, 10]},
            [9, 10],
        ],
        "confidence": 0.5,
        "source": "the police",
        "polarity": None,
    }


def test_types_may_be_left_out_renamed_or_passed_on() -> None:
    mapping = read_mapping({"types": {"Weather": None, "2": "attack"}})
    assert mapping.record({"type": "Weather"}) is None
    assert [(mapping.record({"type": name}) or {})["type"] for name in (2, "Flood")] == ["attack", "Flood"]


@pytest.mark.parametrize(
    ("mapping", "record", "said"),
    [
        ({}, 7, "a record is a JSON object, not 7"),
        ({}, {"kind": "x"}, "a record needs a type: a text at 'type', not None"),
        ({}, {"type": ["x"]}, "a record needs a type: a text at 'type', not \\['x'\\]"),
        ({"slots": {"who": "victim"}}, {"type": "x", "who": {"a": 1}}, "'who' is an object without 'text' or 'value'"),
        ({"arguments": "args"}, {"type": "x", "args": ["A"]}, "an entry of 'args' is an object with a text at 'role'"),
        (
            {"slots": {"w": {"slot": "v", "start": "s", "end": "e"}}},
            {"type": "x", "w": "a", "s": "1", "e": 2},
            "whole numbers",
        ),
    ],
)
def test_what_a_record_lacks_is_told(mapping: dict[str, Any], record: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_mapping(mapping).record(record)


def test_every_wrong_key_of_a_mapping_is_told_at_once_and_once() -> None:
    with pytest.raises(ConfigError) as refused:
        read_mapping(
            {
                "typ": "x",
                "types": {"A": {"typ": "y"}, "B": 3, "C": {"type": "y", "words": "z"}},
                "slots": {"who": {"slot": "victim", "ende": "to"}},
                "evidence": "said",
                "words": {"txt": "t"},
            }
        )
    assert str(refused.value).removeprefix("the mapping cannot be used: ").split("; ") == [
        "the key mapping.types.A.type is missing",
        *("there is no key mapping.types.A.typ", "did you mean 'type'?"),
        "mapping.types.B must be a text or a mapping, as in {a: b}, not 3",
        *("there is no key mapping.types.C.words", "known: set, slots, type"),
        *("there is no key mapping.slots.who.ende", "did you mean 'end'?"),
        "mapping.evidence must be a list, as in [a, b], not 'said'",
        *("there is no key mapping.words.txt", "did you mean 'text'?"),
        *("there is no key mapping.typ", "did you mean 'type'?"),
    ]


@pytest.mark.parametrize(
    ("data", "path", "found"),
    [
        ({"a": {"b": 1}}, "a.b", 1),
        ({"a.b": 2, "a": {"b": 1}}, "a.b", 2),
        ({"a": [{"b": [1, 2]}, {"b": 3}, {}, 4]}, "a.b", [1, 2, 3]),
        ({"a": [{}]}, "a.b", None),
        ({"a": 1}, "a.b", None),
        ({}, "", None),
        (None, "a", None),
        ({"a": None}, "a", None),
    ],
)
def test_paths(data: object, path: str, found: object) -> None:
    assert look(data, path) == found
