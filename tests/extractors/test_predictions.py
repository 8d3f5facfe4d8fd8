"""Files that other systems wrote, read as facts."""

import gzip
import json
from pathlib import Path

import pytest
from predicted import EMOJI, FILES, HELD, RAID, SCHEMA, extractor, found, lines

from harness.conformance.checks import CHECKS
from harness.conformance.conform import Trial, conform
from harness.corpora.load import load_corpus
from harness.errors import ExtractorError, InputErrors
from harness.extractors.oracle import OracleExtractor
from harness.facts import Filler, Span
from harness.runs.execute import run_extractor
from harness.shipped import shipped_folder


def test_facts_in_our_own_form_with_quotes(tmp_path: Path, seeds: Path) -> None:
    facts, troubles = found(lines(tmp_path, HELD, {"article": "emoji", "facts": []}), seeds)
    (fact,) = facts["raid"]
    assert RAID[slice(*fact.evidence[0])] == "Police arrested two men"
    assert fact.slots == {
        "detainee": (Filler("men", span=Span(69, 72)),),
        "place": (Filler("Osh", span=Span(96, 99)),),  # nearest in the sentence, not in the headline
    }
    assert (facts["emoji"], facts["quiet"], troubles) == ([], [], [])


def test_what_a_run_found_scores_as_the_run_did(tmp_path: Path) -> None:
    """JSON lines, Parquet, a folder of `datasets`, packed lines, an array and a run's folder hold the same."""
    from harness.corpora.dataset import write_parquet
    from harness.corpora.found import facts_to_dataset
    from harness.runs.found import found_lines

    shipped = shipped_folder()
    corpus = load_corpus(shipped / "seeds", shipped / "gold")
    gold, _ = run_extractor(OracleExtractor(shipped / "seeds", shipped / "gold"), corpus)
    dataset = facts_to_dataset(gold)
    jsonl = lines(tmp_path, found_lines(dataset).rstrip("\n"))
    write_parquet(dataset, tmp_path / "answers.parquet")
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(jsonl.read_bytes()))
    dataset.save_to_disk(tmp_path / "saved")
    array = lines(
        tmp_path, [json.loads(line) for line in jsonl.read_text(encoding="utf-8").splitlines()], name="a.json"
    )
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text("{}")
    (tmp_path / "run" / "found.jsonl").write_bytes(jsonl.read_bytes())
    for file in (jsonl, "answers.parquet", "packed.jsonl.gz", "saved", array, "run"):
        again, troubles = run_extractor(extractor(tmp_path / file, shipped / "seeds"), corpus)
        assert (again, troubles) == (gold, ()), file


def test_a_table_with_a_filler_a_row(tmp_path: Path, seeds: Path) -> None:
    rows = [
        {"article": "raid", "fact": 1, "type": "detention", "slot": "detainee", "text": "men"},
        {"article": "emoji", "fact": 1, "type": "detention", "slot": "count", "text": "Nine", "start": 3.0, "end": 7.0},
        {"article": "raid", "fact": 1, "type": "detention", "slot": "place", "text": "Osh"},
    ]
    facts, _ = found(lines(tmp_path, *rows), seeds)
    assert [list(fact.slots) for fact in facts["raid"]] == [["detainee", "place"]]
    assert facts["emoji"][0].slots["count"] == (Filler("Nine", span=Span(3, 7)),)
    with pytest.raises(InputErrors) as refused:
        found(lines(tmp_path, *rows, {"article": "raid"}, {**rows[0], "fact": 2, "start": "a", "end": 2}), seeds)
    assert [(one.line, one.message) for one in refused.value.problems] == [
        (4, "row 0 lacks `fact` or `slot`, which the first row has"),
        (5, "row 0: start and end are whole numbers, not 'a'"),
    ]


