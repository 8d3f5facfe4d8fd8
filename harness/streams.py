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
    """Print what is wrong, after the name of the command that says so; a list of problems begins on its own line.

    What was given is quoted in it: characters that a terminal would obey are escaped here, for all complaints.
    """
    space = "\n" if "\n" in message else " "
    print(_sayable(printable(f"{command}:{space}{message}"), sys.stderr), file=sys.stderr, flush=True)


def printable(text: str) -> str:
    r"""Escape what would command a terminal or hide from the eye, as `repr` does; line breaks stay.

    >>> print(printable("a\x1b[31m\u202eb"))
    a\x1b[31m\u202eb
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\n" else ascii(sign)[1:-1] for sign in text)


def _sayable(text: str, stream: TextIO) -> str:
    """Replace what the stream's encoding does not have: an old console knows no dash."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)
