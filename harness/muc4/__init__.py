"""The 25-slot templates of the Message Understanding Conferences of 1991 and 1992, and how they were scored."""
