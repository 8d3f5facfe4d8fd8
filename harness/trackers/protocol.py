"""What a tracker of experiments is: the one method that the harness calls."""

from typing import Protocol

from harness.trackers.record import Record


class Tracker(Protocol):
    """Takes finished runs, for others to look at and compare."""

    def log(self, record: Record) -> str:
        """Keep the run, and return where: one line for the user. Raises TrackerError where it cannot be kept."""
        ...
