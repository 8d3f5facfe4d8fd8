"""What the answers of a language model took, in words. Plain text."""

from harness.report.comparison import Comparison
from harness.report.figures import several
from harness.runs.usage import Usage


def spent(comparison: Comparison) -> tuple[str, ...]:
    """Write a sentence for each run that a language model answered for: tokens, and what they cost."""
    runs = zip(comparison.names, comparison.runs, strict=True)
    return tuple(f"{name} took {_told(run.usage)}." for name, run in runs if run.usage is not None)


def _told(usage: Usage) -> str:
    """Say `11 answers: 61,234 tokens in and 9,876 out, for 0.0121 (0.0011 an article)`."""
    answers = several(usage.answers, "answer")
    if usage.input_tokens is None or usage.output_tokens is None:
        return f"{answers}, whose tokens the server did not count"
    tokens = f"{answers}: {usage.input_tokens:,} tokens in and {usage.output_tokens:,} out"
    if usage.cost is None or not usage.articles:
        return tokens
    return f"{tokens}, for {_money(usage.cost)} ({_money(usage.cost / usage.articles)} an article)"


def _money(amount: float) -> str:
    return f"{amount:,.2f}" if amount >= 1 else f"{amount:.4f}"
