"""From the `_target_` and the options of a config to an extractor: a list of what may be loaded, not of what may not.

`hydra.utils.instantiate` calls anything that a config names, but for a few names it knows to be bad. Configs come from
strangers, so here only a class is called, one that is an extractor, and that a package defines which may hold some.
"""

import inspect
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType
from typing import Any, TypeGuard, get_type_hints

from harness.errors import ConfigError, ExtractorError, HarnessError
from harness.extractors.protocol import Extractor

HOME = "harness.extractors"


def choose_extractor(config: Mapping[str, Any], allow: Sequence[str] = ()) -> Extractor:
    """Make the extractor that `config` describes: `_target_`, a class as `package.module.Class`, and its options.

    The class must be defined in `harness.extractors` or in a package that `allow` names, or in a module below. Raises
    ConfigError where that is not so or the options are not those of the class, ExtractorError where it cannot start.
    """
    options = dict(config)
    kind = _class_of(options.pop("_target_", None), (HOME, *allow))
    _check_options(kind, options)
    try:
        extractor = kind(**options)
    except HarnessError:
        raise
    except (Exception, SystemExit) as error:
        raise ExtractorError(f"extractor {kind.__name__} cannot start: {type(error).__name__}: {error}") from error
    if not isinstance(extractor, Extractor):
        raise ConfigError(f"extractor {kind.__name__} made a {type(extractor).__name__} that has no `extract`")
    return extractor


def _class_of(target: object, packages: Sequence[str]) -> type[Any]:
    if not isinstance(target, str):
        raise ConfigError(f"an extractor's config needs `_target_: package.module.Class`, not {target!r}")
    parts = target.split(".")
    if len(parts) < 2 or not all(part.isidentifier() for part in parts):
        raise ConfigError(f"_target_ {target!r} is no class: write package.module.Class")
    path, name = ".".join(parts[:-1]), parts[-1]
    if not any(path == package or path.startswith(f"{package}.") for package in packages):
        raise ConfigError(
            f"_target_ {target!r} lies outside {', '.join(packages)}: "
            f"if you trust that package to be run, allow it with allow=[{parts[0]}]"
        )
    module = _imported(path, target)
    found = vars(module).get(name)
    if not _is_extractor(found, path):
        known = [one for one, kind in vars(module).items() if _is_extractor(kind, path)]
        raise ConfigError(f"_target_ {target!r} is no extractor: {path}: {_suggestion(name, known)}")
    return found


def _is_extractor(kind: object, path: str) -> TypeGuard[type[Any]]:
    """Tell a class that the module `path` itself defines from what it merely imports: `os`, a path class, ..."""
    if not inspect.isclass(kind) or kind.__module__ != path or not callable(getattr(kind, "extract", None)):
        return False
    return not inspect.isabstract(kind) and not getattr(kind, "_is_protocol", False)


def _imported(path: str, target: str) -> ModuleType:
    try:
        return import_module(path)
    except ModuleNotFoundError as error:
        if error.name is not None and (path == error.name or path.startswith(f"{error.name}.")):
            raise ConfigError(f"_target_ {target!r} is nowhere: there is no module {error.name}") from error
        raise ExtractorError(f"extractor {target} needs {error.name}, which is not installed") from error
    except HarnessError:
        raise
    except (Exception, SystemExit) as error:
        raise ExtractorError(f"module {path} cannot be loaded: {type(error).__name__}: {error}") from error


def _check_options(kind: type[Any], options: Mapping[str, Any]) -> None:
    if nested := _targets(options):
        raise ConfigError(f"an option of an extractor is plain data, and may not hold a `_target_`: {nested}")
    parameters = inspect.signature(kind).parameters.values()
    named = [p for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    names = [parameter.name for parameter in named]
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        unknown = []
    else:
        unknown = [option for option in options if option not in names]
    missing = [p.name for p in named if p.default is p.empty and p.name not in options]
    complaints = [f"no option {option!r} ({_suggestion(option, names)})" for option in unknown]
    complaints += [f"option {name!r} is missing" for name in missing]
    complaints += _misfits(kind, options)
    if complaints:
        raise ConfigError(f"extractor {kind.__name__}: {'; '.join(complaints)}")


def _misfits(kind: type[Any], options: Mapping[str, Any]) -> list[str]:
    """Complain of options that are not what the class says it takes, where it says so in types that can be read."""
    from pydantic import TypeAdapter, ValidationError
    from pydantic.errors import PydanticUserError

    try:
        hints = get_type_hints(kind.__init__)
    except Exception:  # a stranger's annotations may name what is imported for the type checker only
        return []
    complaints = []
    for name in options.keys() & hints.keys():
        try:
            TypeAdapter(hints[name]).validate_python(options[name])
        except ValidationError as error:
            said = error.errors()[0]["msg"]
            complaints.append(f"option {name!r}: {said[0].lower()}{said[1:]}, not {options[name]!r}")
        except PydanticUserError:  # a type of the class's own
            continue
    return sorted(complaints)


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
