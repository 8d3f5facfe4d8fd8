"""Folders of brat standoff: `<document>.ann` with one annotation a line (https://brat.nlplab.org/standoff.html).

Only text-bound annotations are read, `T1<tab>TYPE 0 5;16 23<tab>words`: half-open offsets, several ranges where the
words are apart. Relations, events, attributes and notes are left alone.
"""

import re
from hashlib import sha256
from pathlib import Path

from harness.errors import ConfigError, InputErrors, Problem
from harness.spans.columns import LIMIT
from harness.spans.entities import Entity

_RANGES = re.compile(r"\d+ \d+(;\d+ \d+)*", re.ASCII)


Folder = dict[str, tuple[Entity, ...]]


def read_folders(gold: Path, found: Path) -> tuple[Folder, Folder]:
    """The entities of each document, named by its path in the folder without `.ann`; documents are gold's.

    As with brateval each file of gold needs one of the same name in `found`, and files that only `found` has are not
    read. Raises ConfigError where a folder or file can't be read, InputErrors with everything wrong in any of them.
    """
    problems: list[Problem] = []
    sides: tuple[Folder, Folder] = ({}, {})
    for path in annotation_files(gold):
        name = path.relative_to(gold)
        if not (found / name).is_file():
            problems.append(Problem(str(found / name), 1, 1, f"is missing, though gold has {name}; leave it empty"))
            continue
        for side, file in zip(sides, (path, found / name), strict=True):
            side[name.with_suffix("").as_posix()] = _read(file, problems)
    if problems:
        raise InputErrors(problems)
    return sides


def annotation_files(folder: Path) -> list[Path]:
    """The `.ann` files of a folder and those below it, sorted; raises ConfigError where there are none."""
    files = sorted(folder.rglob("*.ann"), key=lambda file: file.parts) if folder.is_dir() else []
    if not files:
        raise ConfigError(f"{folder} is no folder with .ann files")
    return files


def folder_sha256(folder: Path) -> str:
    """One digest of the names and bytes of all `.ann` files."""
    digest = sha256()
    for path in annotation_files(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def read_taxonomy(path: Path) -> dict[str, str]:
    """The root above each type of the `[entities]` of an `annotation.conf`; below it types are indented.

    Names in small letters, as they are compared without regard to case. Raises ConfigError where it can't be read.
    """
    roots: dict[str, str] = {}
    inside, root = False, ""
    for line in _text(path).splitlines():
        if line.startswith("["):
            inside = line.strip() == "[entities]"
        elif inside and line.strip() and not line.lstrip().startswith(("#", "!")):
            name = line.split()[0].lower()
            root = root if line[0].isspace() and root else name
            roots[name] = root
    return roots


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _read(path: Path, problems: list[Problem]) -> tuple[Entity, ...]:
    entities = []
    seen: set[str] = set()
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.startswith("T"):
            continue
        fields = line.rstrip("\r").split("\t")
        kind, _, ranges = fields[1].strip().partition(" ") if len(fields) == 3 else ("", "", "")
        wrong = None
        if not _RANGES.fullmatch(ranges.strip()):
            wrong = f"{fields[0]!r} is not <id> tab <type> <start> <end>[;<start> <end>...] tab <text>"
        elif fields[0] in seen:
            wrong = f"{fields[0]} is the id of an earlier line too"
        pairs = [one.split() for one in ranges.strip().split(";")] if not wrong else []
        places = sorted({(int(start), int(end)) for start, end in pairs})
        if any(not start < end < LIMIT for start, end in places):
            wrong = f"{fields[0]}: a range ends after it starts, and before {LIMIT}"
        seen.add(fields[0])
        if wrong:
            problems.append(Problem(str(path), number, 1, wrong))
        else:
            entities.append(Entity(kind, tuple(places), fields[2]))
    return tuple(entities)
