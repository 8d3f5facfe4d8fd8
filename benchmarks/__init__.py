"""How fast the harness scores, beside the scorers of this field, on the same work with the same answers."""
