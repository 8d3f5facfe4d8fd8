"""A folder of pages, replaced as a whole; a folder that holds anything else is never touched."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from harness.errors import HarnessError

_PAGE = re.compile(r"(?:\d{4,}-[A-Za-z0-9._-]+|mistakes-\d+-\d+|missed|extra)\.html")


def check_pages(folder: Path) -> None:
    """Raise HarnessError where something that is no folder of our pages stands at `folder`."""
    if not _ours(folder):
        raise HarnessError(
            f"{folder} is where the pages of the report go, but it holds something else: move it away, "
            "or write the report elsewhere (out=...)"
        )


def replace_pages(folder: Path, pages: Mapping[str, bytes]) -> None:
    """Leave in `folder` just these pages, by file name; with none the folder vanishes, if it was ours.

    Whoever looks finds the old pages or the new ones. Raises OSError where they cannot be written.
    """
    if not _ours(folder):
        return
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        new, old = Path(beside) / "new", Path(beside) / "old"
        new.mkdir()
        for name, content in pages.items():
            (new / name).write_bytes(content)
        if folder.exists():
            folder.rename(old)
        if pages:
            try:
                new.rename(folder)
            except OSError:
                if old.exists():
                    old.rename(folder)
                raise


def _ours(folder: Path) -> bool:
    """Tell pages of an earlier report, or nothing at all, from what a user keeps there."""
    if folder.is_symlink() or not folder.is_dir():
        return not folder.is_symlink() and not folder.exists()
    return all(_PAGE.fullmatch(path.name) and path.is_file() for path in folder.iterdir())
