"""Entities of brat standoff folders, as brateval compares them.

READ-BioMed's brateval 0.3 (https://github.com/READ-BioMed/brateval), the scorer of ChEMU 2020; Verspoor et al. (2013),
'Annotating the biomedical literature for the human variome'. Of a gold and a found entity it asks two things:

| span    | agrees where                                                                                    |
|---------|-------------------------------------------------------------------------------------------------|
| exact   | each range of gold is one of found's                                                            |
| overlap | exact, or some position is shared                                                               |
| approxX | exact, or some position is shared and the texts are similar: at most (1 - X) of the longer one's |
|         | length in insertions, deletions and substitutions                                               |

| type         | agrees where                                                                         |
|--------------|--------------------------------------------------------------------------------------|
| exact        | the types are equal                                                                  |
| hierarchical | they are equal, or stand under the same root of the taxonomy (without one: as exact) |
| inexact      | always                                                                               |

A pair is a true positive of gold's type; what is left is a false negative of gold's type or a false positive of
found's. Where entities compete, brateval pairs the first that comes; here as many as possible are paired, of such
pairings one with most equal types, then with most equal ranges. Ratios have four decimals as there, and 0/0 is 0.0.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from harness.errors import ConfigError
from harness.facts import Fact, GoldFact
from harness.formats.brat import Folder, folder_sha256, read_folders, read_taxonomy
from harness.schema import Schema
from harness.scoring.result import Score
from harness.spans.entities import Placed, agreeing_pairs
from harness.spans.multiset import FN, FP, TP
from harness.spans.rates import fraction_cells, rates
from harness.statistics.fractions import Fractions

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]

SPANS = r"^(exact|overlap|approx(0(\.\d+)?|1(\.0+)?))$"


class Options(BaseModel):
    """How boundaries and types are compared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    span: str = Field(
        default="exact", pattern=SPANS, description="exact, overlap, or approx0.8 (any similarity, 0 to 1)"
    )
    type: Literal["exact", "inexact", "hierarchical"] = Field(default="exact", description="must the types agree?")
    taxonomy: Path | None = Field(default=None, description="an annotation.conf, for type=hierarchical")


def score_files(gold: Path, found: Path | None, options: Options) -> Score:
    """Score one folder of standoff against another.

    Raises ConfigError where a folder or the taxonomy can't be read, InputErrors with all that is wrong in the files.
    """
    if found is None:
        raise ConfigError("the brat profile needs found=<folder> beside gold=<folder>")
    if options.taxonomy is not None and options.type != "hierarchical":
        raise ConfigError(f"taxonomy is for type=hierarchical; with type={options.type} nothing looks at it")
    sides = read_folders(gold, found)
    documents = tuple(sorted(sides[0]))
    ours, theirs = _placed(sides[0], documents), _placed(sides[1], documents)
    rows, columns = agreeing_pairs(ours, theirs, options.span, _groups(options))
    types = tuple(sorted({one.type for _, one in (*ours, *theirs)}))
    counts = _counts(ours, theirs, rows, columns, types, len(documents))
    settings: dict[str, str | int | float] = {"span": options.span, "type": options.type}
    settings["taxonomy"] = "none" if options.taxonomy is None else sha256(options.taxonomy.read_bytes()).hexdigest()[:8]
    settings |= {"gold": f"{len(documents)}-{folder_sha256(gold)[:8]}", "found": folder_sha256(found)[:8]}
    whole = _whole(counts, types)
    return Score(
        "brat",
        {name: {**row, **_ratios(row)} for name, row in whole.items()},
        whole,
        settings,
        lambda: _outcomes(ours, theirs, rows, columns, documents),
        Fractions(documents, ("all", *types), fraction_cells(counts)),
    )


def score_facts(
    gold: Mapping[str, Sequence[GoldFact]],
    found: Mapping[str, Sequence[Fact]],
    schema: Schema,
    options: Options,
) -> Score:
    """Raise ConfigError: the profile compares standoff folders."""
    raise ConfigError("the brat profile scores folders of standoff, not facts; for the spans of facts take semeval13")


def _groups(options: Options) -> dict[str, str] | None:
    """Which types agree though they differ, as `agreeing_pairs` wants it."""
    if options.type == "inexact":
        return None
    return {} if options.type == "exact" or options.taxonomy is None else read_taxonomy(options.taxonomy)


def _placed(folder: Folder, documents: Sequence[str]) -> list[Placed]:
    return [(number, entity) for number, name in enumerate(documents) for entity in sorted(folder[name])]


def _counts(
    gold: Sequence[Placed], found: Sequence[Placed], rows: Ints, columns: Ints, types: tuple[str, ...], documents: int
) -> Ints:
    """TP and FN by gold's type, FP by found's: shape (documents, types, 3)."""
    number_of = {name: number for number, name in enumerate(types)}
    counts = np.zeros((documents, len(types), 3), np.int64)
    matched, used = set(rows.tolist()), set(columns.tolist())
    for row, (document, one) in enumerate(gold):
        counts[document, number_of[one.type], TP if row in matched else FN] += 1
    for column, (document, one) in enumerate(found):
        counts[document, number_of[one.type], FP] += column not in used
    return counts


def _whole(counts: Ints, types: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """tp, fp and fn of each type, then of all."""
    total = counts.sum(axis=0)
    named = zip((*types, "all"), [*total, total.sum(axis=0)], strict=True)
    return {name: dict(zip(("tp", "fp", "fn"), row.tolist(), strict=True)) for name, row in named}


def _ratios(row: Mapping[str, int]) -> dict[str, float]:
    """Precision, recall and F1 to four decimals, halves up, as Java prints them."""
    exact = rates(row["tp"], row["tp"] + row["fp"], row["tp"] + row["fn"])
    names = {"P": "precision", "R": "recall", "F": "f1"}
    return {
        names[key]: float(Decimal(repr(value)).quantize(Decimal("0.0001"), ROUND_HALF_UP))
        for key, value in exact.items()
    }


def _outcomes(
    gold: Sequence[Placed], found: Sequence[Placed], rows: Ints, columns: Ints, documents: Sequence[str]
) -> "pd.DataFrame":
    """What became of every entity: document, outcome, and type, ranges and text on either side."""
    import pandas as pd

    pairs = [(gold[row], found[column], "TP") for row, column in zip(rows.tolist(), columns.tolist(), strict=True)]
    matched, used = set(rows.tolist()), set(columns.tolist())
    missed = [(one, None, "FN") for number, one in enumerate(gold) if number not in matched]
    false = [(None, one, "FP") for number, one in enumerate(found) if number not in used]
    table = []
    for one, other, outcome in (*pairs, *missed, *false):
        document = (one or other or (0,))[0]
        line: dict[str, str | None] = {"document": documents[document], "outcome": outcome}
        for side, placed in (("gold", one), ("found", other)):
            entity = placed[1] if placed else None
            line[f"{side}_type"] = entity.type if entity else None
            line[f"{side}_ranges"] = ";".join(f"{start} {end}" for start, end in entity.ranges) if entity else None
            line[f"{side}_text"] = entity.text if entity else None
        table.append(line)
    columns_ = [
        "document",
        "outcome",
        *(f"{side}_{key}" for side in ("gold", "found") for key in ("type", "ranges", "text")),
    ]
    return pd.DataFrame(table, columns=columns_).sort_values(columns_, ignore_index=True)
