"""What every extractor must bear, whoever wrote it: `python -m harness.extractors check`, and our own tests."""
