"""The head of a gold file: which article it is about, and who wrote it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from harness.gold.problems import FileProblems, shown
from harness.gold.schema_file import check_version
from harness.gold.shape import Shape
from harness.gold.values import is_null, read_date
from harness.gold.yaml_source import Field, Items, Node, Scalar

TOP = ("schema_version", "article", "annotation", "entities", "facts")
ARTICLE = ("id", "sha256", "published", "title", "url", "licence", "split")
TEXTS = ("title", "licence", "split")
ANNOTATION = ("by", "status", "guidelines", "date", "note")
STATUS = ("draft", "reviewed", "adjudicated")


class About(NamedTuple):
    """When the article was published, as EDTF, and which split of the corpus it belongs to; None where not said."""

    published: str | None = None
    split: str | None = None


_ID = re.compile(r"\w[\w.-]{0,199}")


def is_plain_name(name: str) -> bool:
    """Whether `name` can be an article's id: letters, digits, `.`, `_` and `-`, as a file name without folder."""
    return _ID.fullmatch(name) is not None


def read_top(node: Node, shape: Shape) -> Mapping[str, Field]:
    """The parts of the file, with its schema_version checked."""
    top = shape.fields(node, "a gold file", TOP, ("schema_version", "article", "annotation", "facts")) or {}
    if "schema_version" in top:
        check_version(top["schema_version"].value, shape.problems)
    return top


def read_article(node: Node, article_id: str, sha256: str | None, shape: Shape) -> About:
    """What is said of the article; its id and hash are compared with the file names and the bytes there are.

    `sha256` is None where there is no seed to compare with, which is a problem of its own.
    """
    fields = shape.fields(node, "article", ARTICLE, ("id", "published")) or {}
    if "id" in fields:
        _check_id(fields["id"].value, article_id, shape)
    if sha256:
        _check_sha256(node, fields, article_id, sha256, shape.problems)
    texts = {name: shape.text(fields[name].value, f"{name} of article") for name in TEXTS if name in fields}
    url = shape.text(fields["url"].value, "url of article") if "url" in fields else None
    if url and not re.match(r"https?://\S+$", url):
        shape.problems.error(
            fields["url"].value.at, f"url of article must start with https:// or http://, not {shown(url)}"
        )
    if "published" not in fields or is_null(fields["published"].value):
        return About(split=texts.get("split"))
    return About(read_date(fields["published"].value, "published of article", shape), texts.get("split"))


def _check_id(node: Node, article_id: str, shape: Shape) -> None:
    name = shape.text(node, "id of article")
    if name is None:
        return
    if not is_plain_name(name):
        shape.problems.error(
            node.at, f"id of article must be a plain file name without folder or blank, not {shown(name)}"
        )
    elif name != article_id:
        shape.problems.error(
            node.at, f"id of article is {shown(name)}, but the file's name says '{article_id}': make them the same"
        )


def _check_sha256(
    node: Node, fields: Mapping[str, Field], article_id: str, sha256: str, problems: FileProblems
) -> None:
    if "sha256" not in fields:
        problems.error(node.at, f"article lacks the key 'sha256'; that of {article_id}.txt is {sha256}")
        return
    value = fields["sha256"].value
    written = value.text if isinstance(value, Scalar) else ""  # all digits are a number to YAML, and still right
    if written != sha256:
        problems.error(
            value.at,
            f"sha256 is not that of {article_id}.txt, which is {sha256}: the article has changed, or is another",
        )


def read_annotation(node: Node, shape: Shape) -> str | None:
    """The date of the annotation as EDTF, None where not said; who wrote it, by which guidelines, is only checked."""
    fields = shape.fields(node, "annotation", ANNOTATION, ("by", "status", "guidelines")) or {}
    if "by" in fields:
        by = fields["by"].value
        names = shape.texts(by, "`by` of annotation", "[AB]")
        if isinstance(by, Items) and not by.items and not names:
            shape.problems.error(by.at, "`by` of annotation is empty: name the annotator, by initials for instance")
    if "status" in fields:
        shape.choice(fields["status"].value, "status of annotation", STATUS)
    for name in ("guidelines", "note"):
        if name in fields:
            shape.text(fields[name].value, f"{name} of annotation")
    return read_date(fields["date"].value, "date of annotation", shape) if "date" in fields else None
