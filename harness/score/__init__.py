"""Scoring by a profile, from the command line (`python -m harness.score`) and from Python (`harness.score`)."""
