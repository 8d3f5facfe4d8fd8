"""A last paragraph without its end mark is read if it is a sentence; headlines, bylines, captions and links are not."""

from collections.abc import Mapping

import pytest
from every_extractor import shipped_extractors

from harness.extractors.protocol import Extractor
from harness.facts import Article

BODY = "The council of Velden met on Tuesday.\n\n"


@pytest.fixture(scope="module")
def extractors() -> Mapping[str, Extractor]:
    return shipped_extractors()


def arrests(extractors: Mapping[str, Extractor], text: str) -> dict[str, int]:
    found = {}
    for name, extractor in extractors.items():
        (facts,) = extractor.extract([Article("a", text, "", "2014-06-15")])
        found[name] = sum(fact.type == "detention" for fact in facts)
    return found


@pytest.mark.parametrize(
    "last",
    [
        "Police arrested five smugglers in the village of Karsk late on Monday after a long",
        "Five smugglers were arrested in the village of Karsk, the police chief said on Monday",
    ],
)
def test_a_sentence_whose_end_is_lost_is_read(extractors: Mapping[str, Extractor], last: str) -> None:
    assert arrests(extractors, BODY + last) == dict.fromkeys(extractors, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Police arrest five smugglers in a village near the border after a long chase\n\n" + BODY,
        "Five smugglers arrested in a village near the border after a long night of chases\n\n" + BODY,
        BODY + "Police arrested five smugglers",
        BODY + "Related: Police arrest five smugglers in Karsk after a long chase through the border hills",
        BODY + "Read more\nPolice arrest five smugglers in Karsk\nArmy seizes ten rifles near the border with Norland",
        BODY + "By Anna Bell, Police arrest correspondent of the Velden Times in Karsk, and John Marsh in Velden",
    ],
)
def test_what_is_no_sentence_is_not_read(extractors: Mapping[str, Extractor], text: str) -> None:
    assert arrests(extractors, text) == dict.fromkeys(extractors, 0)
