"""What the commands say: results on standard output, complaints on standard error."""

import os
import sys
from typing import TextIO


def show(text: str) -> None:
    """Print a result; a reader that has seen enough (`| head`) ends the printing, never the work."""
    try:
        print(_sayable(text, sys.stdout), flush=True)
    except BrokenPipeError:
        # Else Python complains once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(command: str, message: str) -> None:
    """Print what is wrong, after the name of the command that says so; a list of problems begins on its own line."""
    space = "\n" if "\n" in message else " "
    print(_sayable(f"{command}:{space}{message}", sys.stderr), file=sys.stderr, flush=True)


def _sayable(text: str, stream: TextIO) -> str:
    """Replace what the stream's encoding does not have: an old console knows no dash."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)
