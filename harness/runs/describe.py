"""What decides an extractor's results: its options, what it says of itself, and its code."""

import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from harness.errors import ExtractorError
from harness.extractors.protocol import Extractor
from harness.runs.execute import in_one_line
from harness.runs.secrets import without_secrets

PACKAGE = Path(__file__).parent.parent
OURS = ("answers", "extractors", "matching", "normalise")
"""The folders of the harness whose code turns text into facts."""


def describe(extractor: Extractor, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options without secrets, `_identity_` where the extractor has one, and `_code_`, a SHA-256.

    Raises ExtractorError where the extractor fails when it is asked.
    """
    described = without_secrets(options)
    if identity := _identity(extractor):
        described["_identity_"] = identity
    if code := _code(extractor):
        described["_code_"] = code
    return described


def deciding(extractor: Extractor, described: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the description belongs into the signature: all but the options in the attribute `apart`.

    An extractor names there what says how it works, not what it finds: how much at a time, or where answers are kept.
    One that is made of others has them in `members`, under the names that their options have.
    """
    apart, made = getattr(extractor, "apart", None), getattr(extractor, "members", None)
    kept = {name: one for name, one in described.items() if not isinstance(apart, frozenset) or name not in apart}
    if (
        isinstance(made, Mapping)
        and isinstance(configs := kept.get("members"), Mapping)
        and made.keys() == configs.keys()
    ):
        kept["members"] = {name: deciding(made[name], one) for name, one in configs.items()}
    return kept


def _identity(extractor: Extractor) -> str:
    """Return what decides an extractor's results besides its options (its model's version, say), if it tells."""
    try:
        return str(getattr(extractor, "identity", None) or "")
    except Exception as error:
        raise ExtractorError(f"the extractor's `identity` cannot be read: {in_one_line(error)}") from error


def _code(extractor: Extractor) -> str:
    """Return the SHA-256 of the module of a user's own extractor, or of all our code that any of ours may use."""
    module = type(extractor).__module__
    if module.startswith("harness."):
        return _our_code()
    file = getattr(sys.modules.get(module), "__file__", None)
    return "" if file is None else sha256(Path(file).read_bytes()).hexdigest()


@cache
def _our_code() -> str:
    """Return the SHA-256 over the modules in `OURS`, by name and content."""
    digest = sha256()
    modules = (one for folder in OURS for one in (PACKAGE / folder).rglob("*.py"))
    for file in sorted(modules, key=lambda one: one.parts):  # Windows sorts paths without regard to case
        digest.update(file.relative_to(PACKAGE).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()
