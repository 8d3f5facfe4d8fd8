"""The profile `ceaf_ree`: the entities that a document has in each role, found one to one.

Source: Du, Rush and Cardie 2021, 'GRIT: Generative Role-filler Transformers for Document-level Event Entity
Extraction' (EACL), and its scorer, GitHub xinyadu/grit_doc_event_entity, eval.py. Its numbers come out to the last
digit, and with them its conventions: 0/0 is 0; wordings are compared in lower case without punctuation and articles; a
found entity without wordings is right under `strict`; only documents of gold, and only the roles that gold names for a
document, are scored. A document that was not found has no entities (the reference stops at it).

The numbers do not depend on the order of anything, except that `prop` adds fractions in gold's order of entities, as
the reference does, and so may round otherwise in the last digit. The two sides are not alike: every wording of a found
entity must be gold's, not the other way round. Where each entity has one wording they are, and swapping them swaps P
and R.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ConfigDict

from harness.errors import ConfigError
from harness.facts import Fact, GoldFact
from harness.schema import Schema
from harness.scoring.result import Score
from harness.statistics.fractions import Fractions
from harness.templates.ceaf_ree import READINGS, Reading, pair
from harness.templates.entities import Roles, normal_roles
from harness.templates.rows import MICRO, Sums, plus, table

if TYPE_CHECKING:
    import pandas as pd


class Options(BaseModel):
    """Nothing but gold and found decides these numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def score_files(gold: Path, found: Path | None, options: Options) -> Score:
    """Score the files that `harness.formats.role_files` reads. Raises ConfigError and InputErrors."""
    from harness.formats.role_files import read_extracts
    from harness.templates.checks import check_documents, check_roles, named_roles

    if found is None:
        raise ConfigError("name what was found (found=...): the entities of each document, as JSON")
    truth, answer = read_extracts(gold), read_extracts(found)
    check_documents(truth.documents, answer.documents, found)
    roles = check_roles(named_roles(truth.documents.values()), named_roles(answer.documents.values()), found)
    settings = {"gold": f"{len(truth.documents)}-{truth.digest}", "found": answer.digest}
    return _score(truth.documents, answer.documents, roles, settings)


def score_facts(
    gold: Mapping[str, Sequence[GoldFact]], found: Mapping[str, Sequence[Fact]], schema: Schema, options: Options
) -> Score:
    """Score facts as entities: each slot is a role, an article's fillers of it its entities, equal ones once.

    Rows are the slots of the schema and of the facts. Optional gold is gold like any other.
    """
    from harness.templates.from_facts import extracts, fact_templates

    facts = fact_templates(gold, found, schema)
    truth, answer = (
        {article: extracts(some, facts.roles) for article, some in side.items()} for side in (facts.gold, facts.found)
    )
    return _score(truth, answer, facts.roles, {})


def _score(
    gold: Mapping[str, Roles], found: Mapping[str, Roles], roles: Sequence[str], settings: Mapping[str, str]
) -> Score:
    truth = {name: normal_roles(gold[name]) for name in sorted(gold)}
    answer = {name: normal_roles(found.get(name, {})) for name in truth}
    cells = np.zeros((len(truth), len(READINGS), len(roles) + 1, 4))
    sums: dict[Reading, dict[str, Sums]] = {reading: dict.fromkeys(roles, (0, 0, 0, 0)) for reading in READINGS}
    for at, name in enumerate(truth):
        for k, reading in enumerate(READINGS):
            for r, role in enumerate(roles):
                if role in truth[name]:
                    cells[at, k, r] = row = _row(truth[name][role], answer[name].get(role, ()), reading)
                    sums[reading][role] = plus(sums[reading][role], row)
    cells[:, :, -1] = cells[:, :, :-1].sum(axis=2)
    rows = {str(reading): table(sums[reading]) for reading in READINGS}
    names = tuple(f"{reading}.{role}" for reading in READINGS for role in (*roles, MICRO))
    return Score(
        profile="ceaf_ree",
        rows=rows,
        counts={
            f"{reading}.{role}": {key: row[key] for key in ("p_num", "p_den", "r_num", "r_den")}
            for reading in READINGS
            for role, row in rows[reading].items()
        },
        settings=settings,
        make_outcomes=lambda: _outcomes(gold, found, roles),
        fractions=Fractions(tuple(truth), names, cells.reshape(len(truth), len(names), 4)),
    )


def _row(gold: Sequence[tuple[str, ...]], found: Sequence[tuple[str, ...]], reading: Reading) -> Sums:
    credit = 0.0
    for one in pair(gold, found, reading):
        credit += one.credit
    return credit, len(found), credit, len(gold)


def _outcomes(gold: Mapping[str, Roles], found: Mapping[str, Roles], roles: Sequence[str]) -> "pd.DataFrame":
    """One row a pair, a missed and a spurious entity; `gold` and `found` are places in the article's lists."""
    import pandas as pd

    columns = ["article", "reading", "role", "gold", "found", "gold_wordings", "found_wordings", "credit"]
    frame = pd.DataFrame(_outcome_rows(gold, found, roles), columns=columns)
    return frame.astype({"gold": "Int64", "found": "Int64", "credit": "float64"})


def _outcome_rows(
    gold: Mapping[str, Roles], found: Mapping[str, Roles], roles: Sequence[str]
) -> Iterator[tuple[str | int | float | None, ...]]:
    for name in sorted(gold):
        truth, answer = normal_roles(gold[name]), normal_roles(found.get(name, {}))
        for reading in READINGS:
            for role in (role for role in roles if role in truth):
                mine, theirs = gold[name][role], found.get(name, {}).get(role, ())
                pairs = pair(truth[role], answer.get(role, ()), reading)
                for one in pairs:
                    wordings = " / ".join(mine[one.gold]), " / ".join(theirs[one.found])
                    yield name, reading, role, one.gold, one.found, *wordings, one.credit
                for at in sorted(set(range(len(mine))) - {one.gold for one in pairs}):
                    yield name, reading, role, at, None, " / ".join(mine[at]), None, 0.0
                for at in sorted(set(range(len(theirs))) - {one.found for one in pairs}):
                    yield name, reading, role, None, at, None, " / ".join(theirs[at]), 0.0
