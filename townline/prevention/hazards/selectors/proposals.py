"""Which kind of hazard words and category speak of, by the district's data."""

from collections.abc import Iterable

from townline.casework.cases.api import Detail
from townline.platform.conversations.api import ThreadText
from townline.prevention.hazards.rules.proposing import Wanted, propose_kind
from townline.prevention.hazards.selectors.words import hazard_settings


def kind_in(thread: Iterable[ThreadText], service: str | None) -> str:
    """Give the kind that residents' words speak of; "" for none."""
    return kind_of_words((text.body for text in thread if text.direction == "in"), service)


def kind_of_case(case: Detail) -> str:
    """Give the kind that a case speaks of: by its residents' words, or else its title."""
    service = case.row.service
    return kind_in(case.thread, service) or kind_of_words([case.row.title], service)


def kind_of_words(bodies: Iterable[str], service: str | None) -> str:
    """Give the kind that words speak of in a case of a category (None: not known yet)."""
    wanted = {
        code: Wanted(kind.words, frozenset(kind.services))
        for code, kind in hazard_settings().kinds.items()
    }
    return propose_kind(wanted, " ".join(bodies), service)
