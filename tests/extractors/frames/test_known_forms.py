"""What is known of written forms, and that no number of them is kept."""

from pathlib import Path

import pytest

from harness.extractors.frames import known_forms
from harness.extractors.frames.lexicon_file import load_lexicon
from harness.extractors.frames.vocabulary import build_vocabulary

VOCABULARY = build_vocabulary(load_lexicon(Path(__file__).parents[3] / "conf" / "lexicon" / "security.yaml"))


def test_a_form_has_what_every_step_asks_for() -> None:
    raids, the, may, osh = (VOCABULARY.forms[text] for text in ("raids", "The", "May", "Osh"))
    assert (raids.lower, raids.small, raids.capital, raids.dates) == ("raids", True, False, False)
    assert raids.entry is VOCABULARY.words["raids"]
    assert raids.cues is VOCABULARY.cues_of_form["raids"]
    assert VOCABULARY.forms["policemen"].made is VOCABULARY.noun_classes["policeman"]
    assert (the.lower, the.closed, the.capital, the.dates) == ("the", "D", False, True)
    assert may.dates
    assert (osh.tag, osh.capital, osh.made) == ("", True, None)
    assert VOCABULARY.forms["’s"].closed == "G"


def test_forms_are_looked_up_once_and_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_forms, "_MOST", 3)
    forms = known_forms.KnownForms(VOCABULARY.words, VOCABULARY.class_of_form, VOCABULARY.cues_of_form)
    first = forms["raid"]
    assert forms["raid"] is first
    for number in range(20):
        assert forms[f"x{number}"].lower == f"x{number}"
        assert len(forms) <= 3
    assert forms["raid"] == first