def test_records_of_another_form_by_a_mapping(tmp_path: Path, seeds: Path) -> None:
    mapping = {
        "article": "doc.id",
        "records": "output.events",
        "type": "label",
        "types": {"Arrest": "detention", "Hurt": {"type": "casualty", "set": {"outcome": "injured"}}, "Other": None},
        "slots": {"who": "detainee", "victim": "victim", "where.name": "place"},
        "evidence": ["sentence"],
    }
    events = [
        {"label": "Arrest", "who": {"text": "two men", "start": 65, "end": 72}, "where": {"name": "Osh"},
         "sentence": "Police arrested two men"},
        {"label": "Other"},
        {"label": "Hurt", "victim": "policeman", "sentence": {"text": "wounded", "start": 181, "end": 188}},
    ]  # fmt: skip
    rows = [{"doc": {"id": "raid"}, "output": {"events": events}}, {"doc": {"id": "quiet"}, "output": {"events": []}}]
    facts, troubles = found(lines(tmp_path, *rows, {"doc": {"id": "emoji"}, "output": {}}), seeds, mapping=mapping)
    assert [fact.type for fact in facts["raid"]] == ["detention", "casualty"]
    assert facts["raid"][0].slots["detainee"] == (Filler("two men", span=Span(65, 72)),)
    assert facts["raid"][1].slots["outcome"] == (Filler(value="injured"),)
    assert facts["raid"][1].evidence == (Span(181, 188),)
    assert troubles == []


@pytest.mark.parametrize("unit", ["code_points", "utf16", "bytes", "none"])
def test_offsets_of_every_unit(unit: str, tmp_path: Path, seeds: Path) -> None:
    def at(words: str) -> list[int]:
        start = EMOJI.index(words)
        sides = (EMOJI[:start], EMOJI[: start + len(words)])
        return [len(one.encode("utf-16-le")) // 2 if unit == "utf16" else len(one.encode()) if unit == "bytes" else
                len(one) if unit == "code_points" else 7 for one in sides]  # fmt: skip

    fact = {
        "type": "detention",
        "slots": {"place": {"text": "Osh", "span": at("Osh")}},
        "source": {"text": "they", "span": at("they")},
    }
    evidence = {"text": "Nine men", "span": at("Nine men")}
    facts, troubles = found(lines(tmp_path, {"article": "emoji", **fact, "evidence": [evidence]}), seeds, offsets=unit)
    (got,) = facts["emoji"]
    place, source = (Span(EMOJI.index(words), EMOJI.index(words) + len(words)) for words in ("Osh", "they"))
    assert got.slots["place"][0] == Filler("Osh", span=place)
    assert (got.source, got.evidence, troubles) == (Filler("they", span=source), (Span(3, 11),), [])


def test_offsets_that_cannot_be_are_told_and_cost_a_fact(tmp_path: Path, seeds: Path) -> None:
    rows = [{"article": "emoji", "type": "detention", "evidence": [[start, 99]]} for start in (1, 0)]
    claim = {"article": "emoji", "type": "detention", "evidence": [{"text": "Nine men", "span": [4, 12]}]}
    facts, troubles = found(lines(tmp_path, *rows, claim), seeds, offsets="utf16")
    assert facts["emoji"] == []
    assert troubles == [
        ("emoji", "bad_span", "detention: the offset 1 is inside a character if it counts utf16"),
        ("emoji", "bad_span", "detention: the offset 99 leaves the text, of 45 utf16"),
        ("emoji", "quote_mismatch", 'evidence of detention is "Nine men", but the article has " Nine me" at 2:10'),
    ]


