"""Any program, in any language, as an extractor: docs/command.md says how the two talk."""
