"""Entities by role and templates as callers have them: what the JSON files of their profiles hold, without a file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from harness.errors import ConfigError
from harness.scoring.choose import Profile
from harness.scoring.result import Score

PROFILES = ("ceaf_ree", "muc_templates")
INCIDENT_TYPE = "incident_type"


class _InMemory:
    """Bytes behind the face of a path: so that what is given is read, and complained of, as a file would be."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def read_bytes(self) -> bytes:
        """The bytes."""
        return self.data

    def __str__(self) -> str:
        return self.name


def holds_templates(given: object) -> bool:
    """Tell `{document: {role: [entity, ...]}}` and `{document: [{"incident_type": ...}]}` from facts by article."""
    if not isinstance(given, Mapping):
        return False
    return any(
        isinstance(one, Mapping)
        or (isinstance(one, list | tuple) and any(isinstance(it, Mapping) and INCIDENT_TYPE in it for it in one))
        for one in given.values()
    )


def score_templates(gold: Any, found: Any, profile: Profile, options: Any) -> Score:  # noqa: ANN401 - what JSON holds
    """Score them by a profile whose files hold them. Raises ConfigError and InputErrors, as for files."""
    sides = (_InMemory(name, _bytes(given, name)) for name, given in (("gold", gold), ("found", found)))
    ours, theirs = (cast(Path, side) for side in sides)
    return profile.score_files(ours, theirs, options)


def _bytes(given: object, side: str) -> bytes:
    try:
        return json.dumps(given).encode()
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{side} holds what JSON has no form for: {error}") from error
