"""Words as HTML in which the addresses are links, and telephone numbers stay on one line."""

import html
import re

# What was cut out for those who may not open it ("/c/***") leads nowhere.
_ADDRESS = re.compile(r"https?://[^\s<>\"'()*]*[^\s<>\"'()*.,!?](?![^\s()]*\*)")
_TELEPHONE = re.compile(r"(?<![\d-])0[\d*]{1,3}-[\d*]{3,4}-[\d*]{4}(?![\d-])")


def link_addresses(words: str) -> str:
    """Escape words and make their addresses links; the page behind learns nothing of this one."""
    parts, at = [], 0
    for found in _ADDRESS.finditer(words):
        address = html.escape(found[0])
        link = f'<a href="{address}" rel="noreferrer noopener">{address}</a>'
        parts += [_escape(words[at : found.start()]), link]
        at = found.end()
    return "".join([*parts, _escape(words[at:])])


def _escape(words: str) -> str:
    return _TELEPHONE.sub(r'<span class="nowrap">\g<0></span>', html.escape(words))
