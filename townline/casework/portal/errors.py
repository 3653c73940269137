"""Refusals of what goes to residents' pages."""

from townline.casework.cases.api import CaseError


class LinkNotSent(CaseError):
    """No automatic text may go to the resident now: they said STOP, or had enough this hour."""

    type = "link-not-sent"
    status = 409


class NoPublicAddress(CaseError):
    """Nobody has said how residents reach the pages, so a text can hold no link."""

    type = "no-public-address"
    status = 409


class LinkOver(CaseError):
    """A link to a case page that is wrong, too old, or of nobody any more: all look the same."""

    type = "link-over"
    status = 410
