"""How much memory this process holds, and ever held."""

import os
import sys
from pathlib import Path

_STATM = Path("/proc/self/statm")
"""Sizes in pages, the second one that of what is resident (Linux, proc(5))."""
_STATUS = Path("/proc/self/status")
"""A line for each thing that the system tells of the process, sizes in units of 1,024 bytes (Linux, proc(5))."""


def resident_mb() -> float:
    """Return the memory that the process holds now, or the most it ever held where the system tells no more, in MB.

    0 where it tells nothing.
    """
    if _STATM.exists():
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return peak_mb()


def peak_mb() -> float:
    """Return the most memory the process ever held, in MB; 0 where the system does not tell.

    On Linux `VmHWM` is of this process alone; what `getrusage` tells begins there with the peak of its parent.
    """
    if _STATUS.exists():
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        if sizes := [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]:
            return sizes[0] * 1024 / 1e6
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return 0.0
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
