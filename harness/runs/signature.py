"""The line that stands by every score and says how it was made: same signature, same bytes.

The idea, and the form, are sacrebleu's (Post 2018, 'A call for clarity in reporting BLEU scores').
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.corpora.corpus import Corpus
from harness.version import VERSION


def signature(name: str, extractor: Mapping[str, Any], corpus: Corpus, seed: int) -> str:
    """Return the signature of a run on `corpus` of the extractor choice `name`, described by `extractor`.

    That is its `_target_`, its options, and what else it says decides its results (a model's version, say).
    """
    parts = {
        "match": "lenient",
        "align": "optimal",
        "gold": f"{len(corpus.articles)}-{corpus.digest[:8]}",
        "extractor": f"{name}-{options_digest(extractor)[:8]}",
        "seed": seed,
        "harness": VERSION,
    }
    return "|".join(["facts", *(f"{key}:{value}" for key, value in parts.items())])


def options_digest(options: Mapping[str, Any]) -> str:
    """Return the hex SHA-256 of options, in which a path to a file or folder counts by its content, not its name."""
    text = json.dumps(_by_content(options), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _by_content(value: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, Mapping):
        return {key: _by_content(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_by_content(one) for one in value]
    path = _path_of(value)
    return value if path is None else {"sha256": _content_digest(path)}


def _path_of(value: object) -> Path | None:
    """Take for a path what is written as one (`a/b`, `a.yaml`) and exists; a model's mere name is no path."""
    if not isinstance(value, str) or "\0" in value or not ("/" in value or "\\" in value or Path(value).suffix):
        return None
    path = Path(value)
    try:
        return path if path.is_file() or path.is_dir() else None  # a pipe or a device has no content to wait for
    except OSError:  # longer than a path may be, say
        return None


def _content_digest(path: Path) -> str:
    """Return the SHA-256 over the files of a folder, or over a file and those beside it that it names (includes)."""
    if path.is_dir():
        files = sorted((one for one in path.rglob("*") if one.is_file()), key=lambda one: one.parts)
        names = [file.relative_to(path).as_posix() for file in files]
    else:
        text = path.read_bytes()
        beside = sorted(one for one in path.parent.glob(f"*{path.suffix}") if path.suffix and one != path)
        files = [path, *(one for one in beside if one.is_file() and os.fsencode(one.name) in text)]
        names = ["", *(file.name for file in files[1:])]
    digest = hashlib.sha256()
    for name, file in zip(names, files, strict=True):
        digest.update(os.fsencode(name) + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
