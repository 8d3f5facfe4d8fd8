"""Profiles by name, and their options as a command line has them."""

import pytest

from harness.errors import ConfigError
from harness.scoring.choose import PROFILES, choose_profile, described, read_options


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_has_the_public_face(name: str) -> None:
    profile = choose_profile(name)
    options = read_options(name, {})
    assert isinstance(options, profile.Options)
    assert profile.Options.model_config["extra"] == "forbid"
    assert profile.Options.model_config["frozen"]
    assert callable(profile.score_files)
    assert callable(profile.score_facts)
    for key, field in profile.Options.model_fields.items():
        assert not field.is_required(), key
        assert field.description, key
        assert f"  {key}=" in described(name)


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"^there is no profile 'semval13'; did you mean 'semeval13'\?$"):
        choose_profile("semval13")
    with pytest.raises(ConfigError, match=r"^there is no profile 'x'; known: brat, ceaf_ree, conll, "):
        choose_profile("x")


def test_all_that_is_wrong_with_options_is_said_at_once() -> None:
    with pytest.raises(ConfigError) as error:
        read_options("facts", {"sed": "1", "reading": "loose", "seed": "many"})
    said = str(error.value)
    assert said.startswith("profile facts: ")
    assert "there is no option 'sed'; did you mean 'seed'?" in said
    assert "reading: must be 'strict', 'lenient' or 'slot', not 'loose'" in said
    assert "seed: must be a whole number" in said
    assert "\n" not in said


def test_options_read_text() -> None:
    options = read_options("facts", {"seed": "3", "seeds": "my/seeds"})
    assert (options.seed, str(options.seeds), options.reading) == (3, "my/seeds", "lenient")
    assert (
        described("facts").splitlines()[1] == "  seed=0".ljust(28) + "of every random generator; part of the signature"
    )
