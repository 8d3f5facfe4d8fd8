"""What must hold between gold and found role files before they are scored."""

from collections.abc import Iterable
from pathlib import Path

from harness.errors import ConfigError
from harness.gold.problems import closest
from harness.templates.entities import Roles, role_order


def named_roles(sides: Iterable[Roles]) -> set[str]:
    """Every role that is named."""
    return {role for roles in sides for role in roles}


def check_roles(gold: set[str], found: set[str], file: Path) -> tuple[str, ...]:
    """The rows to score; raises ConfigError where `file`, the found one, has roles that gold does not know."""
    rows = role_order(gold)
    if unknown := sorted(found - set(rows)):
        raise ConfigError("; ".join(f"{file}: gold has no role {role!r}{closest(role, rows)}" for role in unknown))
    return rows


def check_documents(gold: Iterable[str], found: Iterable[str], file: Path) -> None:
    """Raise ConfigError where `file`, the found one, has documents but none of gold's: their ids must differ."""
    known, named = set(gold), set(found)
    if known and named and not known & named:
        raise ConfigError(
            f"{file}: none of its documents is in gold; its ids are like {min(named)!r}, gold's like {min(known)!r}"
        )
