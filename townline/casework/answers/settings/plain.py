"""Reading plain.json: the words by which an answer is seen to be plain."""

from typing import Any

from townline.platform.core.district_files.shapes import LANGUAGES, Shape
from townline.platform.core.district_files.source import Source

FILE = "plain.json"
LISTS = (
    "done", "not_done", "who", "coming", "not_coming", "moments", "greetings", "signatures",
)  # fmt: skip


def plain(source: Source) -> dict[str, Any]:
    """Read the words as they belong to the district's settings; empty without the file."""
    document = source.json(FILE) if source.has(FILE) else None
    if document is None:
        return {}
    shape = Shape(document, source.problems)
    for lang in LANGUAGES:
        _language(shape, lang)
    return document.data if isinstance(document.data, dict) else {}


def _language(shape: Shape, lang: str) -> None:
    longest = shape.value(lang, "longest_sentence", kind=int, words="a whole number above 0")
    if longest is not None and longest < 1:
        shape.problem((lang, "longest_sentence"), "must be a whole number above 0")
    for name in LISTS:
        for at in shape.items(lang, name):
            shape.text(lang, name, at, limit=40)
    for at in shape.items(lang, "abbreviations"):
        shape.text(lang, "abbreviations", at, "short", limit=20)
        shape.text(lang, "abbreviations", at, "whole", limit=60)
