"""The files as they come, with the places named ``@NAME@`` filled in."""

import re
from pathlib import Path

FILES = Path(__file__).with_name("files")
_PLACE = re.compile(r"@([A-Z_]+)@")


def filled(name: str, words: dict[str, str]) -> str:
    """Give a file with its places filled. Raises KeyError for a place nobody fills."""
    return _PLACE.sub(lambda match: words[match[1]], (FILES / name).read_text())
