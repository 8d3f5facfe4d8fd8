"""`python -m harness`: from a configuration to runs, a comparison of them and an exit status.

    0  every job left its run, and what the gate asks for was reached
    1  it was not: a line for every breach
    2  something that was given is wrong, the gate cannot be judged, or the tracker did not take the run: one line says
       what, and the other jobs ran
    3  a fault of the harness's own: a traceback to report

Of several jobs the highest status counts.

Hydra composes the configuration and starts a job for each combination of a sweep, one after the other or, under other
launchers, in processes of their own. So jobs leave notes in a scratch folder, and the comparison is made from these.
"""

import json
import os
import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr
from hashlib import sha256
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import hydra
from hydra._internal.utils import get_args_parser
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.core.override_parser.overrides_parser import OverridesParser
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from harness.complaints import complaint
from harness.errors import ConfigError, HarnessError
from harness.shipped import register_shipped, shipped_folder
from harness.streams import complain, show

if TYPE_CHECKING:
    from harness.runs.run import Run
    from harness.runs.settings import Settings
    from harness.trackers.protocol import Tracker

SCRATCH = "HARNESS_SCRATCH"
SWEPT = "HARNESS_SWEPT"
FINE, BREACHED, REFUSED, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def main() -> int:
    """Do what the command line says; return the exit status."""
    if str(Path.cwd()) not in sys.path:  # `python -m` adds it, the console script does not
        sys.path.append(str(Path.cwd()))
    try:
        sys.argv[1:] = options_first(sys.argv[1:])
    except ConfigError as error:
        complain("harness", str(error))
        return REFUSED
    with TemporaryDirectory(prefix="harness-") as scratch:
        os.environ.update({SCRATCH: scratch, SWEPT: ",".join(_swept(sys.argv[1:])), "HYDRA_FULL_ERROR": "1"})
        register_resolvers()
        start = hydra.main(config_path=str(shipped_folder() / "conf"), config_name="config", version_base="1.3")
        statuses = []
        try:
            start(job)()
        except KeyboardInterrupt:
            complain("harness", "interrupted")
            return INTERRUPTED
        except BrokenPipeError:  # Hydra printed --help or the like into `head`
            return FINE
        except Exception as error:
            complain("harness", complaint(error))
            statuses.append(REFUSED)
        notes = [json.loads(note.read_text(encoding="utf-8")) for note in sorted(Path(scratch).glob("note-*.json"))]
        statuses += [note["status"] for note in notes]
        if len(notes) > 1:
            statuses.append(_compare([note for note in notes if note["folder"]]))
            if lost := [note["run"] or "one without a name" for note in notes if not note["folder"]]:
                complain("harness", f"{len(lost)} of {len(notes)} jobs left no run, as told above: {', '.join(lost)}")
    return max(statuses, default=FINE)


def job(config: DictConfig) -> None:
    """Run one job and leave a note of how it went; whatever happens, the jobs after it are run."""
    register_resolvers()  # in a launcher's own process nobody did
    scratch, its = Path(os.environ[SCRATCH]), HydraConfig.get().job
    number = 0 if OmegaConf.is_missing(its, "num") else its.num
    note: dict[str, Any] = {"status": FAULT, "run": "", "folder": "", "formats": []}
    try:
        note["status"] = _run(config, scratch, note)
    except (HarnessError, OSError, OmegaConfBaseException) as error:
        said = complaint(error) if isinstance(error, OmegaConfBaseException) else str(error)
        if _first(scratch, "said", said):  # a mistake in the gold is one of every job's
            complain("harness", said)
        note["status"] = REFUSED
    except Exception:
        traceback.print_exc()
    (scratch / f"note-{number:06}.json").write_text(json.dumps(note), encoding="utf-8")


