"""What a run must not tell of how it was made."""

import pytest

from harness.runs.secrets import without_secrets


@pytest.mark.parametrize("name", ["api_key", "apikey", "API-KEY", "key", "hub_token", "db.password", "credentials"])
def test_words_under_such_a_name_are_hidden(name: str) -> None:
    assert without_secrets({name: "s3cret"}) == {name: "(secret)"}
    assert without_secrets({"model": {"auth": [{name: ["s3cret", 1]}]}}) == {
        "model": {"auth": [{name: ["(secret)", 1]}]},
    }


def test_who_one_is_in_an_address_is_hidden() -> None:
    assert without_secrets({"endpoint": "https://me:mine@host/v1"}) == {"endpoint": "https://(secret)@host/v1"}


@pytest.mark.parametrize(
    "plain", [{"max_tokens": "5"}, {"token": None}, {"monkey": "x"}, {"book": "a@b/c.yaml", "n": 3}]
)
def test_the_rest_stays(plain: dict[str, object]) -> None:
    assert without_secrets(plain) == plain
