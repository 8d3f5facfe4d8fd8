"""What holds for all tests: none fails for a busy machine, and the longest file is begun first."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where files are spread over cores, the one that takes minutes must not be left for the end."""
    items.sort(key=lambda item: item.path.name != "test_readme.py")
