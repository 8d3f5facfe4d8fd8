"""What the spacy extractor reads out of a parse, one mechanism a test, on sentences of invented places and people."""

import pytest
from spacy_samples import Told, facts_of, told

from harness.extractors.spacy import SpacyExtractor


@pytest.fixture(scope="module")
def extractor(spacy_extractor: SpacyExtractor) -> SpacyExtractor:
    return spacy_extractor


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested four miners in Velden on March 3.",
        "Four miners were arrested in Velden by police on March 3.",
        "On March 3 police in Velden arrested four miners.",
    ],
)
def test_active_and_passive_tell_the_same(extractor: SpacyExtractor, text: str) -> None:
    (fact,) = facts_of(extractor, text, "detention")
    wanted = {"count": 4, "detainee": "miners", "agent": "police", "place": "Velden", "date": "XXXX-03-03"}
    assert {slot: str(value).lower() for slot, value in told(fact).items()} == {
        k: str(v).lower() for k, v in wanted.items()
    }


def test_two_verbs_share_a_subject(extractor: SpacyExtractor) -> None:
    found = facts_of(extractor, "Gunmen killed two soldiers and wounded three drivers.", "casualty")
    assert [(told(f)["outcome"], told(f)["count"], told(f)["victim"], told(f)["agent"]) for f in found] == [
        ("killed", 2, "soldiers", "Gunmen"),
        ("injured", 3, "drivers", "Gunmen"),
    ]


def test_a_bare_number_speaks_of_those_counted_before_it(extractor: SpacyExtractor) -> None:
    text = "The sweep ended with seven rebels captured and two killed."
    (caught,) = facts_of(extractor, text, "detention")
    (dead,) = facts_of(extractor, text, "casualty")
    assert told(caught) == {"detainee": "rebels", "count": 7}
    assert told(dead) == {"victim": "rebels", "count": 2, "side": "armed_group", "outcome": "killed"}


def test_every_victim_of_a_list_is_a_fact(extractor: SpacyExtractor) -> None:
    found = facts_of(extractor, "A policeman and three smugglers were killed near Karsk.", "casualty")
    assert [(told(f)["victim"], told(f)["side"]) for f in found] == [
        ("policeman", "state"),
        ("smugglers", "armed_group"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Officers found two rifles, a radio and 40 cartridges in the cellar.",
        "Two rifles, a radio and 40 cartridges were found in the cellar.",
        "Found in the cellar were two rifles, a radio and 40 cartridges.",
    ],
)
def test_every_item_of_a_list_is_a_seizure(extractor: SpacyExtractor, text: str) -> None:
    found = [told(fact) for fact in facts_of(extractor, text, "seizure")]
    assert [(each["item"], each.get("count")) for each in found] == [("rifles", 2), ("radio", None), ("cartridges", 40)]


def test_measures_count_what_they_measure(extractor: SpacyExtractor) -> None:
    (fact,) = facts_of(extractor, "Police seized 12 kilograms of opium and dozens of leaflets.", "seizure")[:1]
    assert told(fact)["item"] == "opium"
    assert told(fact)["count"] == 12


@pytest.mark.parametrize(
    ("text", "count", "precision"),
    [
        ("At least 12 farmers died.", 12, "at_least"),
        ("An estimated 30 farmers died.", 30, "estimated"),
        ("Several farmers died.", None, "vague"),
        ("Two of the farmers died.", 2, "exact"),
    ],
)
def test_counts_keep_their_precision(extractor: SpacyExtractor, text: str, count: int | None, precision: str) -> None:
    (fact,) = facts_of(extractor, text, "casualty")
    assert fact.slots["victim"][0].text == "farmers"
    assert (fact.slots["count"][0].value, fact.slots["count"][0].precision) == (count, precision)


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Gunmen attacked the barracks.", "positive", "actual"),
        ("Gunmen did not attack the barracks.", "negative", "actual"),
        ("Gunmen allegedly attacked the barracks.", "positive", "claimed"),
        ("Gunmen are planning to attack the barracks.", "positive", "planned"),
        ("Gunmen will attack the barracks, the letter warned.", "positive", "planned"),
        ("Gunmen tried to attack the barracks.", "positive", "actual"),
    ],
)
def test_modality_and_polarity(extractor: SpacyExtractor, text: str, polarity: str, modality: str) -> None:
    (fact,) = facts_of(extractor, text, "attack")
    assert (fact.polarity, fact.modality) == (polarity, modality)


