"""How far apart two proportions of different things are, such as the recall on two sets of articles."""

import math

Interval = tuple[float, float]


def difference_interval(one: float, interval: Interval, other: float, other_interval: Interval) -> Interval:
    """The interval of `one - other`, two independent proportions in 0..1, from Wilson's interval of each.

    Newcombe 1998, 'Interval estimation for the difference between independent proportions', method 10: the confidence
    is that of the two intervals. Within -1..1.
    """
    (low, high), (other_low, other_high) = interval, other_interval
    apart = one - other
    below = math.hypot(one - low, other_high - other)
    above = math.hypot(high - one, other - other_low)
    return max(-1.0, apart - below), min(1.0, apart + above)
