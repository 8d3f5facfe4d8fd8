import subprocess
import sys

import numpy as np
import pytest

from benchmarks.fact_peers import prepare_stickler
from benchmarks.fact_workloads import fact_workload, found_facts, gold_facts, schema
from benchmarks.million_files import TYPES, write_workload
from benchmarks.million_run import expected, score
from benchmarks.ours_facts import prepare_columns, prepare_objects
from harness.corpora.dataset import from_dataset, read_parquet
from harness.matching.match import match
from harness.matching.parquet import count_parquet
from harness.runs.found import found_lines, read_found


@pytest.mark.parametrize("types", [1, 3])
def test_the_harness_finds_as_many_right_slots_from_columns_as_from_objects_and_as_stickler(types):
    pytest.importorskip("stickler")
    work = fact_workload(6, 30, types)
    mine = prepare_columns(work)()
    assert mine == prepare_objects(work)() == prepare_stickler(work)()
    assert 0 < sum(mine.credit) < 4 * len(work.gold)


def test_the_files_of_the_million_facts_are_what_the_harness_reads(tmp_path):
    gold, found = write_workload(tmp_path, articles=7, per_article=5)
    work = fact_workload(5, 35, TYPES)
    corpus = from_dataset(read_parquet(gold))
    assert corpus.schema == schema(TYPES)
    wanted = gold_facts(work.gold, work.articles)
    assert {article: [one.fact for one in facts] for article, facts in corpus.gold.items()} == {
        article: [one.fact for one in facts] for article, facts in wanted.items()
    }
    read = read_found(found_lines(read_parquet(found)).split("\n")[:-1], corpus.gold)
    assert {article: list(facts) for article, facts in read.items()} == found_facts(work.found, work.articles)


def test_files_that_are_there_are_kept(tmp_path):
    gold, _ = write_workload(tmp_path, articles=2, per_article=2)
    before = gold.stat().st_mtime_ns
    assert write_workload(tmp_path, articles=2, per_article=2)[0].stat().st_mtime_ns == before


def test_the_files_give_the_counts_that_the_objects_give(tmp_path):
    gold, found = write_workload(tmp_path, articles=6, per_article=5)
    work = fact_workload(5, 30, TYPES)
    counts = match(gold_facts(work.gold, 6), found_facts(work.found, 6), schema(TYPES)).counts
    read = count_parquet(gold, found)
    assert (read.articles, read.cells) == (counts.articles, counts.cells)
    assert (read.counts == counts.counts).all()
    said = score(gold, found)
    assert (said.gold, said.found) == (len(work.gold), len(work.found)) == expected(6, 5)


def test_the_peak_of_a_started_program_is_not_that_of_its_starter():
    starter = np.ones(40_000_000)  # 305 MB
    code = "from harness.memory import peak_mb; print(peak_mb())"
    said = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    assert 5 < float(said.stdout) < starter.nbytes / 2**20
