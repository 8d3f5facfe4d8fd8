"""Chromium, the report of the real extractors, and pages that tell on whatever they do behind a reader's back."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[3]
EXTRACTORS = ("regex", "rules", "spacy")


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium. Without one the test is skipped; with HARNESS_BROWSER=required it fails."""
    if CHROMIUM is None:
        lacking("no chromium on this machine")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("playwright is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def lacking(what: str) -> None:
    if os.environ.get("HARNESS_BROWSER") == "required":
        pytest.fail(f"{what}, and HARNESS_BROWSER=required forbids to skip the tests that need it")
    pytest.skip(what)


@dataclass(frozen=True)
class Report:
    """What the program left: the page, and beside it the folders of the runs."""

    page: Path

    @property
    def address(self) -> str:
        return self.page.as_uri()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The three extractors on the shipped gold, compared: by the program itself, once for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "report-in-a-browser"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            part = tmp_path_factory.mktemp("reports")
            write_report(part)
            part.rename(folder)
    return Report(folder / "comparison.html")


def write_report(folder: Path) -> None:
    command = ["-m", "harness", "-m", f"extractor={','.join(EXTRACTORS)}", "formats=[html,json]", f"reports={folder}"]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


class Watched:
    """Windows onto files, and all that their pages did which a report has no business doing."""

    def __init__(self, browser: "Browser") -> None:
        self.browser = browser
        self.contexts: list[Any] = []
        self.told: list[str] = []
        self.asked: list[tuple[str, str]] = []

    def open(
        self, address: str, width: int = 1280, height: int = 800, scheme: str = "light", guarded: bool = True
    ) -> "Page":
        """Open a page. Without `guarded` its Content-Security-Policy is off: what is escaped needs none."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=not guarded
        )
        self.contexts.append(context)
        folder = address.partition("#")[0].rpartition("/")[0]
        page = context.new_page()
        page.on("console", lambda message: self.told.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.told.append(f"error: {error}"))
        page.on("dialog", lambda dialogue: (self.told.append(f"dialogue: {dialogue.message}"), dialogue.dismiss()))
        page.on("download", lambda download: self.told.append(f"download: {download.url}"))
        page.on("popup", lambda window: self.told.append(f"window: {window.url}"))
        page.on("request", lambda request: self.asked.append((folder, request.url)))
        page.goto(address)
        return page

    def close(self) -> None:
        """Close the windows; fails if a page said something, opened something, or left the folder of its report."""
        for context in self.contexts:
            context.close()
        strange = [url for folder, url in self.asked if not url.startswith(f"{folder}/")]
        assert (self.told, strange) == ([], [])


@pytest.fixture
def open_page(browser: "Browser") -> Iterator[Callable[..., "Page"]]:
    """Opens pages, and looks at the end of the test whether they behaved."""
    watched = Watched(browser)
    yield watched.open
    watched.close()


@pytest.fixture(scope="package")
def shown(browser: "Browser", report: Report) -> Iterator["Page"]:
    """The real report in a wide light window, to be looked at and not to be touched."""
    watched = Watched(browser)
    yield watched.open(report.address)
    watched.close()
