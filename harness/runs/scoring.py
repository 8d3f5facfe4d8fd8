"""The choice `scoring=...` of a run: the score of the same facts by another profile, beside that of whole facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from harness.corpora.corpus import Corpus
from harness.errors import ConfigError
from harness.facts import Fact
from harness.runs.run import ProfileScore
from harness.schema import Schema
from harness.scoring.choose import Profile, choose_profile, read_options

OWN = "facts"
"""The profile of every run; chosen, it adds nothing."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """A profile with its options."""

    profile: Profile
    options: Any

    def score(self, corpus: Corpus, found: Mapping[str, Sequence[Fact]], extractor: str) -> ProfileScore:
        """Score what `extractor` (as it stands in signatures) found in `corpus`."""
        score = self.profile.score_facts(corpus.gold, found, corpus.schema, self.options)
        made = {"gold": f"{len(corpus.articles)}-{corpus.digest[:8]}", "extractor": extractor}
        settings = {key: value for key, value in score.settings.items() if key not in ("gold", "found")}
        score = replace(score, settings={**settings, **made})
        return ProfileScore(score.signature, score.rows)


def choose_scoring(config: Mapping[str, Any]) -> Scoring | None:
    """The profile that `config` (`profile: <name>`, and its options) names; None for the one that every run has.

    Raises ConfigError where there is no such profile or option.
    """
    options = dict(config)
    name = options.pop("profile", OWN)
    if not isinstance(name, str):
        raise ConfigError(f"scoring.profile must be the name of a profile, not {name!r}")
    profile, read = choose_profile(name), read_options(name, options)
    if name == OWN:
        return None
    try:
        profile.score_facts(
            {}, {}, Schema({}), read
        )  # one that takes no facts says so now, not after the extractor ran
    except ConfigError as error:
        raise ConfigError(
            f"{error}; its own files: python -m harness.score profile={name} gold=... found=..."
        ) from None
    return Scoring(profile, read)