@pytest.mark.parametrize(
    "text",
    [
        "If gunmen attack the barracks, the guards are to leave.",
        "The guards were sent to arrest two smugglers.",
        "A rebel hid rather than surrender to police.",
        "The council should arrest the smugglers.",
    ],
)
def test_what_is_not_asserted_is_no_fact(extractor: SpacyExtractor, text: str) -> None:
    assert not facts_of(extractor, text, "attack") + facts_of(extractor, text, "detention")


def test_nobody_hurt_is_a_denied_casualty(extractor: SpacyExtractor) -> None:
    (fact,) = facts_of(extractor, "No soldiers were injured.", "casualty")
    assert fact.polarity == "negative"
    assert told(fact)["victim"] == "soldiers"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Two guards were killed, the Justice Ministry said.", "Justice Ministry"),
        ("The Justice Ministry said two guards were killed.", "Justice Ministry"),
        ("According to the Justice Ministry, two guards were killed.", "Justice Ministry"),
        ('"Two guards were killed," Justice Minister Anna Bell said.', "Anna Bell"),
        ('"We saw fire," Anna Bell said. "Two guards were killed."', "Anna Bell"),
        ("Two guards were killed near Karsk, Anna Bell, head of the Tandi council, said.", "Anna Bell"),
        ("Two guards were killed near Karsk, the head of the council, Anna Bell, said.", "Anna Bell"),
        ("Two guards were killed, said Anna Bell, a doctor.", "Anna Bell"),
        ('Anna Bell said it was dark. "Two guards were killed," she added.', "Anna Bell"),
        ("Two guards were killed.", None),
    ],
)
def test_who_says_so(extractor: SpacyExtractor, text: str, source: str | None) -> None:
    (fact,) = facts_of(extractor, text, "casualty")
    assert (fact.source.text if fact.source else None) == source


def test_blame_is_a_claimed_attack_of_who_is_blamed(extractor: SpacyExtractor) -> None:
    (fact,) = facts_of(extractor, "Officials blamed the rebels for the raid.", "attack")
    assert fact.slots["attacker"][0].text == "rebels"
    assert (fact.modality, fact.source and fact.source.text) == ("claimed", "Officials")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Justice Minister Anna Bell left.", {"person": "Anna Bell", "position": "Justice Minister"}),
        (
            "Anna Bell, chairwoman of the Tandi Council, left.",
            {"person": "Anna Bell", "position": "chairwoman", "organisation": "Tandi Council"},
        ),
        ("Anna Bell, a political analyst, left.", {"person": "Anna Bell", "position": "political analyst"}),
        ("The gang was led by Anna Bell.", {"person": "Anna Bell", "position": "led", "organisation": "gang"}),
    ],
)
def test_roles(extractor: SpacyExtractor, text: str, wanted: Told) -> None:
    (fact,) = facts_of(extractor, text, "role")
    assert told(fact) == wanted


def test_an_alias_is_the_words_whose_initials_it_has(extractor: SpacyExtractor) -> None:
    (fact,) = facts_of(extractor, "Norland's State Office for Border Affairs (SOBA) was closed.", "alias")
    assert told(fact) == {"name": "State Office for Border Affairs", "short": "SOBA"}


def test_places_within_places_and_borders(extractor: SpacyExtractor) -> None:
    (within,) = facts_of(extractor, "Police arrested a man in Baro, a village in Tandi District.", "place_relation")
    assert told(within) == {"place": "Baro", "relation": "within", "other": "Tandi District"}
    (borders,) = facts_of(extractor, "He lives in Tandi District, which borders Peru and Chile.", "place_relation")
    assert [filler.text for filler in borders.slots["other"]] == ["Peru", "Chile"]


def test_a_statement_has_a_date_or_an_outlet(extractor: SpacyExtractor) -> None:
    (dated,) = facts_of(extractor, "The road is closed, Anna Bell said on May 5.", "statement")
    assert (told(dated)["speaker"], told(dated)["date"], told(dated)["topic"]) == (
        "Anna Bell",
        "XXXX-05-05",
        "The road is closed",
    )
    (addressed,) = facts_of(extractor, "Anna Bell told the Karsk Times that the road is closed.", "statement")
    assert told(addressed)["channel"] == "Karsk Times"
    assert not facts_of(extractor, "The road is closed, Anna Bell told reporters.", "statement")


