"""Two slow ways to the mapping that GTT's scorer keeps, from its rule: every mapping, and every set of used gold."""

from functools import cache
from itertools import product


def document_f1(a, b, found, gold):
    precision = a / found if found else 0
    recall = b / gold if gold else 0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


def by_every_mapping(a, b, found, gold):
    """The first mapping of greatest F1 in the order of itertools.product; a and b are lists of lists."""
    columns = len(a[0]) if a else 0
    kept, best = None, None
    for mapping in product([*range(columns), -1], repeat=len(a)):
        used = [j for j in mapping if j >= 0]
        if len(used) > len(set(used)):
            continue
        sums = [sum(side[i][j] for i, j in enumerate(mapping) if j >= 0) for side in (a, b)]
        f1 = document_f1(*sums, found, gold)
        if best is None or f1 > best:
            kept, best = mapping, f1
    return kept


def by_every_subset(a, b, found, gold, columns):
    """The same for many found templates and few gold ones: all sums that rows from i on can reach without `used`."""

    @cache
    def reachable(i, used):
        if i == len(a):
            return frozenset({(0, 0)})
        return frozenset(sums for j in choices(used) for sums in through(i, j, used))

    def choices(used):
        return [*(j for j in range(columns) if not used >> j & 1), -1]

    def through(i, j, used):
        if j < 0:
            return reachable(i + 1, used)
        return {(x + a[i][j], y + b[i][j]) for x, y in reachable(i + 1, used | 1 << j)}

    best = max(document_f1(*sums, found, gold) for sums in reachable(0, 0))
    goals = {sums for sums in reachable(0, 0) if document_f1(*sums, found, gold) == best}
    mapping, used = [], 0
    for i in range(len(a)):
        choice = next(j for j in choices(used) if goals & through(i, j, used))
        gain = (0, 0) if choice < 0 else (a[i][choice], b[i][choice])
        goals = {(x - gain[0], y - gain[1]) for x, y in goals & through(i, choice, used)}
        used |= 0 if choice < 0 else 1 << choice
        mapping.append(choice)
    return tuple(mapping)
