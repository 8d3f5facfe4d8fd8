#!/usr/bin/env python3
"""Who was killed or hurt: a program in Python that needs nothing but Python."""

import json
import re
import sys

HURT = re.compile(r"\b([A-Za-z]+) (?:was|were) (killed|wounded|injured|hurt)\b")


def fact(match: re.Match[str]) -> dict[str, object]:
    """A fact as JSON: slots are given by words of the article, which the harness finds in it, or by a value."""
    outcome = "killed" if match[2] == "killed" else "injured"
    return {"type": "casualty", "outcome": outcome, "victim": match[1], "quotes": [match[0]]}


for line in sys.stdin:
    article = json.loads(line)
    facts = [fact(match) for match in HURT.finditer(article["text"])]
    print(json.dumps({"id": article["id"], "facts": facts}), flush=True)  # the harness waits for it: do not keep it
