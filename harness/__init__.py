"""Score fact extractors against hand-written gold: whole facts, slots and evidence, with intervals, reproducibly."""

__version__ = "0.1.0"
