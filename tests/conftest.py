"""What holds for all tests: none fails for a busy machine, and the longest files are begun first."""

import pytest
from hypothesis import HealthCheck, settings

LONG = (
    "test_readme.py",
    "test_llm_run.py",
    "test_killed_runs.py",
    "test_ensemble_command.py",
    "test_workflow_example.py",
)

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where files are spread over cores, those that take minutes must not be left for the end."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
