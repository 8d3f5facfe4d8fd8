"""Everything on one core: what is compared is work, not threads."""

import os

_POOLS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "RAYON_NUM_THREADS",
    "ARROW_IO_THREADS",
)


def spread_over_all_cores() -> int:
    """Let the process use every core again that the system has; return how many it may use.

    Its libraries keep to one thread each, if they were told so before.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pin_to_one_core() -> None:
    """One thread for each library that would start more; to be called before any of them is imported.

    Where the system can (Linux), the process and its children are also held to a single core.
    """
    for pool in _POOLS:
        os.environ[pool] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
