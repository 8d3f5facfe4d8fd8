"""What each number means, in one line each: printed under every report."""

from harness.scores import intervals
from harness.statistics import systems

LEGEND: tuple[tuple[str, str], ...] = (
    ("gold, found", "support: gold facts that count; facts returned (in rows of slots and attributes: fillers)"),
    ("strict", "a pair is right if every slot that counts is correct, none is spurious, and the attributes are right"),
    ("lenient", "a pair is right if all its key slots are at least partially correct"),
    ("slot", "fillers instead of facts; a partially correct filler counts one half"),
    ("P, R, F1", "precision = right / found, recall = right / gold, F1 = their harmonic mean"),
    ("–", "undefined: the denominator is 0; neither 0 nor 1"),
    (
        "interval",
        "of 95 %: Wilson's of P and R, how far they may be off with so few facts; bootstrap over articles of F1, "
        f"{intervals.RESAMPLES:,} resamples in the tables of scores, {systems.RESAMPLES:,} where runs are compared and "
        "in the sentences on top",
    ),
    (
        "p",
        "how often chance alone would set two runs as far apart: answers swapped article by article, "
        f"{systems.RESAMPLES:,} times; "
        "of several runs it is corrected for the number of pairs (Holm)",
    ),
    ("AP", "average precision: the area under precision over recall, step by step of the confidence"),
    (
        "calibration error, Brier",
        "how far confidence and share of right facts lie apart, in ten bins; the mean squared difference, fact by fact",
    ),
    ("overall, macro, weighted", "all facts together; the mean over types with support; that mean weighted by support"),
    ("correct", "gold and found agree strictly"),
    ("partial", "gold and found are a pair that agrees leniently but not strictly"),
    ("incorrect", "gold and found are a pair, but a key slot is wrong"),
    ("missing", "in gold, not found"),
    ("spurious", "found, not in gold; duplicates are spurious"),
    ("optional", "what gold marks so, and what matches it: no penalty if missed, none if found, counted nowhere"),
)
"""(term, meaning), in the order of reading."""
