"""What a run must not tell of how it was made."""

import pytest

from harness.runs.secrets import secret_words, without_secrets

SECRET = [
    "api_key",
    "apikey",
    "API-KEY",
    "key",
    "hub_token",
    "db.password",
    "credentials",
    "accessToken",
    "Authorization",
]


@pytest.mark.parametrize("name", SECRET)
def test_words_under_such_a_name_are_hidden(name: str) -> None:
    assert without_secrets({name: "s3cret"}) == {name: "(secret)"}
    assert without_secrets({"model": {"auth": [{name: ["s3cret", 1]}]}}) == {
        "model": {"auth": [{name: ["(secret)", "(secret)"]}]},
    }
    whole = {"user": "me", "of": [{"value": "s3cret"}], "pin": 1234, "on": True, "old": None}
    assert without_secrets({name: whole}) == {
        name: {"user": "(secret)", "of": [{"value": "(secret)"}], "pin": "(secret)", "on": True, "old": None},
    }


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://me:mine@host/v1", "https://(secret)@host/v1"),
        ("https://me:m@ne@host/v1", "https://(secret)@host/v1"),
        ("https://host/v1?n=3&api_key=mine#there", "https://host/v1?n=3&api_key=(secret)#there"),
        ("https://host/by@me?at=3", "https://host/by@me?at=3"),
    ],
)
def test_who_one_is_in_an_address_is_hidden(address: str, shown: str) -> None:
    assert without_secrets({"endpoint": address}) == {"endpoint": shown}


@pytest.mark.parametrize(
    "plain",
    [
        {"max_tokens": "5"},
        {"token": None},
        {"password": ""},
        {"secret": True},
        {"monkey": "x"},
        {"keys": "x"},
        {"book": "a@b/c.yaml", "n": 3},
    ],
)
def test_the_rest_stays(plain: dict[str, object]) -> None:
    assert without_secrets(plain) == plain


def test_the_folder_at_hand_is_no_secret_though_its_variable_looks_like_one() -> None:
    assert secret_words({"PWD": "/home/me/project", "DB_PWD": "swordfish7", "TOKEN": "short"}) == ("swordfish7",)
