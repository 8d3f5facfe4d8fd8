"""Column files as conlleval reads them: one token a line, its last two columns the gold tag and the predicted tag.

Blank lines end sentences, and so do lines whose first column is the boundary mark `-X-` or `-DOCSTART-`; the latter
starts a document as well (https://www.clips.uantwerpen.be/conll2000/chunking/output.html). Or each side has a file of
its own, with its tag in the last column, token by token.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from harness.errors import ConfigError, InputErrors, Problem

OUTSIDE = "O"
DOCUMENT, BOUNDARY = "-DOCSTART-", "-X-"


@dataclass(frozen=True, slots=True)
class TaggedTokens:
    """The tags of both sides, one a token, with an `O` that is no token (line 0) after each sentence.

    `units[i]` is the number of the document of tag `i`, where the file marks documents, else of its sentence;
    `lines[i]` is where gold's tag stands.
    """

    gold: tuple[str, ...]
    found: tuple[str, ...]
    units: tuple[int, ...]
    lines: tuple[int, ...]
    gold_sha256: str
    found_sha256: str


@dataclass(frozen=True, slots=True)
class _Columns:
    """A file's tokens, each with its line, its tags and the numbers of its sentence and document."""

    path: Path
    rows: list[tuple[int, str, str, int, int]]
    sha256: str
    documents: bool


def is_columns(path: Path) -> bool:
    """Whether a file holds columns: anything but an object of JSON. Raises ConfigError where it can't be read."""
    return not _text(path)[0].lstrip().startswith("{")


def read_columns(gold: Path, found: Path | None, delimiter: str | None) -> TaggedTokens:
    """Read both sides; without `found`, or with the same file, the last two columns are gold and found.

    `delimiter` None: any white space. Raises ConfigError where a file can't be read, InputErrors with all its faults.
    """
    if found is None or found == gold:
        ours = theirs = _read(gold, delimiter, tags=2)
    else:
        ours, theirs = _read(gold, delimiter, tags=1), _read(found, delimiter, tags=1)
        _check_alignment(ours, theirs)
    last = (0, 0)
    tags: list[tuple[str, str, int, int]] = []
    for (line, mine, _, sentence, document), (_, _, other, _, _) in zip(ours.rows, theirs.rows, strict=True):
        unit = document if ours.documents else sentence
        if tags and (sentence, document) != last:
            tags.append((OUTSIDE, OUTSIDE, tags[-1][2], 0))
        last = (sentence, document)
        tags.append((mine, other, unit, line))
    columns = list(zip(*tags, strict=True)) if tags else [(), (), (), ()]
    # Sentences and documents are numbered as they come; what has no token has no number.
    numbers = {unit: number for number, unit in enumerate(dict.fromkeys(columns[2]))}
    units = tuple(numbers[unit] for unit in columns[2])
    return TaggedTokens(columns[0], columns[1], units, columns[3], ours.sha256, theirs.sha256)


def _text(path: Path) -> tuple[str, str]:
    try:
        raw = path.read_bytes()
        return raw.decode("utf-8-sig"), sha256(raw).hexdigest()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _read(path: Path, delimiter: str | None, tags: int) -> _Columns:
    text, digest = _text(path)
    rows: list[tuple[int, str, str, int, int]] = []
    problems = []
    sentence = document = 0
    width: int | None = None
    documents = False
    for number, line in enumerate(text.split("\n"), start=1):
        fields = line.rstrip("\r").split(delimiter) if line.strip() else []
        if not fields or fields[0] in (DOCUMENT, BOUNDARY):
            sentence += 1
            if fields and fields[0] == DOCUMENT:
                document, documents = document + 1, True
            continue
        width = len(fields) if width is None else width
        if len(fields) < tags or not all(fields[-tags:]):
            needed = "a gold and a predicted tag" if tags == 2 else "a tag"
            problems.append(Problem(str(path), number, 1, f"{needed} at the end of the line is needed"))
        elif len(fields) != width:
            message = f"{len(fields)} columns, but the lines before have {width}; is the delimiter right?"
            problems.append(Problem(str(path), number, 1, message))
        else:
            rows.append((number, fields[-tags], fields[-1], sentence, document))
    if problems:
        raise InputErrors(problems)
    return _Columns(path, rows, digest, documents)


def _check_alignment(ours: _Columns, theirs: _Columns) -> None:
    """Both files have the same number of tokens, and their sentences end at the same tokens."""
    if len(ours.rows) != len(theirs.rows):
        message = f"{len(theirs.rows)} tokens, but {ours.path.name} has {len(ours.rows)}: each needs its tag"
        raise InputErrors([Problem(str(theirs.path), 1, 1, message)])
    breaks = [
        {index for index in range(1, len(side.rows)) if side.rows[index][3:] != side.rows[index - 1][3:]}
        for side in (ours, theirs)
    ]
    if wrong := breaks[0] ^ breaks[1]:
        first = min(wrong)
        message = f"a sentence ends before this token in one file only ({ours.path.name}:{ours.rows[first][0]})"
        raise InputErrors([Problem(str(theirs.path), theirs.rows[first][0], 1, message)])