def test_langextract_s_lines_are_read_as_they_are(
    tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is what langextract 1.7.1 itself aligned and wrote; one document has no id of its own."""
    facts, troubles = found(FILES / "langextract.jsonl", seeds)
    first = facts["raid"][0]
    assert first == facts["raid"][5]  # by its text
    assert (first.type, first.evidence) == ("detention", (Span(49, 72),))
    assert first.slots["agent"] == (Filler("Police", span=Span(49, 55)),)
    assert first.slots["date"] == (Filler("Sunday", span=Span(103, 109)),)
    wounded = facts["raid"][1]
    assert wounded.slots["outcome"] == (Filler(value="injured"),)
    assert wounded.slots["victim"] == (Filler("policeman", span=Span(167, 176)),)
    assert facts["raid"][2].slots["count"] == (Filler(value=3),)
    assert troubles == [
        ("raid", "unaligned", 'evidence of seizure: "seized four rifles" is nowhere in the article'),
        ("raid", "unaligned", 'evidence of casualty: "nine gunmen were killed" is nowhere in the article'),
    ]
    assert 'without a record: 1 of 3 articles of the corpus: "emoji"' in capsys.readouterr().err


def test_langextract_s_classes_are_mapped_and_its_words_fill_a_slot(tmp_path: Path, seeds: Path) -> None:
    mapping = {"types": {"seizure": None, "alias": None, "casualty": None}, "slots": {"extraction_text": "charge"}}
    facts, troubles = found(FILES / "langextract.jsonl", seeds, mapping=mapping)
    assert facts["raid"][0].slots == {"charge": (Filler("Police arrested two men", span=Span(49, 72)),)}
    assert (len(facts["raid"]), troubles) == (2, [])


def test_langextract_s_offsets_into_another_text_do_not_count(tmp_path: Path, seeds: Path) -> None:
    (seeds / "raid.txt").write_bytes(b"\r\n" + RAID.replace("\n", "\r\n").encode())
    facts, _ = found(FILES / "langextract.jsonl", seeds)
    assert facts["raid"][0].evidence == (Span(53, 76),)
    assert len(facts["raid"]) == 6  # the one without an id, too: only its line ends differ


def test_records_of_unknown_articles_and_articles_without_are_counted(
    tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    file = lines(
        tmp_path, HELD, {**HELD, "article": "ghost\ud83d"}, {**HELD, "article": "ghost\ud83d"}, {**HELD, "article": 7}
    )
    facts, troubles = found(file, seeds)
    assert (len(facts["raid"]), troubles) == (1, [])
    said = capsys.readouterr().err
    assert f'{file}: not in the corpus: 3 of 4 records, 2 of 3 articles: "ghost\\ud83d", "7"' in said
    assert f'{file}: without a record: 2 of 3 articles of the corpus: "emoji", "quiet"' in said
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


def test_a_field_that_no_record_has_is_told(tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mapping = {
        "slots": {"who": "detainee", "plaace": "place"},
        "types": {"Held": {"type": "detention", "slots": {"agennt": "agent", "by.whom": "agent"}}},
        "evidence": ["said", "sayd"],
        "confidence": "sure",
    }
    rows = (
        {"article": "raid", "type": "Held", "who": "two men", "by": {"whom": "Police"}},
        {"article": "raid", "type": "Held", "said": "Police arrested two men", "sure": 0.5},
    )
    extractor(lines(tmp_path, *rows), seeds, mapping=mapping)
    said = capsys.readouterr().err
    assert 'no record has "agennt", "plaace", "sayd", which the mapping names' in said
    extractor(lines(tmp_path, {**rows[0], "plaace": 1, "agennt": 2, "sayd": "x", **rows[1]}), seeds, mapping=mapping)
    assert "no record has" not in capsys.readouterr().err


def test_a_file_of_other_articles_is_an_error_that_names_both(tmp_path: Path, seeds: Path) -> None:
    file = lines(tmp_path, *({**HELD, "article": f"raid{number}.txt"} for number in range(7)))
    with pytest.raises(ExtractorError) as refused:
        found(file, seeds)
    assert 'it has "raid0.txt", "raid1.txt", "raid2.txt", "raid3.txt", "raid4.txt" and 2 more' in str(refused.value)
    assert 'the corpus has "emoji", "quiet", "raid"' in str(refused.value)


def test_a_path_from_home_and_its_content_count(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file = lines(tmp_path, HELD, name="answers")
    its = extractor(Path("~/answers"), seeds)
    assert its.identity == extractor(file, seeds).identity
    lines(tmp_path, HELD, HELD, name="answers")
    assert its.identity != extractor(file, seeds).identity


def test_it_passes_the_suite_but_for_texts_of_another_id(tmp_path: Path) -> None:
    """What a file says of an article goes by the article's id, so the same text under another id has nothing."""
    shipped = shipped_folder()
    corpus = load_corpus(shipped / "seeds", shipped / "gold")
    file = lines(tmp_path, *({**HELD, "article": article.id} for article in corpus.articles))
    config = {
        "_target_": "harness.extractors.predictions.PredictionsExtractor",
        "file": str(file),
        "seeds": str(shipped / "seeds"),
        "schema": str(SCHEMA),
        "offsets": "utf16",
    }
    checks = [check for check in CHECKS if check.name not in ("twice", "sound")]  # some have no such quote
    verdicts = list(conform(Trial(config, (), corpus.articles, corpus.schema, 150, 60.0), checks))
    assert [(verdict.check.name, verdict.complaints) for verdict in verdicts] == [(check.name, ()) for check in checks]
