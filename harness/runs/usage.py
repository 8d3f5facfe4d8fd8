"""What a run took from a language model. Data only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Answers that a run is made of, whether asked for in this run or recorded in an earlier one.

    `articles` is how many were read, `answers` how many answers that took; tokens are None where the server does not
    count them, `cost` (in the currency of the price that was given) where there is no price.
    """

    articles: int
    answers: int
    input_tokens: int | None
    output_tokens: int | None
    cost: float | None

    def beside(self, other: "Usage") -> "Usage":
        """Return what two extractors took that read the same articles; None for what either does not tell."""
        return Usage(
            max(self.articles, other.articles),
            self.answers + other.answers,
            None if self.input_tokens is None or other.input_tokens is None else self.input_tokens + other.input_tokens,
            None
            if self.output_tokens is None or other.output_tokens is None
            else self.output_tokens + other.output_tokens,
            None if self.cost is None or other.cost is None else self.cost + other.cost,
        )
