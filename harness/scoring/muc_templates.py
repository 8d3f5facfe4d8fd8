"""The profile `muc_templates`: whole templates, aligned one to one for the best F1 of each document, any match inside.

Source: Du, Rush and Cardie 2021, 'Template Filling with Generative Transformers' (NAACL), and its scorer, GitHub
xinyadu/gtt, eval.py. Its numbers come out to the last digit, and with them its conventions: 0/0 is 0; wordings are
compared in lower case without punctuation and articles; gold's incident type must contain the found one; a found type
that is no text is "attack"; found duplicates are all right; only documents of gold are scored. A document that was not
found has no templates (the reference stops at it), a role that a template does not name has no entities.

Among alignments of equal F1 the reference keeps the first it tries, and so does this profile, without trying them all
(`harness.templates.mapping`). Documents may stand in any order. The order of templates decides among such alignments,
so the rows of single roles, and sums over documents, may change with it; a document's own F1 does not. The two sides
are not alike: found entities are held to gold ones, and found types to gold's. Where types are equal or foreign, and
each entity has one wording, they are, and swapping them keeps each document's F1.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from harness.errors import ConfigError
from harness.facts import Fact, GoldFact
from harness.schema import Schema
from harness.scoring.result import Score
from harness.statistics.fractions import Fractions
from harness.templates.any_match import INCIDENT_TYPE, gains, sizes
from harness.templates.entities import Template, normal_roles
from harness.templates.mapping import first_best_mapping
from harness.templates.rows import MICRO, table

if TYPE_CHECKING:
    import pandas as pd

Templates = Mapping[str, Sequence[Template]]
COLUMNS = ("p_num", "p_den", "r_num", "r_den")


class Options(BaseModel):
    """Nothing but gold and found decides these numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A document: `cells[i, j, k]` for found template i with gold template j; `pairs` are those that count.

    `cells` holds p_num and r_num (last axis) in row k; `found[i, k]` and `gold[j, k]` how many there are to count.
    """

    pairs: tuple[tuple[int, int], ...]
    cells: NDArray[np.int64]
    found: NDArray[np.int64]
    gold: NDArray[np.int64]

    def sums(self) -> NDArray[np.int64]:
        """p_num, p_den, r_num and r_den of each row; shape (1 + roles, 4)."""
        right = sum((self.cells[i, j] for i, j in self.pairs), np.zeros((self.found.shape[1], 2), np.int64))
        return np.stack([right[:, 0], self.found.sum(axis=0), right[:, 1], self.gold.sum(axis=0)], axis=-1)


def score_files(gold: Path, found: Path | None, options: Options) -> Score:
    """Score the files that `harness.formats.role_files` reads. Raises ConfigError and InputErrors."""
    from harness.formats.role_files import read_templates
    from harness.templates.checks import check_documents, check_roles, named_roles

    if found is None:
        raise ConfigError("name what was found (found=...): the templates of each document, as JSON")
    truth, answer = read_templates(gold, gold=True), read_templates(found, gold=False)
    check_documents(truth.documents, answer.documents, found)
    named = [named_roles(one.roles for some in side.documents.values() for one in some) for side in (truth, answer)]
    roles = check_roles(named[0], named[1], found)
    settings = {"gold": f"{len(truth.documents)}-{truth.digest}", "found": answer.digest}
    return _score(truth.documents, answer.documents, roles, settings)


def score_facts(
    gold: Mapping[str, Sequence[GoldFact]], found: Mapping[str, Sequence[Fact]], schema: Schema, options: Options
) -> Score:
    """Score facts as templates: the type is the incident type, the slots are the roles, each filler is an entity.

    Rows are the slots of the schema and of the facts. Optional gold is gold like any other.
    """
    from harness.templates.from_facts import fact_templates

    facts = fact_templates(gold, found, schema)
    return _score(facts.gold, facts.found, facts.roles, {})


def align(gold: Sequence[Template], found: Sequence[Template], roles: Sequence[str]) -> Aligned:
    """Align the templates of one document."""
    truth, answer = _normal(gold), _normal(found)
    earned = gains(answer, truth, roles)
    wanted = np.array([sizes([one], roles) for one in truth], np.int64).reshape(len(truth), 1 + len(roles))
    given = np.array([sizes([one], roles) for one in answer], np.int64).reshape(len(answer), 1 + len(roles))
    mapping = first_best_mapping(
        earned.precision.sum(axis=2), earned.recall.sum(axis=2), int(given.sum()), int(wanted.sum())
    )
    pairs = tuple((i, j) for i, j in enumerate(mapping) if j >= 0 and earned.precision[i, j, 0])
    return Aligned(pairs, np.stack(earned, axis=-1), given, wanted)


def _score(gold: Templates, found: Templates, roles: Sequence[str], settings: Mapping[str, str]) -> Score:
    aligned = {name: align(gold[name], found.get(name, ()), roles) for name in sorted(gold)}
    names = (INCIDENT_TYPE, *roles)
    cells = np.zeros((len(aligned), len(names) + 1, 4), np.int64)
    for at, one in enumerate(aligned.values()):
        cells[at, :-1] = one.sums()
    cells[:, -1] = cells[:, :-1].sum(axis=1)
    total = cells.sum(axis=0).tolist()
    rows = table({name: tuple(row) for name, row in zip(names, total, strict=False)})
    return Score(
        profile="muc_templates",
        rows=rows,
        counts={name: {key: row[key] for key in COLUMNS} for name, row in rows.items()},
        settings=settings,
        make_outcomes=lambda: _outcomes(gold, found, aligned, names),
        fractions=Fractions(tuple(aligned), (*names, MICRO), cells.astype(float)),
    )


def _normal(templates: Sequence[Template]) -> list[Template]:
    return [Template(one.incident_type, normal_roles(one.roles)) for one in templates]


def _outcomes(
    gold: Templates, found: Templates, aligned: Mapping[str, Aligned], names: Sequence[str]
) -> "pd.DataFrame":
    """One row a template pair (or template without one) and row of the table: article, gold, found (places), types.

    The sums of p_num, p_den, r_num and r_den are those of the score.
    """
    import pandas as pd

    columns = ["article", "gold", "found", "gold_type", "found_type", "role", *COLUMNS]
    frame = pd.DataFrame(_outcome_rows(gold, found, aligned, names), columns=columns)
    return frame.astype({"gold": "Int64", "found": "Int64"})


def _outcome_rows(
    gold: Templates, found: Templates, aligned: Mapping[str, Aligned], names: Sequence[str]
) -> Iterator[tuple[str | int | None, ...]]:
    for name, one in aligned.items():
        partner = dict(one.pairs)
        ends: list[tuple[int | None, int | None]] = [(i, partner.get(i)) for i in range(len(one.found))]
        ends += [(None, j) for j in range(len(one.gold)) if j not in partner.values()]
        for i, j in ends:
            types = (
                None if j is None else gold[name][j].incident_type,
                None if i is None else found[name][i].incident_type,
            )
            for k, role in enumerate(names):
                right = (0, 0) if i is None or j is None else one.cells[i, j, k].tolist()
                given, wanted = 0 if i is None else int(one.found[i, k]), 0 if j is None else int(one.gold[j, k])
                yield name, j, i, *types, role, right[0], given, right[1], wanted
