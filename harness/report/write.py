"""The report on disk: the one module here that writes."""

import os
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from harness.errors import ConfigError, HarnessError
from harness.report import csv, html, json, junit, latex, markdown, model_index
from harness.report.comparison import Comparison
from harness.report.folder import check_pages, replace_pages


def _parquet(comparison: Comparison) -> bytes:
    """Return the table of the CSV as Parquet, its columns typed."""
    from io import StringIO

    import pandas as pd

    words = ("run", "scope", "name", "signature")
    numbers = {name: [""] for name in csv.COLUMNS if name not in words}
    text = StringIO(csv.table(comparison))
    table = pd.read_csv(text, dtype=dict.fromkeys(words, "str"), na_values=numbers, keep_default_na=False)
    content: bytes = table.to_parquet(index=False)
    return content


def _encoded(page: Callable[[Comparison], str]) -> Callable[[Comparison], bytes]:
    return lambda comparison: page(comparison).encode("utf-8")


VIEWS: Mapping[str, Callable[[Comparison], bytes]] = {
    "html": _encoded(html.page),
    "md": _encoded(markdown.page),
    "csv": _encoded(csv.table),
    "json": _encoded(json.document),
    "parquet": _parquet,
    "tex": _encoded(latex.table),
    "junit.xml": _encoded(junit.document),
    "model-index.yaml": _encoded(model_index.document),
}
"""The ending of each file that a comparison can be written as, and what makes its bytes."""

USUAL = ("html", "md", "csv")
"""What is written unless other formats are asked for."""


def check_formats(formats: Collection[str]) -> tuple[str, ...]:
    """Return the formats, each once. Raises ConfigError that names those there are, where one is unknown."""
    if strange := [name for name in formats if name not in VIEWS]:
        raise ConfigError(f"there is no format {strange[0]!r}; there are {', '.join(VIEWS)}")
    return tuple(dict.fromkeys(formats))


def report_files(comparison: Comparison, name: str, formats: Collection[str]) -> dict[str, bytes]:
    """Return the content of every file by its path: `<name>.<format>`, and pages in `<name>/` where HTML needs several.

    Raises ConfigError where a format is unknown.
    """
    files: dict[str, bytes] = {}
    for ending in check_formats(formats):
        if ending == "html":
            files |= {path: text.encode("utf-8") for path, text in html.pages(comparison, name)}
        else:
            files[f"{name}.{ending}"] = VIEWS[ending](comparison)
    return files


def write_comparison(comparison: Comparison, folder: Path, formats: Collection[str] = USUAL) -> tuple[Path, ...]:
    """Write comparison.<format> for each of `formats` into `folder`, which is made if need be; return the paths.

    The pages that HTML needs beside comparison.html go to the folder `comparison`, and those of an earlier report
    vanish. Each file, and the folder, is replaced as a whole or not at all. The same comparison gives the same bytes.
    Raises HarnessError where the folder cannot be written, or `comparison` is somebody's own; ConfigError where a
    format is unknown.
    """
    files = report_files(comparison, "comparison", formats)
    pages = {Path(path).name: content for path, content in files.items() if "/" in path}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if pages:
            check_pages(folder / "comparison")
        if "comparison.html" in files:
            replace_pages(folder / "comparison", pages)
        return tuple(_replace(folder / path, content) for path, content in files.items() if "/" not in path)
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
