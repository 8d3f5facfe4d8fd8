"""What the numbers were measured on: processor, memory, versions. No name of the machine, and no path."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from harness.version import VERSION

PACKAGES = (
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "numba",
    "nervaluate",
    "seqeval",
    "spacy",
    "metametric",
    "stickler-eval",
)


def processor() -> str:
    """The processor's model, and how many cores of it the system has."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = information.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} cores, of which one is used"


def memory() -> str:
    """The memory of the machine."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return "unknown memory"
    return f"{size / 2**30:.0f} GB of memory"


def versions() -> str:
    """The harness, Python and every package that takes part."""
    found = [f"harness {VERSION}", f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
