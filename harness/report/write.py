"""The report on disk: the one module here that writes."""

import os
import tempfile
from pathlib import Path

from harness.errors import HarnessError
from harness.report import csv, html, markdown
from harness.report.comparison import Comparison


def pages(comparison: Comparison) -> dict[str, str]:
    """Return the text of every page that goes to disk, under the ending of its file: html, md and csv."""
    return {"html": html.page(comparison), "md": markdown.page(comparison), "csv": csv.table(comparison)}


def write_comparison(comparison: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write comparison.html, .md and .csv into `folder`, which is made if need be, and return their paths.

    Each file is replaced as a whole or not at all. The same comparison gives the same bytes. Raises HarnessError
    where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(
            _replace(folder / f"comparison.{kind}", page.encode("utf-8")) for kind, page in pages(comparison).items()
        )
    except OSError as error:
        raise HarnessError(f"cannot write the report into {folder}: {error.strerror or error}") from error


def _replace(path: Path, content: bytes) -> Path:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)  # mkstemp gives 0600, which a web server or a colleague cannot read
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
