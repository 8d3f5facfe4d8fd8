"""The least time that a function takes: other work on the machine only ever adds.

Time is that of the processor, of all threads together: waiting while others compute does not count, and a thread in
the background would.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """The best of `repeats` times in processor seconds, and what the function gave."""

    seconds: float
    repeats: int
    answer: T


def best_of(run: Callable[[], T], budget: float, fewest: int = 1, most: int = 50) -> Timed[T]:
    """Run `fewest` times, and up to `most` times as long as another run would fit into `budget` seconds.

    The first run may import libraries and is never the only one where `fewest` is above 1.

    The collector of garbage is off meanwhile, as in `timeit`.
    """
    best, repeats, spent = float("inf"), 0, 0.0
    gc.collect()
    gc.disable()
    try:
        while repeats < fewest or (repeats < most and spent + best <= budget):
            begun = time.process_time()
            answer = run()
            seconds = time.process_time() - begun
            best, repeats, spent = min(best, seconds), repeats + 1, spent + seconds
    finally:
        gc.enable()
    return Timed(best, repeats, answer)
