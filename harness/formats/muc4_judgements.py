"""Reads the decisions that people made while MUC-4 was scored, as JSON lines.

    {"message_id": "TST-0001", "key_template": "1", "slot": "perp-ind-id",
     "response": "MEN", "verdict": "partial", "key": ["or", "ARMED MEN", "THREE ARMED MEN"]}

A filler is a string or an expression as in the scoring system's own history: ["or", ...] alternatives, ["xref", value,
name] a tag, ["optional", ...] a question mark, ["range", from or "nil", to], ["location", country, ["qualified", place,
kind], ...]; a key may be ["all-of", ...] of several fillers.
"""

import json
import re
from pathlib import Path
from typing import Any

from harness.errors import InputErrors, Problem
from harness.formats.json_text import parsed
from harness.formats.muc4_text import read_text
from harness.muc4.judgements import Judgement, Verdict
from harness.muc4.slots import BY_NAME
from harness.muc4.templates import Fill

_FIELDS = ("message_id", "key_template", "slot", "response", "verdict", "key")


def read_judgements(path: Path) -> list[Judgement]:
    """All decisions of the file, in its order.

    Raises ConfigError where it cannot be opened, and InputErrors with every line that is no decision.
    """
    file = read_text(path, "the judgements")
    return parse_judgements(file.text, file.file)


def parse_judgements(text: str, file: str) -> list[Judgement]:
    """The decisions of the text; `file` is named in problems. Raises InputErrors as `read_judgements` does."""
    judgements, problems = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            judgements.append(_judgement(parsed(line)))
        except json.JSONDecodeError as error:
            problems.append(Problem(file, number, error.colno, f"no JSON: {error.msg}; one object a line"))
        except ValueError as error:
            problems.append(Problem(file, number, 1, str(error)))
        except RecursionError:
            problems.append(Problem(file, number, 1, "a filler is nested too deeply"))
    if problems:
        raise InputErrors(problems)
    return judgements


def _judgement(record: Any) -> Judgement:  # noqa: ANN401 (any JSON)
    """One decision; raises ValueError with what is wrong."""
    if not isinstance(record, dict):
        raise ValueError(f"expected an object with {', '.join(_FIELDS)}")
    if missing := [name for name in _FIELDS if name not in record]:
        raise ValueError(f"lacks {', '.join(missing)}; an object has {', '.join(_FIELDS)}")
    if str(record["slot"]) not in BY_NAME:
        raise ValueError(f'"{record["slot"]}" is no slot of a MUC-4 template')
    if str(record["verdict"]) not in {verdict.value for verdict in Verdict}:
        raise ValueError(f'verdict "{record["verdict"]}": expected match, partial or fail')
    if not re.fullmatch(r"\d{1,9}", str(record["key_template"])):
        raise ValueError(f'key_template "{record["key_template"]}": expected a number')
    keys = record["key"]
    several = keys[1:] if isinstance(keys, list) and keys[:1] == ["all-of"] else [keys] if keys is not None else []
    return Judgement(
        message=str(record["message_id"]),
        template=int(record["key_template"]),
        slot=record["slot"],
        response=_fill(record["response"]),
        verdict=Verdict(record["verdict"]),
        keys=tuple(map(_fill, several)),
    )


def _fill(expression: Any) -> Fill:  # noqa: ANN401 (any JSON)
    """The filler that an expression stands for, in the form that files of templates give."""
    if _is(expression, "optional", 2):
        inner = _fill(expression[1])
        return Fill(inner.values, inner.names, optional=True)
    if _is(expression, "xref", 3):
        return Fill(_values(expression[1]), _values(expression[2]))
    return Fill(_values(expression))


def _values(expression: Any) -> tuple[str, ...]:  # noqa: ANN401 (any JSON)
    """The alternatives of an expression, each as one string."""
    if _is(expression, "or"):
        return tuple(value for part in expression[1:] for value in _values(part))
    return (_text(expression),)


def _text(expression: Any) -> str:  # noqa: ANN401 (any JSON)
    """One value as templates give it: `- 04 MAY 88`, `COLOMBIA: BOGOTA (CITY)`, without backslashes."""
    if isinstance(expression, str):
        return " ".join(expression.replace("\\", "").split())
    if _is(expression, "range", 3):
        first, last = ("" if part in ("nil", None) else _text(part) for part in expression[1:])
        return f"{first} - {last}".strip()
    if _is(expression, "qualified", 3):
        return f"{_text(expression[1])} ({_text(expression[2])})"
    if _is(expression, "location"):
        return ": ".join(map(_text, expression[1:]))
    raise ValueError(f"cannot read the filler {json.dumps(expression)}: a string, or a list that begins with its kind")


def _is(expression: Any, kind: str, length: int | None = None) -> bool:  # noqa: ANN401 (any JSON)
    """Whether an expression is of this kind, and of this length where that is fixed."""
    return isinstance(expression, list) and expression[:1] == [kind] and len(expression) == (length or len(expression))
