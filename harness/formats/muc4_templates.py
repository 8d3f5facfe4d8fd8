"""Reads MUC-4 answer keys and system responses: plain text, 25 numbered slots a template, one filler a line.

    0.  MESSAGE: ID                    TST-0001
    1.  MESSAGE: TEMPLATE              1 (OPTIONAL)
    ...
    18. HUM TGT: NAME                  "ANA DIAZ" / "DIAZ"
                                       "JUAN PEREZ"

Lines that begin with `;` are comments, and so is any other line that neither begins a slot nor is indented: the scoring
system of 1992 took no filler from such a line. What follows the last slot after an empty line, and what stands before
the first template, is none of a template's. Source: MUC-4 task description, version 7, 1992, section 4.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from harness.errors import InputErrors, Problem
from harness.formats.muc4_fills import read_fill
from harness.formats.muc4_text import read_text
from harness.muc4.slots import SLOTS
from harness.muc4.templates import Fill, Template

_HEAD = re.compile(r"\s{0,7}(\d{1,2})\s*\.\s*([A-Za-z]+(?: [A-Za-z]+)*\s*:.*)")
_TITLE = {slot.number: re.compile(slot.title.replace(" ", r"\s*") + r"(?![A-Za-z])", re.IGNORECASE) for slot in SLOTS}
_NUMBER = re.compile(r"(\*|\d{1,9})\s*(\(\s*OPTIONAL\s*\))?", re.IGNORECASE)
_MESSAGE, _TEMPLATE, _LAST, _NONE = 0, 1, len(SLOTS) - 1, -1


@dataclass(slots=True)
class _Draft:
    """A template while it is read."""

    line: int
    written: dict[int, list[tuple[str, int]]] = field(default_factory=dict)


def read_response(path: Path) -> list[Template]:
    """All templates of a response file, in its order.

    Raises ConfigError where it cannot be opened, and InputErrors as `parse_templates`.
    """
    file = read_text(path, "the response")
    return parse_templates(file.text, file.file, whole=False)


def parse_templates(text: str, file: str, *, whole: bool = True) -> list[Template]:
    """The templates of `text`; `file` is named in problems.

    A text that is empty, but for comments, has none: whoever finds nothing may respond so. Unless templates must be
    `whole`, slots that are left out have no filler: what a response does not say it has not found. Raises InputErrors
    with every problem, each at its line: slots twice, missing or misnamed, a template without message or number, no
    template in a text that is not empty.
    """
    problems: list[Problem] = []
    templates = [_finished(draft, file, problems, whole=whole) for draft in _drafts(text, file, problems)]
    if not templates and not problems and any(line.strip() and line[0] != ";" for line in text.split("\n")):
        problems.append(_no_template(file))
    if problems:
        raise InputErrors(problems)
    return [template for template in templates if template is not None]


def parse_key(text: str, file: str) -> list[Template]:
    """The templates of a key; raises InputErrors as `parse_templates`, for no template, and a number twice."""
    templates = parse_templates(text, file)
    problems: list[Problem] = [] if templates else [_no_template(file)]
    seen: dict[tuple[str, int | None], int] = {}
    for template in templates:
        first = seen.setdefault((template.message, template.number), template.line)
        if first != template.line:
            what = f"{template.message} template {template.number or '*'} is there already, in line {first}"
            problems.append(Problem(file, template.line, 1, f"{what}; give every template of a message its own number"))
    if problems:
        raise InputErrors(problems)
    return templates


def _no_template(file: str) -> Problem:
    return Problem(file, 1, 1, 'no template here: expected lines such as "0.  MESSAGE: ID   TST-0001"')


def _drafts(text: str, file: str, problems: list[Problem]) -> list[_Draft]:
    """The lines, gathered by template and slot."""
    drafts: list[_Draft] = []
    slot, over = _NONE, False
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if not stripped:
            over = over or slot == _LAST
        elif head := _HEAD.fullmatch(line.rstrip()):
            slot, rest = _slot_of(head, number, file, problems)
            over = False
            if slot == _MESSAGE:
                drafts.append(_Draft(number))
            if slot != _NONE and not drafts:
                problems.append(
                    Problem(file, number, 1, "a slot before any MESSAGE: ID; every template begins with it")
                )
            elif slot != _NONE:
                _begin_slot(drafts[-1], slot, rest, number, file, problems)
        elif line[0].isspace() and stripped[0] != ";" and drafts and slot != _NONE and not over:
            drafts[-1].written[slot].append((stripped, number))
    return drafts


def _slot_of(head: re.Match[str], line: int, file: str, problems: list[Problem]) -> tuple[int, str]:
    """The number of the slot that a line begins, `_NONE` where there is no such slot, and what follows its title."""
    number = int(head[1])
    title = _TITLE[number].match(head[2]) if number in _TITLE else None
    if title is None:
        wanted = f'slot {number} is "{SLOTS[number].title}"' if number in _TITLE else f"slots are 0 to {_LAST}"
        problems.append(Problem(file, line, head.start(2) + 1, f'no such slot, "{head[0].strip()[:40]}": {wanted}'))
        return _NONE, ""
    return number, head[2][title.end() :].strip()


def _begin_slot(draft: _Draft, slot: int, rest: str, line: int, file: str, problems: list[Problem]) -> None:
    """Open a slot of a template, with its first filler if there is one on the line."""
    if slot in draft.written:
        what = f'slot {slot} "{SLOTS[slot].title}" a second time in the template of line {draft.line}'
        problems.append(Problem(file, line, 1, f"{what}; keep one"))
    draft.written.setdefault(slot, []).extend([(rest, line)] if rest else [])


def _finished(draft: _Draft, file: str, problems: list[Problem], *, whole: bool) -> Template | None:
    """The template, or None where it has no message or number."""
    needed = range(len(SLOTS) if whole else _TEMPLATE + 1)
    if missing := [str(slot) for slot in needed if slot not in draft.written]:
        what = f"the template that begins here lacks slot {', '.join(missing)}; write `-` where there is no filler"
        problems.append(Problem(file, draft.line, 1, what))
    message = draft.written[_MESSAGE][0][0].partition(" ")[0] if draft.written[_MESSAGE] else ""
    numbers = draft.written.get(_TEMPLATE) or [("", draft.line)]
    number = _NUMBER.fullmatch(numbers[0][0])
    if not message:
        problems.append(Problem(file, draft.line, 1, "MESSAGE: ID is empty; name the message"))
    if number is None and _TEMPLATE in draft.written:
        what = f'MESSAGE: TEMPLATE is "{numbers[0][0]}"; write a number, a number and (OPTIONAL), or `*`'
        problems.append(Problem(file, numbers[0][1], 1, what))
    if not message or number is None:
        return None
    return Template(
        message=message,
        number=None if number[1] == "*" else int(number[1]),
        optional=number[2] is not None,
        fills=tuple(_fills(draft.written.get(slot.number, []), slot.number) for slot in SLOTS),
        line=draft.line,
    )


def _fills(lines: list[tuple[str, int]], slot: int) -> tuple[Fill, ...]:
    """The fillers of a slot; `-` and `*` are none, and question marks alone are none."""
    return tuple(read_fill(text, slot, line) for text, line in lines if text.strip("? ") not in ("", "-", "*"))
