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
