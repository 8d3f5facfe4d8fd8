"""Facts by frames over tagged words: the lexicon, the reader of a sentence without a parser, and its rules."""
