"""The 17 systems of 1992: how near rules come to the judges, with and without their decisions."""

import pytest
from reference import reference

from harness.formats.muc4_judgements import read_judgements
from harness.formats.muc4_report import read_report
from harness.formats.muc4_templates import read_response
from harness.muc4.automatic import judge_pair
from harness.muc4.judges import Judges
from harness.muc4.official import numbered
from harness.muc4.ranking import Ranking, System, rank
from harness.muc4.tallies import Fate

ROOT = reference("muc4", "official", "TEST", "RESULTS", "TST3")
KEY = read_response(reference("muc4", "official", "TASK", "CORPORA", "tst3", "key-tst3.v2"))
JUDGEMENTS = reference("muc4", "scores", "human_match_judgments_tst3.jsonl")


@pytest.fixture(scope="module")
def systems() -> list[System]:
    folders = sorted(path.parent for path in ROOT.glob("*/response.tst3"))
    return [
        System(
            folder.name,
            read_response(folder / "response.tst3"),
            read_report(next(iter(folder.glob("scores*")))),
        )
        for folder in folders
    ]


@pytest.fixture(scope="module")
def ranking(systems: list[System]) -> Ranking:
    return rank(KEY, systems, read_judgements(JUDGEMENTS))


@pytest.mark.parametrize("judged", [False, True])
def test_the_automatic_score_is_near_the_judges_and_ranks_as_they_do(ranking: Ranking, judged: bool) -> None:
    assert len(ranking.standings) == 17
    distance, tau = ranking.distance(judged=judged), ranking.tau(judged=judged)
    assert distance is not None
    assert tau is not None
    assert distance < 1.5
    assert tau > 0.96


@pytest.mark.parametrize(("judgements", "share"), [(False, 0.965), (True, 0.98)])
def test_on_the_judges_own_alignment_slots_have_their_counts(
    systems: list[System], judgements: bool, share: float
) -> None:
    judges = Judges(read_judgements(JUDGEMENTS) if judgements else ())
    key = numbered(KEY)
    same = slots = credit = official = 0
    for system in systems:
        response = numbered(system.response)
        for score in system.report:
            if score.fate is not Fate.MATCHED or score.key is None or score.response is None:
                continue
            ours = judge_pair(key[score.message, score.key], response[score.message, score.response], judges)
            for slot, tally in score.tallies.items():
                slots += 1
                same += tally[:3] == ours[slot][:3]
                credit += 2 * ours[slot].cor + ours[slot].par
                official += 2 * tally.cor + tally.par
    assert slots > 20_000
    assert same / slots > share
    assert abs(credit - official) < 0.01 * official
