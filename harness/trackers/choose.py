"""The tracker that a configuration chooses, if any."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from harness.errors import TrackerError
from harness.targets import Kind, make
from harness.trackers.protocol import Tracker

TRACKER = Kind(
    noun="tracker",
    home="harness.trackers",
    method="log",
    taught="harness/trackers/protocol.py",
    failure=TrackerError,
)


def choose_tracker(config: Mapping[str, Any], allow: Sequence[str] = ()) -> Tracker | None:
    """Make the tracker that `config` describes (`harness.targets`); None where its `_target_` is null.

    Raises ConfigError where it may not be loaded or its options are not those of the class, TrackerError where it
    cannot start.
    """
    nowhere = "_target_" in config and config["_target_"] is None
    return None if nowhere else cast(Tracker, make(config, TRACKER, allow, "tracker"))
