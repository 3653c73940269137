"""Words as HTML in which the addresses are links."""

import html
import re

# What was cut out for those who may not open it ("/c/***") leads nowhere.
_ADDRESS = re.compile(r"https?://[^\s<>\"'()*]*[^\s<>\"'()*.,!?](?![^\s()]*\*)")


def linked(words: str) -> str:
    """Escape words and make their addresses links; the page behind learns nothing of this one."""
    parts, at = [], 0
    for found in _ADDRESS.finditer(words):
        address = html.escape(found[0])
        link = f'<a href="{address}" rel="noreferrer noopener">{address}</a>'
        parts += [html.escape(words[at : found.start()]), link]
        at = found.end()
    return "".join([*parts, html.escape(words[at:])])
