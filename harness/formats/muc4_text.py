"""The text of a MUC-4 file and the digest of its bytes; the files are ASCII, and stray bytes become U+FFFD.

Lines may end as on any system (LF, CR LF, CR).
"""

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from harness.errors import ConfigError


class FileText(NamedTuple):
    """A file's name for problems, its text, and 8 hex digits of the sha256 of its bytes."""

    file: str
    text: str
    digest: str


def read_text(path: Path, what: str) -> FileText:
    """The file that holds `what` ("the key"). Raises ConfigError where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot read {what}: {error.strerror}") from None
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return FileText(str(path), text, sha256(data).hexdigest()[:8])
