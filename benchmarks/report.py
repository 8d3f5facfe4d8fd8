"""`python -m benchmarks.report [articles=1000] [runs=5] [out=<folder>]`: what a large report costs."""

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.report_runs import report_runs
from harness.arguments import read, run
from harness.memory import peak_mb

USAGE = """Build the report of five runs over a thousand articles, and open its first page.

  python -m benchmarks.report [articles=1000] [runs=5] [out=<folder>]

Prints seconds by the clock and of the processor, from runs in memory to pages on disk, peak memory in MB, the size of
the pages, and, where there is a Chromium and playwright, how soon the first page can be used."""

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; return the exit status."""
    return run("benchmarks.report", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    given = read(words, keys=("articles", "runs", "out")).keys
    with tempfile.TemporaryDirectory(prefix="benchmark-") as scratch:
        return "\n".join(
            measure(int(given.get("articles", 1000)), int(given.get("runs", 5)), Path(given.get("out", scratch)))
        )


def measure(articles: int, runs: int, folder: Path) -> list[str]:
    """Build the report in `folder`, open it, and return what that cost, a line each."""
    made = report_runs(articles, runs)
    before = peak_mb()
    begun, busy = time.perf_counter(), time.process_time()
    # Imported in the measured time: whoever builds a report imports this too.
    from harness.report.comparison import compare
    from harness.report.write import write_comparison

    (page,) = write_comparison(compare(made), folder, ["html"])
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    pages = [page, *folder.glob("comparison/*.html")]
    sizes = sorted(path.stat().st_size / 1e6 for path in pages)
    return [
        f"{articles} articles, {runs} runs",
        f"built in {seconds:.1f} s by the clock, {busy:.1f} s of the processor",
        f"peak memory {peak_mb():.0f} MB, of which the runs themselves {before:.0f} MB",
        f"{len(pages)} pages of {sum(sizes):.1f} MB, the largest {sizes[-1]:.2f} MB",
        f"first page: {page.stat().st_size / 1e6:.2f} MB, {_opened(page)}",
    ]


def _opened(page: Path) -> str:
    """How soon after the address was given the page is parsed, its script has run, and a frame is drawn."""
    binary = next(filter(None, map(shutil.which, CHROMIUM)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return "not opened, as playwright is not installed"
    if binary is None:
        return "not opened, as there is no chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        view = browser.new_page()
        view.goto("about:blank")
        begun = time.perf_counter()
        view.goto(page.as_uri(), wait_until="load")
        view.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        seconds = time.perf_counter() - begun
        browser.close()
    return f"usable in Chromium after {seconds:.2f} s"


if __name__ == "__main__":
    sys.exit(main())
