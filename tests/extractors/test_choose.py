"""Only classes that are extractors are ever called, and only from packages that may hold some."""

import sys
from pathlib import Path

import pytest

from harness.errors import ConfigError, ExtractorError
from harness.extractors.choose import choose_extractor
from harness.extractors.empty import EmptyExtractor

EMPTY = "harness.extractors.empty.EmptyExtractor"

MINE = """
from os import system
from pathlib import Path

from harness.errors import ExtractorError
from harness.extractors.protocol import Extractor

class Mine:
    def __init__(self, size: int, *, colour: str = "red"):
        self.size, self.colour = size, colour
    def extract(self, articles):
        return iter(())

class Open(Mine):
    def __init__(self, **options):
        self.options = options

class Typed(Mine):
    def __init__(self, limit: float = 1.0, book: "str | Path" = "", device: "torch.device" = None):
        pass

class Checked(Mine):
    def __init__(self, limit: float = 1.0, names: "list[str] | None" = None, own: Mine = None):
        pass

class Leaves(Mine):
    def __init__(self):
        raise SystemExit(3)

class Broken(Mine):
    def __init__(self):
        raise OSError("no weights")

class Unready(Mine):
    def __init__(self):
        raise ExtractorError("install the weights")

class Pair(Mine):
    made_of = ("members",)
    def __init__(self, members: "dict[str, Extractor]", names: object = ()):
        self.members, self.names = members, names

class Odd(Mine):
    made_of = "members"
    def __init__(self, members: object = ()):
        self.members = members

class NoExtractor:
    pass

class Swaps:
    def __new__(cls):
        return 7
    def extract(self, articles):
        return iter(())

instance = Mine(1)
def function(articles): ...
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "minepackage"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "own.py").write_text(MINE)
    (package / "needy.py").write_text("import no_such_library_anywhere")
    (package / "faulty.py").write_text("1 / 0")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.startswith("minepackage")]:
        monkeypatch.delitem(sys.modules, name)


def choose(target: object, **options: object) -> object:
    return choose_extractor({"_target_": target, **options}, ["minepackage"])


def test_a_shipped_extractor() -> None:
    assert isinstance(choose_extractor({"_target_": EMPTY}), EmptyExtractor)


@pytest.mark.usefixtures("mine")
def test_an_extractor_of_ones_own() -> None:
    made = choose("minepackage.own.Mine", size=3, colour="blue")
    assert vars(made) == {"size": 3, "colour": "blue"}
    assert vars(choose("minepackage.own.Open", any=1)) == {"options": {"any": 1}}


@pytest.mark.usefixtures("mine")
def test_ones_own_package_must_be_allowed() -> None:
    with pytest.raises(ConfigError, match=r"lies outside harness.extractors: .*allow=\[minepackage\]"):
        choose_extractor({"_target_": "minepackage.own.Mine", "size": 3})
    assert "minepackage" not in sys.modules
    with pytest.raises(ConfigError, match="lies outside"):
        choose_extractor({"_target_": "minepackage.own.Mine", "size": 3}, ["mine", "minepackage.ow"])
    assert choose_extractor({"_target_": "minepackage.own.Mine", "size": 3}, ["minepackage.own"])


@pytest.mark.parametrize(
    "target",
    [
        "builtins.eval",
        "builtins.exec",
        "os.system",
        "pandas.read_pickle",
        "subprocess.Popen",
        "hydra.utils.instantiate",
        "harness.extractors_evil.Mine",
        "harness.gold.read.GoldReading",
        "harness.extractors.choose.os.system",
        "harness.extractors.regex.os.system",
        "harness.extractors.choose.import_module",
        "harness.extractors.choose.choose_extractor",
        "harness.extractors.choose.ConfigError",
        "harness.extractors.choose.Extractor",
        "harness.extractors.choose.inspect",
        "harness.extractors.choose.__builtins__",
        "harness.extractors.protocol.Extractor",
        "harness.extractors.oracle.Path",
        "harness.extractors.empty.EmptyExtractor.extract",
        "harness.extractors.empty.EmptyExtractor.__init__",
        "harness.extractors..empty.EmptyExtractor",
        "harness.extractors.empty.EmptyExtractor ",
        "harness/extractors/empty.py:EmptyExtractor",
        "harness.extractors.empty",
        "harness.extractors",
        "EmptyExtractor",
        "",
        ".",
        None,
        7,
        [EMPTY],
    ],
)
def test_nothing_else_is_ever_called(target: object) -> None:
    with pytest.raises(ConfigError, match="_target_"):
        choose_extractor({"_target_": target})


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize("name", ["system", "Path", "Extractor", "NoExtractor", "instance", "function", "nothing"])
def test_what_a_package_merely_holds_is_no_extractor(name: str) -> None:
    with pytest.raises(ConfigError, match=r"is no extractor: minepackage.own"):
        choose(f"minepackage.own.{name}")


@pytest.mark.usefixtures("mine")
def test_a_class_without_the_method_is_told_what_it_lacks() -> None:
    with pytest.raises(ConfigError, match=r"NoExtractor has no method `extract`; README\.md \(Plug in .* says how to"):
        choose("minepackage.own.NoExtractor")


@pytest.mark.usefixtures("mine")
def test_a_misspelt_class_or_module() -> None:
    with pytest.raises(ConfigError, match="did you mean 'Mine'"):
        choose("minepackage.own.Mne")
    with pytest.raises(ConfigError, match=r"there is no module minepackage.won"):
        choose("minepackage.won.Mine")
    with pytest.raises(ConfigError, match="there is no module absent"):
        choose_extractor({"_target_": "absent.Mine"}, ["absent"])


@pytest.mark.usefixtures("mine")
def test_options_are_those_of_the_class() -> None:
    with pytest.raises(ConfigError) as raised:
        choose("minepackage.own.Mine", color="red", wings=2)
    assert str(raised.value) == (
        "extractor Mine: no option 'color' (did you mean 'colour'?); "
        "no option 'wings' (has size, colour); option 'size' is missing"
    )
    with pytest.raises(ConfigError, match=r"EmptyExtractor: no option '_partial_' \(has none\)"):
        choose_extractor({"_target_": EMPTY, "_partial_": True})


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(
    ("options", "where"),
    [
        ({"size": {"_target_": "os.system"}}, "size"),
        ({"size": {"deep": [1, {"er": {"_target_": "os.system"}}]}}, r"size\.deep\[1\]\.er"),
        ({"size": [[{"_target_": None}]]}, r"size\[0\]\[0\]"),
    ],
)
def test_options_hold_no_targets(options: dict[str, object], where: str) -> None:
    with pytest.raises(ConfigError, match=f"may not hold a `_target_`: {where}$"):
        choose("minepackage.own.Open", **options)


@pytest.mark.usefixtures("mine")
def test_options_are_of_the_types_that_the_class_says() -> None:
    with pytest.raises(ConfigError) as raised:
        choose("minepackage.own.Checked", limit="soon", names=3)
    assert str(raised.value) == (
        "extractor Checked: option 'limit': must be a number, not 'soon'; "
        "option 'names': must be a list, as in [a, b], not 3"
    )
    with pytest.raises(ConfigError, match=r"names\[1\]': must be a text .*, not 3; option 'names\[2\]': must"):
        choose("minepackage.own.Checked", limit=2, names=["a", 3, None])
    choose("minepackage.own.Checked", limit=2, names=["a"], own=7)
    choose("minepackage.own.Typed", limit="soon")


def test_a_complaint_of_an_option_tells_no_key() -> None:
    env = {"API_KEY": "sk-0123456789", "LEVEL": 3}
    with pytest.raises(ConfigError, match=r"option 'env.LEVEL': must be a text \(put it in quotes\), not 3$"):
        choose("harness.extractors.command.extractor.CommandExtractor", argv=["true"], env=env)
    with pytest.raises(
        ConfigError, match=r"option 'argv': must be a list, as in \[a, b\], not 'https://\(secret\)@host'$"
    ):
        choose("harness.extractors.command.extractor.CommandExtractor", argv="https://me:sk-0123456789@host")


@pytest.mark.usefixtures("mine")
def test_an_extractor_that_cannot_start() -> None:
    with pytest.raises(ExtractorError, match="extractor Leaves cannot start: SystemExit: 3"):
        choose("minepackage.own.Leaves")
    with pytest.raises(ExtractorError, match="extractor Broken cannot start: OSError: no weights"):
        choose("minepackage.own.Broken")
    with pytest.raises(ExtractorError, match=r"^install the weights$"):
        choose("minepackage.own.Unready")
    with pytest.raises(ExtractorError, match="needs no_such_library_anywhere, which is not installed"):
        choose("minepackage.needy.Mine")
    with pytest.raises(ExtractorError, match=r"module minepackage.faulty cannot be loaded: ZeroDivisionError"):
        choose("minepackage.faulty.Mine")
    with pytest.raises(ConfigError, match="extractor Swaps made a int that has no `extract`"):
        choose("minepackage.own.Swaps")


@pytest.mark.usefixtures("mine")
def test_an_extractor_made_of_others_gets_them_made() -> None:
    mine = {"_target_": "minepackage.own.Mine", "size": 3}
    inner = {"_target_": "minepackage.own.Pair", "members": {"mine": mine}}
    made = choose("minepackage.own.Pair", members={"empty": {"_target_": EMPTY}, "inner": inner}, names={"a": 1})
    members = vars(made)["members"]
    assert isinstance(members["empty"], EmptyExtractor)
    assert vars(vars(members["inner"])["members"]["mine"]) == {"size": 3, "colour": "red"}
    assert vars(made)["names"] == {"a": 1}


EVIL = {"_target_": "os.system", "command": "true"}


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"members": {"a": EVIL}}, r"_target_ 'os.system' lies outside harness.extractors, minepackage"),
        ({"members": {"a": {"_target_": "minepackage.own.system"}}}, "is no extractor"),
        ({"members": {"a": {"_target_": EMPTY}}, "names": EVIL}, "may not hold a `_target_`: names$"),
        ({"members": {"a": {"_target_": "minepackage.own.Open", "x": EVIL}}}, "may not hold a `_target_`: x$"),
        (
            {"members": {"a": {"_target_": "minepackage.own.Pair", "members": {"b": EVIL}}}},
            "'os.system' lies outside",
        ),
        ({"members": {"a": {"members": {"b": EVIL}}}}, "members.a: .* needs `_target_: .*, not None$"),
        ({"members": EVIL}, "members._target_ must be an extractor's config"),
        ({"members": [EVIL]}, "option 'members' holds the configs of extractors, each under its name"),
        ({"members": {"a": [EVIL]}}, "members.a must be an extractor's config"),
        ({"members": {"a": None}}, "members.a must be an extractor's config"),
        ({"members": None}, "option 'members' holds the configs"),
        ({}, "option 'members' is missing"),
    ],
)
def test_members_go_through_the_same_gate(options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        choose("minepackage.own.Pair", **options)


@pytest.mark.usefixtures("mine")
def test_a_member_outside_of_the_packages_allowed_is_never_loaded() -> None:
    ensemble = {
        "_target_": "harness.extractors.ensemble.extractor.EnsembleExtractor",
        "schema": "nowhere.yaml",
        "members": {"mine": {"_target_": "minepackage.own.Mine", "size": 1}},
    }
    with pytest.raises(ConfigError, match=r"lies outside harness.extractors: .*allow=\[minepackage\]"):
        choose_extractor({**ensemble, "votes": 1})
    assert "minepackage" not in sys.modules
    assert choose_extractor({**ensemble, "votes": 1}, ["minepackage"])


@pytest.mark.usefixtures("mine")
def test_only_a_tuple_of_names_says_what_a_class_is_made_of() -> None:
    with pytest.raises(ConfigError, match="may not hold a `_target_`: members"):
        choose("minepackage.own.Odd", members=EVIL)
