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
    "credential",
    "credentials",
    "accessToken",
    "Authorization",
    "auth",
    "X-Auth",
    "Cookie",
    "set-cookie",
    "pass",
    "db_pass",
    "passwd",
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
    ("arguments", "shown"),
    [
        (["run", "--api-key=mine", "--n=3"], ["run", "--api-key=(secret)", "--n=3"]),
        (["--token", "mine", "--fast", "mine"], ["--token", "(secret)", "--fast", "mine"]),
        (["-password", "a b", "x"], ["-password", "(secret)", "x"]),
        (["--token", "--fast", "mine"], ["--token", "--fast", "mine"]),
        (["--token=-mine"], ["--token=(secret)"]),
        (["env", "DB_PASS=mine", "prog"], ["env", "DB_PASS=(secret)", "prog"]),
        (["curl", "-H", "Cookie: a=b; c=d"], ["curl", "-H", "Cookie: (secret)"]),
        (
            ["sh", "-c", "prog --token 'my own' --key=\"it\" --auth mine <in"],
            ["sh", "-c", "prog --token (secret) --key=(secret) --auth (secret) <in"],
        ),
        (["sh", "-c", "TOKEN=mine prog --n=3"], ["sh", "-c", "TOKEN=(secret) prog --n=3"]),
        (["sh", "-lc", "export TOKEN=mine; prog"], ["sh", "-lc", "export TOKEN=(secret); prog"]),
        (["sh", "-c", "curl -H 'Auth: Basic mine' there"], ["sh", "-c", "curl -H 'Auth: (secret)' there"]),
        (["curl", "-HAuth: Bearer mine"], ["curl", "-HAuth: (secret)"]),
        (["curl", "--header=Auth: Bearer mine"], ["curl", "--header=Auth: (secret)"]),
        (["env", "-S", "N=3 TOKEN=mine prog"], ["env", "-S", "N=3 TOKEN=(secret) prog"]),
        (["--password=my own; it"], ["--password=(secret)"]),
        (["-d", '{"api_key": "mine", "n": 3, "token": 4}'], ["-d", '{"api_key": (secret), "n": 3, "token": 4}']),
        (["--no-auth", "articles.txt"], ["--no-auth", "articles.txt"]),
        (["https://host/v1?token=mine&n=3"], ["https://host/v1?token=(secret)&n=3"]),
        (["--header", {"auth": "mine"}, "--token", 5], ["--header", {"auth": "(secret)"}, "--token", 5]),
        (["--max-tokens", "8", "--key=3", "--token", "4"], ["--max-tokens", "8", "--key=3", "--token", "4"]),
        (["--password=3", "--pass", "4"], ["--password=(secret)", "--pass", "(secret)"]),
        (["--monkey=x", "https://me:mine@host"], ["--monkey=x", "https://(secret)@host"]),
        (["what is the key to it?", "a token"], ["what is the key to it?", "a token"]),
    ],
)
def test_what_follows_such_a_name_among_the_arguments_of_a_program_is_hidden(
    arguments: list[object], shown: list[object]
) -> None:
    assert without_secrets({"argv": arguments}) == {"argv": shown}
    assert without_secrets({"deep": {"argv": tuple(arguments)}}) == {"deep": {"argv": shown}}


@pytest.mark.parametrize("name", ["key", "sort_key", "token", "maskToken"])
def test_a_number_that_says_which_or_how_many_stays_under_names_that_may_mean_no_secret(name: str) -> None:
    assert without_secrets({name: 3}) == {name: 3} != without_secrets({name: 4})
    assert without_secrets({name: -0.5}) == {name: -0.5}
    assert without_secrets({name: 9_999_999}) == {name: 9_999_999}
    assert without_secrets({name: 10_000_000}) == {name: "(secret)"}  # a key of digits alone
    assert without_secrets({name: "3"}) == {name: "(secret)"}


@pytest.mark.parametrize("name", ["password", "api_key", "API-KEY", "secret", "pass", "auth", "credentials"])
def test_a_number_is_hidden_under_names_that_mean_nothing_else(name: str) -> None:
    assert without_secrets({name: 1234}) == {name: "(secret)"}


@pytest.mark.parametrize(
    "plain",
    [
        {"max_tokens": 5},
        {"author": "x", "compass": "x", "passes": "x", "by_pass_of": "x", "cookies_per_day": "x"},
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


def test_words_after_such_a_name_among_arguments_are_secrets_too() -> None:
    arguments = ["prog", "--token", "swordfish7", "--api-key='openopen sesame'", "--key=short", "--name=swordfish8"]
    assert secret_words({"TOKEN": "mackerel9"}, arguments) == ("openopen sesame", "swordfish7", "mackerel9")


def test_what_a_header_says_before_its_secret_is_no_part_of_it() -> None:
    arguments = ["curl", "-H", "Authorization: Bearer swordfish7"]  # an error may say "no such key: swordfish7"
    assert secret_words({}, arguments) == ("swordfish7",)
    assert secret_words({}, ["sh", "-c", "TOKEN=swordfish7 prog"]) == ("swordfish7",)
