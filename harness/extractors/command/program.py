"""A program that runs: bytes to it, lines from it, within bounds of time and size, and an end that leaves nothing.

One loop serves all three pipes, so that neither side ever waits for the other: a program that reads nothing, writes
without end or fills its standard error meets a limit, never a deadlock. Between two calls nothing is read, and the
pipes' own size bounds what it can say meanwhile.
"""

import os
import selectors
import signal
import subprocess
import sys
import weakref
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic, sleep

from harness.extractors.command import guard

GRACE = 2.0
"""Seconds that a program has to end after its input has, and again after SIGTERM."""
KEPT = 4_000
"""Bytes of standard error that are kept, the last ones."""
_TICK = 0.05
_CHUNK = 1 << 16


class BrokenError(Exception):
    """The program did not do its part: it is to be ended."""


class LateError(BrokenError):
    """It had its time."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is run: `executable`, told `argv`, in `folder` with the variables `env`; a line has up to `most` bytes."""

    executable: str
    argv: Sequence[str]
    folder: Path
    env: Mapping[str, str]
    most: int


class Program:
    """A process, in a session and a process group of its own; `stop` must be called, and is when the object is gone."""

    def __init__(self, command: Command, stopping: Event) -> None:
        """Start it; whoever sets `stopping` ends all waiting. Raises OSError where it cannot be started."""
        self._most, self._stopping = command.most, stopping
        self._guard = subprocess.Popen(  # noqa: S603 - ours
            [sys.executable, "-I", "-S", guard.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self._process = subprocess.Popen(  # noqa: S603 - what the user asks for, and no shell
                command.argv,
                executable=command.executable,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=command.folder,
                env=command.env,
                start_new_session=True,
            )
        except BaseException:
            self._guard.communicate()
            raise
        self._last_resort = weakref.finalize(self, _kill, self._process, self._guard)
        self._tell_guard(f"{self._process.pid}\n")
        self._waiting, self._ends = memoryview(b""), False
        self._ended: str | None = None
        self._said, self._looked, self._complained = bytearray(), 0, bytearray()
        self._pipes = selectors.DefaultSelector()
        for pipe in filter(None, (self._process.stdin, self._process.stdout, self._process.stderr)):
            os.set_blocking(pipe.fileno(), False)
        for pipe in filter(None, (self._process.stdout, self._process.stderr)):
            self._pipes.register(pipe, selectors.EVENT_READ)

    def send(self, data: bytes, last: bool = False) -> None:
        """Let it have `data` as soon as it reads, and the end of its input after them if they are the last."""
        stdin = self._process.stdin
        if stdin is None or stdin.closed:
            self._waiting = memoryview(data)  # it has closed its end: nothing is read any more
            return
        if not self._waiting:
            self._pipes.register(stdin, selectors.EVENT_WRITE)
        self._waiting, self._ends = memoryview(bytes(self._waiting) + data), last
        self._write()

    def line(self, deadline: float) -> bytes | None:
        """Return the next line that it writes, without its end; None at the end of all lines.

        `deadline` is in seconds of `time.monotonic`. Raises LateError at that time, BrokenError for a line of too
        many bytes.
        """
        while (end := self._said.find(b"\n", self._looked)) < 0:
            self._looked = len(self._said)
            if len(self._said) > self._most:
                raise BrokenError(f"wrote more than {self._most:,} bytes without the end of a line")
            if not self._is_talking():
                rest = bytes(self._said)
                self._said.clear()
                self._looked = 0
                return rest or None
            if monotonic() >= deadline:
                raise LateError
            if self._stopping.is_set():
                raise BrokenError("stopped")
            self._serve(min(_TICK, max(0.0, deadline - monotonic())))
        found = bytes(self._said[:end])
        del self._said[: end + 1]
        self._looked = 0
        if end > self._most:
            raise BrokenError(f"wrote a line of more than {self._most:,} bytes")
        return found

    def has_unread(self) -> bool:
        """Tell whether something that was sent has not been read yet; False where the system does not tell."""
        from fcntl import ioctl  # here, for Windows has neither: the extractor says so itself
        from termios import FIONREAD

        stdin = self._process.stdin
        if self._waiting or stdin is None or stdin.closed:
            return bool(self._waiting)
        unread = array("i", [0])
        with suppress(OSError):
            ioctl(stdin.fileno(), FIONREAD, unread)
        return unread[0] > 0

    def complaints(self) -> list[str]:
        """Return the lines that it wrote to standard error since the last call, the last ones of many."""
        self._serve(0)
        lines = self._complained.decode("utf-8", "replace").splitlines()
        self._complained.clear()
        return [line for line in lines if line.strip()]

    def stop(self) -> str:
        """End it and whatever it has started: by the end of its input, by SIGTERM, by SIGKILL.

        What it says meanwhile is read, lest it wait to be heard. Return how it ended, "" if it had to be ended; to stop
        it again does nothing.
        """
        if self._ended is None:
            self._ended = self._stop()
        return self._ended

    def rest(self) -> list[bytes]:
        """Return the lines that it wrote and nobody asked for."""
        return [line for line in bytes(self._said).split(b"\n") if line.strip()]

    def _stop(self) -> str:
        self._end_input()
        by_itself = True
        for mean in (None, signal.SIGTERM):
            if mean is not None and self._process.poll() is None:
                self._signal(mean)
                by_itself = False
            deadline = monotonic() + (0 if mean is None and self._stopping.is_set() else GRACE)
            while self._process.poll() is None and monotonic() < deadline:
                self._serve(_TICK)
                del self._said[: -self._most]
        by_itself = by_itself and self._process.poll() is not None
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._serve(0)
        for key in list(self._pipes.get_map().values()):
            self._close(key.fileobj)
        self._pipes.close()
        self._last_resort.detach()
        self._tell_guard("ended\n")
        self._guard.communicate()
        return _how(self._process.returncode) if by_itself else ""

    def _is_talking(self) -> bool:
        """Tell whether more may come: a child of its own may hold the pipe of a program that has ended."""
        open_ = self._process.stdout is not None and not self._process.stdout.closed
        if open_ and self._process.poll() is not None:
            before = len(self._said)
            self._serve(0)
            return len(self._said) > before
        return open_

    def _serve(self, seconds: float) -> None:
        """Write and read what can be, waiting so long at most for the first chance."""
        if not self._pipes.get_map():
            sleep(min(seconds, _TICK / 10))
            return
        for key, _ in self._pipes.select(seconds):
            if key.fileobj is self._process.stdin:
                self._write()
                continue
            try:
                piece = os.read(key.fd, _CHUNK)
            except BlockingIOError:
                continue
            if not piece:
                self._close(key.fileobj)
            elif key.fileobj is self._process.stdout:
                self._said += piece
            else:
                self._complained += piece
                del self._complained[:-KEPT]

    def _write(self) -> None:
        stdin = self._process.stdin
        if stdin is None:
            return
        try:
            written = os.write(stdin.fileno(), self._waiting[:_CHUNK])
        except BlockingIOError:
            return
        except OSError:  # it reads no more
            self._end_input()
            return
        self._waiting = self._waiting[written:]
        if not self._waiting:
            if self._ends:
                self._end_input()
            else:
                self._pipes.unregister(stdin)

    def _end_input(self) -> None:
        stdin = self._process.stdin
        if stdin is not None and not stdin.closed:
            self._close(stdin)

    def _close(self, pipe: object) -> None:
        with suppress(KeyError):
            self._pipes.unregister(pipe)  # type: ignore[arg-type]
        with suppress(OSError):
            pipe.close()  # type: ignore[attr-defined]

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):  # nobody is left; on macOS, only the dead are
            os.killpg(self._process.pid, number)

    def _tell_guard(self, word: str) -> None:
        with suppress(OSError):
            os.write(self._guard.stdin.fileno(), word.encode())  # type: ignore[union-attr]


def _kill(process: "subprocess.Popen[bytes]", watcher: "subprocess.Popen[bytes]") -> None:
    """End the group of a program that nobody has stopped, and its guard, which then has nothing more to do."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    watcher.kill()
    watcher.wait()


def _how(status: int) -> str:
    if status >= 0:
        return f"ended with exit status {status}"
    try:
        return f"was killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"was killed by signal {-status}"
