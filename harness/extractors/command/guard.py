"""Ends a program when the harness is gone, even by kill -9: a small process of its own, run as a script.

Its standard input is the number of a process group in a line, and then the end of the input, when nobody is left who
could end that group. Any word before the end says that it has ended well. A pipe's end is what every POSIX system tells
of a death at once, and whatever the program has started is in its group.
"""

import os
import signal
import sys
import time

GRACE = 1.0
"""Seconds from the polite signal to the last one."""


def watch() -> None:
    """Read standard input to its end, and end the group if it is still there."""
    group = sys.stdin.readline()
    if group and not sys.stdin.read():
        for last in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(int(group), last)
            except OSError:  # nobody is left
                return
            time.sleep(GRACE)


if __name__ == "__main__":
    watch()
