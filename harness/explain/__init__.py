"""Why a gold fact was paired as it was: `python -m harness.explain run=<folder> fact=<gold id>`."""
