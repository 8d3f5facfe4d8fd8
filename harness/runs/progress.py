"""A progress bar over the articles of a run, on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal


@contextmanager
def progress_bar(name: str, articles: int, show: Literal["auto", "on", "off"]) -> Iterator[Callable[[int], None]]:
    """Yield a function to call with the number of articles just dealt with; `auto` shows a bar on a terminal only."""
    if show == "off" or (show == "auto" and not sys.stderr.isatty()):
        yield lambda articles: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=articles)
        yield lambda articles: bar.advance(task, articles)
