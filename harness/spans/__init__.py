"""Spans as integer columns, and what can be counted of them by array operations alone."""
