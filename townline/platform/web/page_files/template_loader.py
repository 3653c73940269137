"""Loads templates without their line breaks: what they are indented by is not sent to browsers."""

import re

from django.template import Origin
from django.template.loaders import app_directories

# What stands in these elements keeps its line breaks.
_RAW = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"\s*\n\s*")
_PIECES = 3  # of a split: the text before, the element, its name


def join_lines(source: str) -> str:
    """Put a space for each line break of a template and the indentation after it."""
    pieces = _RAW.split(source)
    for at in range(0, len(pieces), _PIECES):
        pieces[at] = _BREAK.sub(" ", pieces[at])
    del pieces[2::_PIECES]
    return "".join(pieces)


class Loader(app_directories.Loader):
    """Finds templates in the folders of applications, as Django does."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return join_lines(contents) if origin.name.endswith(".html") else contents
