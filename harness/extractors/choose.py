"""The extractor that a configuration chooses."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from harness.errors import ExtractorError
from harness.extractors.protocol import Extractor
from harness.targets import Kind, make

EXTRACTOR = Kind(
    noun="extractor",
    home="harness.extractors",
    method="extract",
    taught="README.md (Plug in an extractor of your own)",
    failure=ExtractorError,
)


def choose_extractor(config: Mapping[str, Any], allow: Sequence[str] = (), name: str = "") -> Extractor:
    """Make the extractor that `config` describes (`harness.targets`), of ours or of a package that `allow` names.

    `name` is what messages call the config.

    Raises ConfigError where it may not be loaded or its options are not those of the class, ExtractorError where it
    cannot start.
    """
    return cast(Extractor, make(config, EXTRACTOR, allow, name))
