"""An alarm for work that has no time limit of its own: matching by `re`.

It is a signal of the operating system after so much processor time of this process, which `re` looks for while it
matches. So it can only be had in the main thread, where the system knows the signal and nobody else uses it.
"""

import signal
import threading
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import TypeVar

Result = TypeVar("Result")
_AGAIN = 0.01
"""Seconds after which it rings once more, as long as what it is for goes on."""


class Rang(Exception):
    """The alarm went off."""


class Alarm:
    """Rings after `seconds` of processor time since it was set, and from then on: Rang is raised in what runs.

    It is only raised in functions of the code `within`: anywhere else it could leave something half done, or be lost.
    """

    def __init__(self, seconds: float, within: Set[CodeType]) -> None:
        """Set nothing yet."""
        self._left, self._within = seconds, within

    def set(self) -> None:
        """Let it run."""
        signal.signal(signal.SIGVTALRM, self._ring)
        signal.setitimer(signal.ITIMER_VIRTUAL, self._left, _AGAIN)

    def clear(self) -> None:
        """Leave nothing of it behind."""
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, signal.SIG_IGN)  # Drops one on its way to another thread: it would kill.
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """While this lasts, its time stands still."""
        left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        self._left = max(left, _AGAIN)
        yield
        self.set()

    def _ring(self, _signal: int, frame: FrameType | None) -> None:
        if frame and frame.f_code in self._within:
            raise Rang


def watched(seconds: float, within: Set[CodeType], work: Callable[[Alarm], Result]) -> Result | None:
    """What `work` makes of an alarm that is set, or None where that rings in it, or cannot be had."""
    if not _free():
        return None
    alarm = Alarm(seconds, within)
    try:
        alarm.set()
        return work(alarm)
    except Rang:
        return None
    finally:
        alarm.clear()


def _free() -> bool:
    """Whether an alarm can be had here."""
    return (
        hasattr(signal, "ITIMER_VIRTUAL")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGVTALRM) is signal.SIG_DFL
        and signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
        and signal.SIGVTALRM not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    )
