"""Reading an article without a look for garbage in the middle of it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """While this lasts nobody looks for garbage: what was read at the start is large and stays, the rest soon drops."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
