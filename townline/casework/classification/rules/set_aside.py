"""When a text is set aside as an advertisement: only when nothing speaks for a resident."""

import datetime as dt
from dataclasses import dataclass

# So long before the office's aim for an answer a case is back in the lists by itself.
ASIDE_RETURNS = dt.timedelta(hours=12)
_WITH_LINK, _WITHOUT_LINK = 0.95, 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertEvidence:
    """What is known of one text when it has been read.

    ``spam``: the reader took it for one, with probability ``share`` (0 to 1). ``placed``: it names
    a place of the district. ``about``: the reader is sure of a service other than the general one.
    ``labelled``: it bears the label that the law asks of an advertisement; ``marked``: words of
    many such texts with a link or number. ``callback``: it wants the office to call. ``resident``:
    it asks, reports or requests as a resident does. ``personal``: it holds a personal number;
    ``link``: a link.
    """

    spam: bool
    share: float
    placed: bool
    about: bool
    labelled: bool
    marked: bool
    callback: bool
    resident: bool
    personal: bool
    link: bool


def is_set_aside(found: AdvertEvidence) -> bool:
    """Say whether a text is an advertisement for certain enough to leave the lists of work."""
    if not found.spam or found.placed or found.about or found.callback or found.personal:
        return False
    if found.labelled:
        return True
    # A number to call is what residents give as well: it counts for less than a link.
    threshold = _WITH_LINK if found.link else _WITHOUT_LINK
    return (found.marked or found.share >= threshold) and not found.resident