def test_what_is_said_twice_is_one_fact(extractor: SpacyExtractor) -> None:
    text = "Police arrested four smugglers in Velden.\n\nThe four smugglers were arrested by police on May 5."
    (fact,) = facts_of(extractor, text, "detention")
    assert told(fact)["date"] == "XXXX-05-05"
    assert len(fact.evidence) == 2


def test_two_events_of_a_kind_stay_two(extractor: SpacyExtractor) -> None:
    text = "Police arrested four smugglers in Velden.\n\nPolice arrested six smugglers in Karsk."
    assert len(facts_of(extractor, text, "detention")) == 2


def test_the_place_is_the_most_specific_one_named(extractor: SpacyExtractor) -> None:
    (fact,) = facts_of(extractor, "Two guards were killed in the village of Baro in Tandi province.", "casualty")
    assert told(fact)["place"] == "Baro"


def test_a_crossing_has_its_ways(extractor: SpacyExtractor) -> None:
    (fact,) = facts_of(extractor, "About 20 rebels crossed into Chad from Niger on May 5.", "border_crossing")
    assert told(fact) == {
        "actor": "rebels",
        "count": 20,
        "destination": "Chad",
        "origin": "Niger",
        "date": "XXXX-05-05",
    }


def test_an_attempt_to_arrest_is_an_operation(extractor: SpacyExtractor) -> None:
    text = "Officers tried to arrest members of a gang in Velden."
    assert not facts_of(extractor, text, "detention")
    (fact,) = facts_of(extractor, text, "security_operation")
    assert (told(fact)["agent"], told(fact)["target"]) == ("Officers", "members of a gang")


@pytest.mark.parametrize(
    ("text", "attacker", "source"),
    [
        ("The Red Front claimed responsibility for the attack.", "Red Front", "Red Front"),
        ("The ministry blamed the ambush on rebels.", "rebels", "ministry"),
    ],
)
def test_claims_and_blame_are_claimed_attacks(extractor: SpacyExtractor, text: str, attacker: str, source: str) -> None:
    (fact,) = facts_of(extractor, text, "attack")
    assert fact.slots["attacker"][0].text == attacker
    assert (fact.modality, fact.source and fact.source.text) == ("claimed", source)


def test_what_a_cache_holds_are_the_items(extractor: SpacyExtractor) -> None:
    text = "Police found a cache holding six grenades, two rifles and a radio."
    found = [told(fact) for fact in facts_of(extractor, text, "seizure")]
    assert [(each["item"], each.get("count")) for each in found] == [("grenades", 6), ("rifles", 2), ("radio", None)]


def test_a_participle_before_a_noun_describes_it(extractor: SpacyExtractor) -> None:
    text = "Fifteen masked gunmen and two officers were killed when a gang attacked a checkpoint."
    found = [told(fact) for fact in facts_of(extractor, text, "casualty")]
    assert [(each["count"], each["victim"]) for each in found] == [(15, "masked gunmen"), (2, "officers")]


def test_the_same_people_make_no_second_arrest(extractor: SpacyExtractor) -> None:
    text = "Police arrested six smugglers in Velden. All six were taken into custody on May 5, Anna Bell said."
    (fact,) = facts_of(extractor, text, "detention")
    assert (told(fact)["count"], told(fact)["date"]) == (6, "XXXX-05-05")


def test_an_event_taken_up_again_adds_its_place(extractor: SpacyExtractor) -> None:
    text = "A guard was killed in a skirmish with nine rebels. The skirmish broke out on May 5 near Karsk."
    (fact,) = facts_of(extractor, text, "attack")
    assert (told(fact)["attacker"], told(fact)["place"], told(fact)["date"]) == ("rebels", "Karsk", "XXXX-05-05")


def test_a_fact_keeps_to_one_filler_where_its_type_takes_one(extractor: SpacyExtractor) -> None:
    (fact,) = facts_of(extractor, "Rebels attacked a convoy with mortars and rifles in Velden.", "attack")
    assert len(fact.slots["weapon"]) == 1


def test_a_planned_crossing_is_no_aim(extractor: SpacyExtractor) -> None:
    text = "The rebels intended to cross into Chad."
    assert not facts_of(extractor, text, "aim")
    (fact,) = facts_of(extractor, text, "border_crossing")
    assert fact.modality == "planned"