def _run(config: DictConfig, scratch: Path, note: dict[str, Any]) -> int:
    """Run a job, and judge its run; `note` is told of the run as soon as it is written."""
    # Imported here: composing the configuration, and --help, must not wait for pandas and the like.
    from harness.gates.judge import check_gate, judge, read_baseline
    from harness.report.comparison import compare
    from harness.report.score_table import score_text
    from harness.report.terminal import text
    from harness.runs.job import run_job
    from harness.runs.settings import read_settings
    from harness.trackers.choose import choose_tracker

    choice = str(HydraConfig.get().runtime.choices.get("extractor") or "extractor").replace("/", "-")
    plain = OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    if not isinstance(plain, dict):
        raise ConfigError("the configuration is a list: it must have the keys of conf/config.yaml")
    if plain.get("run") is None:
        plain["run"] = run_name(choice, HydraConfig.get().overrides.task, os.environ[SWEPT].split(","))
    note["run"] = str(plain["run"])
    settings = read_settings({str(key): value for key, value in plain.items()})
    _claim(settings.folder, scratch)
    # A mistake in either is told before the extractor runs.
    baseline = read_baseline(settings.gate, settings.folder, settings.allow)
    tracker = choose_tracker(settings.tracker, settings.allow)
    run = run_job(settings, choice, lambda corpus: check_gate(settings.gate, corpus, baseline))
    note.update(folder=str(settings.folder), formats=list(settings.formats))
    show(text(compare([run])))
    if run.profile is not None:
        show(score_text(run.profile.rows, run.profile.signature))
    if run.timing is not None and run.timing.remembered:
        show(f"remembered: {run.timing.remembered} of {run.timing.articles} articles (cache=off asks anew)")
    show(f"report: {settings.folder / f'report.{settings.formats[0]}'}")
    tracked = FINE if tracker is None else _track(tracker, run, settings)
    breaches = judge(settings.gate, run, baseline, settings.seed)
    for breach in breaches:
        complain("harness", f"gate: {run.name}: {breach}")
    if settings.gate.asks and not breaches:
        show(f"gate: {run.name}: all that it asks for was reached")
    return max(tracked, BREACHED if breaches else FINE)


def _track(tracker: "Tracker", run: "Run", settings: "Settings") -> int:
    """Log a finished run; whatever goes wrong there, the run stays and is judged."""
    from harness.runs.execute import in_one_line
    from harness.trackers.record import record_of

    try:
        show(f"logged: {tracker.log(record_of(run, settings))}")
    except Exception as error:  # a tracker may be a stranger's code
        told = str(error) if isinstance(error, HarnessError) else in_one_line(error)
        complain("harness", f"{told}; the run is in {settings.folder} all the same")
        return REFUSED
    return FINE


def run_name(choice: str, overrides: Sequence[str], swept: Sequence[str]) -> str:
    """Name a run after its extractor, and after whatever else the sweep varies: `rules`, `rules,seed=1`."""
    parts = [choice]
    for override in overrides:
        key, _, value = override.partition("=")
        if key in swept and key != "extractor":
            parts.append(f"{key.rpartition('.')[2]}={value.rpartition('/')[2]}")
    return ",".join(re.sub(r"[^\w.+=-]+", "-", part).strip("-.") for part in parts)


def _compare(notes: Sequence[Mapping[str, Any]]) -> int:
    from harness.compare import compare_folders

    if not notes:
        return FINE
    folders = [Path(note["folder"]) for note in notes]
    try:
        show(compare_folders(folders, folders[0].parent, notes[0]["formats"]))
    except HarnessError as error:
        complain("harness", str(error))
        return REFUSED
    except Exception:
        traceback.print_exc()
        return FAULT
    return FINE


def _claim(folder: Path, scratch: Path) -> None:
    """Refuse a second job of the sweep that would replace the run of the first."""
    if not _first(scratch, "claim", str(folder.resolve())):
        raise ConfigError(f"{folder} belongs to another job of this sweep: give each its own name (run=...)")


def _first(scratch: Path, what: str, name: str) -> bool:
    """Tell whether no job of the sweep, in whatever process, has asked the same before."""
    try:
        (scratch / f"{what}-{sha256(name.encode(errors='surrogateescape')).hexdigest()}").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def options_first(arguments: Sequence[str]) -> list[str]:
    """Return a command line with its options before its overrides: Hydra's own parser knows no other order.

    Raises ConfigError in the one line of what that parser has to complain of.
    """
    said = StringIO()
    try:
        with redirect_stderr(said):
            overrides: list[str] = get_args_parser().parse_intermixed_args(list(arguments)).overrides
    except SystemExit as end:
        if not end.code:  # --version
            raise
        raise ConfigError(f"{said.getvalue().strip().rpartition('error: ')[2]} (--help lists the options)") from None
    return [word for word in arguments if word not in overrides] + overrides


def _swept(arguments: Sequence[str]) -> list[str]:
    """Return the keys that a command line gives several values to."""
    keys = []
    for argument in arguments:
        try:
            override = OverridesParser.create().parse_override(argument)
        except Exception:  # noqa: S112 - an option, or a mistake that Hydra itself will complain of
            continue
        if override.is_sweep_override():
            keys.append(override.key_or_group)
    return keys


def register_resolvers() -> None:
    """Give configurations `${shipped:gold}`, a shipped folder, and `${choices:extractor}`, what a group offers."""

    def choices(group: str) -> str:
        loader = GlobalHydra.instance().config_loader()
        return ", ".join(loader.get_group_options(group))

    register_shipped()
    OmegaConf.register_new_resolver("choices", choices, replace=True)


if __name__ == "__main__":
    sys.exit(main())
