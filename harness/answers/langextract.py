"""langextract's annotated documents -> plain records. Pure.

A line is `{"document_id": ..., "text": ..., "extractions": [{"extraction_class": ..., "extraction_text": ...,
"char_interval": {"start_pos": ..., "end_pos": ...} or null, "attributes": {...} or null, ...}]}`, offsets in code
points, half-open (langextract 1.7, `data_lib.annotated_document_to_dict`).
"""

from collections.abc import Mapping
from typing import Any

PRESET: Mapping[str, Any] = {
    "article": "document_id",
    "records": "extractions",
    "type": "extraction_class",
    "evidence": ["extraction_text"],
}
"""The mapping that reads it: the class is the fact's type, attributes are slots, the extracted words are evidence."""


def is_annotated(row: Mapping[str, Any]) -> bool:
    """Tell an annotated document from any other row."""
    return "extractions" in row and bool({"document_id", "text"} & set(row))


def plain(extraction: object, spans: bool) -> object:
    """An extraction as one flat record: its attributes, its class, and its words or, with `spans`, where they stand.

    >>> its = {"extraction_class": "aim", "extraction_text": "peace", "attributes": {"holder": "they"}}
    >>> plain({**its, "char_interval": {"start_pos": 3, "end_pos": 8}}, spans=True)["extraction_text"]
    {'start': 3, 'end': 8}
    >>> plain({**its, "char_interval": None}, spans=True)
    {'holder': 'they', 'extraction_class': 'aim', 'extraction_text': 'peace'}
    """
    if not isinstance(extraction, Mapping):
        return extraction
    attributes, interval = extraction.get("attributes") or {}, extraction.get("char_interval")
    if not isinstance(attributes, Mapping):
        raise ValueError(f"attributes are an object, not {attributes!r:.80}")
    words = extraction.get("extraction_text")
    if spans and isinstance(interval, Mapping) and None not in (interval.get("start_pos"), interval.get("end_pos")):
        words = {"start": interval["start_pos"], "end": interval["end_pos"]}
    return {**attributes, "extraction_class": extraction.get("extraction_class"), "extraction_text": words}
