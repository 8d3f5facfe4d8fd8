"""A run: what one extractor found in one corpus, and how it scored. Data only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from harness.corpora.corpus import Corpus
from harness.facts import Fact
from harness.scores.score import ScoreRow

TroubleKind = Literal["error", "timeout", "unknown_type", "unknown_slot", "bad_span", "quote_mismatch", "bad_value"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that cost a fact or an article, never the run."""

    article: str
    kind: TroubleKind
    message: str


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of wall time, kept apart from everything that must be the same bytes each time; peak in MB.

    `start_up` is from the corpus, read and checked, to the first article: importing and making the extractor.
    `remembered` counts the articles whose answers came from the cache, so that `extract` says little of the extractor.
    """

    start_up: float
    extract: float
    score: float
    articles: int
    peak_mb: float
    remembered: int = 0


@dataclass(frozen=True, slots=True)
class ProfileScore:
    """What the same facts score by another profile: its rows, under its own names, and its own signature."""

    signature: str
    rows: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One extractor on one corpus.

    `outcomes` and `confusions` are the tidy tables of `harness.matching.outcomes`; `rows` derives from `outcomes`.
    `profile` is the score by another profile, where one was asked for.
    """

    name: str
    signature: str
    extractor: Mapping[str, Any]
    corpus: Corpus
    found: Mapping[str, tuple[Fact, ...]]
    outcomes: pd.DataFrame
    confusions: pd.DataFrame
    rows: tuple[ScoreRow, ...]
    troubles: tuple[Trouble, ...] = ()
    timing: Timing | None = None
    profile: ProfileScore | None = None
