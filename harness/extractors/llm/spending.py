"""What answers cost, in tokens and money, and how much of it a run may spend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harness.errors import ExtractorError
from harness.extractors.llm.completion import Completion

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """What answers took, and how many they were; None where a server does not count. `+` adds up."""

    answers: int = 0
    input: int | None = 0
    output: int | None = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        """Return the sum; None where either side is."""
        return Tokens(
            self.answers + other.answers,
            None if self.input is None or other.input is None else self.input + other.input,
            None if self.output is None or other.output is None else self.output + other.output,
        )


NOTHING = Tokens()


def tokens_of(answers: Iterable[Completion]) -> Tokens:
    """Return what `answers` took."""
    return sum((Tokens(1, one.input_tokens, one.output_tokens) for one in answers), NOTHING)


@dataclass(frozen=True, slots=True)
class Price:
    """Money for a million tokens, in whatever currency; None where it is not known."""

    input: float | None = None
    output: float | None = None

    def of(self, tokens: Tokens) -> float | None:
        """Return what the tokens cost; None where a price or a count is not known."""
        if self.input is None or self.output is None or tokens.input is None or tokens.output is None:
            return None
        return (tokens.input * self.input + tokens.output * self.output) / MILLION


def read_price(given: Mapping[str, float | None] | None) -> Price:
    """Return the price that a configuration gives. Raises ExtractorError."""
    price = dict(given or {})
    if price.keys() - {"input", "output"} or any(one is not None and not 0 <= one < 1e9 for one in price.values()):
        raise ExtractorError("price has the keys input and output: money for a million tokens, 0 or more, or null")
    return Price(**price)


class Budget:
    """What one run may still spend on new answers; recorded ones are free."""

    def __init__(self, max_tokens: int | None, max_cost: float | None, price: Price) -> None:
        """Raises ExtractorError where a limit cannot be kept, as nothing tells what an answer costs."""
        if max_cost is not None and None in (price.input, price.output):
            raise ExtractorError("max_cost needs a price: extractor.price={input: ..., output: ...}")
        self._limits = {"max_tokens": max_tokens, "max_cost": max_cost}
        self._spent: dict[str, float] = {"max_tokens": 0, "max_cost": 0.0}
        self._price = price

    def check(self) -> None:
        """Raise ExtractorError if there is nothing left to ask for anything more."""
        for name, limit in self._limits.items():
            if limit is not None and self._spent[name] >= limit:
                raise ExtractorError(
                    f"{name}={limit:g} is spent ({self._spent[name]:g}): what was answered is kept, "
                    "so the next run goes on from here"
                )

    def spend(self, answer: Completion) -> None:
        """Count an answer. Raises ExtractorError where there is a limit and the server does not count tokens."""
        took = tokens_of([answer])
        if took.input is None or took.output is None:
            if any(limit is not None for limit in self._limits.values()):
                raise ExtractorError("the server does not say how many tokens it took, so no budget can be kept")
            return
        self._spent["max_tokens"] += took.input + took.output
        self._spent["max_cost"] += self._price.of(took) or 0.0
