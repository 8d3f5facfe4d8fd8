"""Several extractors as one: what they find is set side by side, and put to the vote."""
