"""What is sent: the schema of the answer, the examples, the messages."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from llm_case import GOLD, PROMPT, SEEDS, llm

from harness.corpora.load import load_corpus, load_schema
from harness.errors import ExtractorError, InputErrors
from harness.extractors.llm.answer_schema import answer_schema
from harness.extractors.llm.prompt import Prompt
from harness.extractors.llm.shots import make_shots, shots_for
from harness.facts import Article
from harness.schema import FactType, Schema, SlotType

CORPUS = load_corpus(SEEDS, GOLD)
SMALL = Schema(
    {
        "loss": FactType(
            "loss",
            {
                "amount": SlotType("amount", ("number",), "one", key=True),
                "who": SlotType("who", ("entity", "mention"), "several"),
                "cause": SlotType("cause", ("enum",), values=("fire", "flood")),
                "causes": SlotType("causes", ("enum",), "several", values=("fire", "flood")),
                "when": SlotType("when", ("date",)),
            },
            "Something is lost.",
        )
    }
)


def walk(schema: Any) -> list[dict[str, Any]]:
    """Every object schema in a JSON schema."""
    if isinstance(schema, list):
        return [one for part in schema for one in walk(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if "properties" in schema and isinstance(schema["properties"], dict) and "type" in schema else []
    return own + [one for part in schema.values() for one in walk(part)]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("schema", [SMALL, CORPUS.schema])
def test_the_answer_schema_is_one_and_names_types_slots_and_values(schema: Schema, strict: bool) -> None:
    wanted = answer_schema(schema, strict)
    Draft202012Validator.check_schema(wanted)
    assert list(wanted["properties"]) == list(schema.types)
    for name, fact_type in schema.types.items():
        fact = wanted["properties"][name]["items"]["properties"]
        assert list(fact["slots"]["properties"]) == list(fact_type.slots)
    for part in walk(wanted):
        assert part["additionalProperties"] is False
        if strict:  # what OpenAI's strict mode asks of every object
            assert part["required"] == list(part["properties"])


FACT = {"quotes": ["lost 7"], "slots": {"amount": {"text": "7", "value": 7}}}
NULLS = {"who": None, "cause": None, "causes": None, "when": None}
FULL = {"modality": "claimed", "polarity": None, "source": "an officer"}


@pytest.mark.parametrize(
    ("fact", "strict", "right"),
    [
        (FACT, False, True),
        (FACT, True, False),
        ({**FACT, "slots": {"amount": {"text": None, "value": 7, "precision": None}, **NULLS}, **FULL}, True, True),
        ({**FACT, "slots": {"amount": None, **NULLS, "who": ["men"], "cause": "fire"}, **FULL}, True, True),
        ({**FACT, "slots": {"who": ["men"], "cause": "fire", "when": {"value": "2024-03"}}}, False, True),
        ({**FACT, "modality": "planned", "source": None}, False, True),
        ({**FACT, "modality": "likely"}, False, False),
        ({**FACT, "slots": {"amount": 7}}, False, False),
        ({**FACT, "slots": {"amount": {"value": "7"}}}, False, False),
        ({**FACT, "slots": {"who": "men"}}, False, False),
        ({**FACT, "slots": {"cause": "war"}}, False, False),
        ({**FACT, "slots": {"causes": ["fire", "war"]}}, False, False),
        ({**FACT, "slots": {"place": "Osh"}}, False, False),
        ({"slots": {}}, False, False),
    ],
)
def test_what_the_answer_schema_takes(fact: dict[str, Any], strict: bool, right: bool) -> None:
    assert Draft202012Validator(answer_schema(SMALL, strict)).is_valid({"loss": [fact]}) is right


@pytest.mark.parametrize("strict", [False, True])
def test_examples_are_answers_of_the_schema_with_every_required_fact(strict: bool) -> None:
    shots = make_shots(CORPUS.articles, CORPUS.gold, CORPUS.schema, strict)
    validator = Draft202012Validator(answer_schema(CORPUS.schema, strict))
    assert len(shots) == len(CORPUS.articles)
    for shot in shots:
        answer = json.loads(shot.answer)
        assert list(validator.iter_errors(answer)) == []
        required = [one for one in CORPUS.gold[shot.article.id] if not one.optional]
        assert sum(map(len, answer.values())) == len(required)
        for facts in answer.values():
            for fact in facts:
                assert all(quote in shot.article.text for quote in fact["quotes"])


def test_the_first_examples_show_the_most_types() -> None:
    first, second, *_ = make_shots(CORPUS.articles, CORPUS.gold, CORPUS.schema, strict=False)
    types = [{one.fact.type for one in facts if not one.optional} for facts in CORPUS.gold.values()]
    assert len(first.types) == max(map(len, types))
    assert len(second.types - first.types) == max(len(one - first.types) for one in types)


def test_an_article_is_no_example_for_itself_nor_for_its_twin() -> None:
    shots = make_shots(CORPUS.articles, CORPUS.gold, CORPUS.schema, strict=False)
    for shot in shots:
        twin = Article("twin", shot.article.text, "")
        for article in (shot.article, twin):
            given = shots_for(article, shots, 3)
            assert len(given) == 3
            assert shot not in given
    assert shots_for(Article("new", "text", ""), shots, 3) == shots[:3]
    assert shots_for(Article("new", "text", ""), shots, 0) == ()


def test_no_prompt_holds_gold_of_the_test_split_nor_of_its_own_article(tmp_path: Path) -> None:
    folders = {"seeds": str(SEEDS), "gold": str(GOLD), "split": "dev"}
    extractor = llm(tmp_path, "http://127.0.0.1:9/v1", shots=99, shots_from=folders)
    dev = {article.id for article in load_corpus(SEEDS, GOLD, "dev").articles}
    for article in CORPUS.articles:
        (request,) = extractor.requests(article)
        messages = request["messages"]
        examples = [one["content"] for one in messages if one["role"] == "assistant"]
        assert len(examples) == len(dev - {article.id})
        shown = "".join(one["content"] for one in messages[1:-1])
        assert not any(other.text in shown for other in CORPUS.articles if other.id not in dev)
        assert article.text not in shown
        assert article.text.strip() in messages[-1]["content"]


def test_examples_in_other_types_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "schema.yaml").write_text(
        "schema_version: 1\ntypes: {role: {slots: {person: {kind: entity, key: true}, since: {kind: date}}}}\n"
    )
    schema = tmp_path / "schema.yaml"
    folders = {"seeds": str(SEEDS), "gold": str(GOLD), "split": "dev"}
    extractor = llm(tmp_path, "http://127.0.0.1:9/v1", schema=schema, shots=9, shots_from=folders)
    (request,) = extractor.requests(Article("new", "text", ""))
    messages = request["messages"]
    examples = [json.loads(one["content"]) for one in messages if one["role"] == "assistant"]
    assert examples
    assert all(set(example) == {"role"} for example in examples)
    assert "detention" not in messages[0]["content"]


def test_the_messages_say_when_the_article_appeared_and_that_it_is_a_part() -> None:
    prompt = Prompt(PROMPT, SMALL, "left out", None)
    whole = prompt.messages(Article("a", "It burned.", "", "2024-03-04"), "It burned.", ())
    assert whole[-1]["content"] == "Published: 2024-03-04\n\nArticle:\n\nIt burned."
    part = prompt.messages(Article("a", "It burned. It fell.", ""), "It fell.", ())
    assert part[-1]["content"] == "Part of an article:\n\nIt fell."
    assert "loss: Something is lost." in whole[0]["content"]
    assert "cause (fire | flood)" in whole[0]["content"]
    assert "JSON schema" not in whole[0]["content"]
    held = Prompt(PROMPT, SMALL, "null", answer_schema(SMALL, strict=True)).messages(Article("a", "x", ""), "x", ())
    assert json.dumps(answer_schema(SMALL, strict=True)) in held[0]["content"]


@pytest.mark.parametrize(
    ("system", "complaint"),
    [
        ("{% for %}", r"system\.md:1:1: "),
        ("{{ tyypes }}", r"system\.md: the prompt cannot be rendered: 'tyypes' is undefined"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ ().__class__.__base__.__subclasses__() }}", "cannot be rendered"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "cannot be rendered"),
        (None, "system.md: the prompt cannot be read"),
    ],
)
def test_a_prompt_that_is_wrong_is_told_and_runs_nothing(system: str | None, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "user.md").write_text("{{ text }}")
    if system is not None:
        (tmp_path / "system.md").write_text(system)
    with pytest.raises(ExtractorError, match=complaint):
        Prompt(tmp_path, SMALL, "left out", None)


def test_a_schema_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "schema.yaml").write_text("schema_version: 1\ntypes:\n  loss: {slots: {amount: {kind: nubmer}}}\n")
    with pytest.raises(InputErrors, match=r"schema\.yaml:3:"):
        llm(tmp_path, "http://127.0.0.1:9/v1", schema=tmp_path / "schema.yaml")
    assert load_schema(tmp_path / "absent.yaml") == CORPUS.schema
