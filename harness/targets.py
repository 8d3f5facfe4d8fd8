"""From the `_target_` and the options of a config to an object: a list of what may be loaded, not of what may not.

`hydra.utils.instantiate` calls anything that a config names, but for a few names it knows to be bad. Configs come from
strangers, so here only a class is called, one that is of the kind asked for, and that a package defines which may hold
some.
"""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType
from typing import Any, TypeGuard, get_type_hints

from harness.errors import ConfigError, HarnessError
from harness.misfits import misfits
from harness.runs.secrets import without_secrets

MADE_OF = "made_of"
"""The attribute by which a class says, in a tuple of names, which of its options hold configs to be made."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is made of a config: its name in messages, the package that holds ours, the one method that makes it one.

    `taught` is where a user reads how to write one. `failure` is raised where it cannot start.
    """

    noun: str
    home: str
    method: str
    taught: str
    failure: type[HarnessError]

    @property
    def an(self) -> str:
        """The name with its article."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"


def make(config: Mapping[str, Any], kind: Kind, allow: Sequence[str] = (), name: str = "") -> object:
    """Make the object that `config` describes: `_target_`, a class as `package.module.Class`, and its options.

    `name` is what messages call the config.

    The class must be defined in the home of its kind or in a package that `allow` names, or in a module below. One that
    is made of others of its kind says so: its `made_of` names the options that hold their configs, by the names they
    have there. It gets a mapping that makes each, under the same rules, when it is first asked for: what is wrong with
    its own options it can tell before they load their models. Raises ConfigError where any of this is not so or
    the options are not those of the class, the kind's failure where it can't start.
    """
    options = dict(config)
    made_by = _class_of(target_of(config, kind, name), kind, (kind.home, *allow))
    del options["_target_"]
    made_of = getattr(made_by, MADE_OF, ())
    parts = {name: options[name] for name in options if isinstance(made_of, tuple) and name in made_of}
    _check_options(made_by, kind, options, parts)
    for option, configs in parts.items():
        options[option] = _Parts(option, _configs(configs, kind, option), kind, allow)
    try:
        made: object = made_by(**options)
        for part in parts:
            dict(options[part])  # those that it has not asked for yet
        able = callable(getattr(made, kind.method, None))
    except HarnessError:
        raise
    except (Exception, SystemExit) as error:
        raise kind.failure(f"{kind.noun} {made_by.__name__} cannot start: {type(error).__name__}: {error}") from error
    if not able:
        raise ConfigError(f"{kind.noun} {made_by.__name__} made a {type(made).__name__} that has no `{kind.method}`")
    return made


class _Parts(Mapping[str, object]):
    """What an object is made of, by name: each made when it is first asked for, and kept."""

    def __init__(self, option: str, configs: Mapping[str, Mapping[str, Any]], kind: Kind, allow: Sequence[str]) -> None:
        self._option, self._configs, self._kind, self._allow = option, configs, kind, allow
        self._made: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        if name not in self._made:
            self._made[name] = make(self._configs[name], self._kind, self._allow, f"{self._option}.{name}")
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._configs)

    def __len__(self) -> int:
        return len(self._configs)


def target_of(config: Mapping[str, Any], kind: Kind, name: str = "") -> str:
    """The `_target_` of a config that messages call `name`. Raises ConfigError where it has none, and says why."""
    target = config.get("_target_")
    if isinstance(target, str):
        return target
    where, asked = f"{name}: " if name else "", "`_target_: package.module.Class`"
    if not config:
        raise ConfigError(f"{where}{kind.an}'s config is empty: it needs {asked}, and the arguments of the class")
    near = "" if "_target_" in config else next(iter(get_close_matches("_target_", map(str, config), n=1)), "")
    unparted = next((str(key) for key in config if str(key).startswith("_target_:")), "")
    meant = f": it has {near or unparted!r} in its place" if near or unparted else ""
    meant += ", without a blank behind the colon" if unparted else ""
    raise ConfigError(f"{where}{kind.an}'s config needs {asked}, not {target!r}{meant}")


def _class_of(target: str, kind: Kind, packages: Sequence[str]) -> type[Any]:
    parts = target.split(".")
    if len(parts) < 2 or not all(part.isidentifier() for part in parts):
        raise ConfigError(f"_target_ {target!r} is no class: write package.module.Class")
    path, name = ".".join(parts[:-1]), parts[-1]
    if not any(path == package or path.startswith(f"{package}.") for package in packages):
        raise ConfigError(
            f"_target_ {target!r} lies outside {', '.join(packages)}: "
            f"if you trust that package to be run, allow it with allow=[{parts[0]}]"
        )
    module = _imported(path, target, kind)
    found = vars(module).get(name)
    if not _is_of(found, kind, path):
        if inspect.isclass(found) and found.__module__ == path and not hasattr(found, kind.method):
            said = f"{name} has no method `{kind.method}`; {kind.taught} says how to write one"
        else:
            said = _suggestion(name, [one for one, value in vars(module).items() if _is_of(value, kind, path)])
        raise ConfigError(f"_target_ {target!r} is no {kind.noun}: {path}: {said}")
    return found


def _is_of(value: object, kind: Kind, path: str) -> TypeGuard[type[Any]]:
    """Tell a class that the module `path` itself defines from what it merely imports: `os`, a path class, ..."""
    if not inspect.isclass(value) or value.__module__ != path or not callable(getattr(value, kind.method, None)):
        return False
    return not inspect.isabstract(value) and not getattr(value, "_is_protocol", False)


def _imported(path: str, target: str, kind: Kind) -> ModuleType:
    try:
        return import_module(path)
    except ModuleNotFoundError as error:
        if error.name is not None and (path == error.name or path.startswith(f"{error.name}.")):
            raise ConfigError(f"_target_ {target!r} is nowhere: there is no module {error.name}") from error
        raise kind.failure(f"{kind.noun} {target} needs {error.name}, which is not installed") from error
    except HarnessError:
        raise
    except (Exception, SystemExit) as error:
        raise kind.failure(f"module {path} cannot be loaded: {type(error).__name__}: {error}") from error


def _configs(configs: object, kind: Kind, option: str) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(configs, Mapping):
        raise ConfigError(f"option {option!r} holds the configs of {kind.noun}s, each under its name, not {configs!r}")
    for name, one in configs.items():
        if not isinstance(one, Mapping):
            raise ConfigError(f"{option}.{name} must be {kind.an}'s config, with a `_target_`, not {one!r}")
    return configs


def _check_options(made_by: type[Any], kind: Kind, options: Mapping[str, Any], parts: Mapping[str, Any]) -> None:
    plain = {name: option for name, option in options.items() if name not in parts}
    if nested := _targets(plain):
        raise ConfigError(f"an option of {kind.an} is plain data, and may not hold a `_target_`: {nested}")
    parameters = inspect.signature(made_by).parameters.values()
    named = [p for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    names = [parameter.name for parameter in named]
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        unknown = []
    else:
        unknown = [option for option in options if option not in names]
    missing = [p.name for p in named if p.default is p.empty and p.name not in options]
    complaints = [f"no option {option!r} ({_suggestion(option, names)})" for option in unknown]
    complaints += [f"option {name!r} is missing" for name in missing]
    complaints += _misfits(made_by, plain)
    if complaints:
        raise ConfigError(f"{kind.noun} {made_by.__name__}: {'; '.join(complaints)}")


def _misfits(made_by: type[Any], options: Mapping[str, Any]) -> list[str]:
    """Complain of options that are not what the class says it takes, where it says so in types that can be read."""
    from pydantic import TypeAdapter, ValidationError
    from pydantic.errors import PydanticUserError

    try:
        hints = get_type_hints(made_by.__init__)
    except Exception:  # a stranger's annotations may name what is imported for the type checker only
        return []
    complaints, shown = [], without_secrets(options)
    for name in options.keys() & hints.keys():
        try:
            TypeAdapter(hints[name]).validate_python(options[name])
        except ValidationError as error:
            for misfit in misfits(error.errors(), options[name]):
                where = misfit._replace(place=(name, *misfit.place))
                if misfit.kind == "missing":
                    complaints.append(f"option {where.key!r} is missing")
                else:
                    complaints.append(f"option {where.key!r}: {misfit.asked}, not {_at(shown, where.place)!r}")
        except PydanticUserError:  # a type of the class's own
            continue
    return sorted(complaints)


def _at(value: Any, place: Sequence[str | int]) -> Any:  # noqa: ANN401 - plain data
    for part in place:
        value = value[part]
    return value


def _targets(value: object, where: str = "") -> str | None:
    """Find a nested `_target_`, which other loaders would call."""
    if isinstance(value, Mapping):
        if "_target_" in value:
            return where
        return next((t for key, one in value.items() if (t := _targets(one, f"{where}.{key}".lstrip(".")))), None)
    if isinstance(value, list | tuple):
        return next((t for index, one in enumerate(value) if (t := _targets(one, f"{where}[{index}]"))), None)
    return None


def _suggestion(name: str, known: Sequence[str]) -> str:
    if not known:
        return "has none"
    close = get_close_matches(name, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"has {', '.join(known)}"
