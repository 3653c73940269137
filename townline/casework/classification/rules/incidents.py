"""Suggestions that several cases tell of one event: states, and who changes them."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class IncidentState(StrEnum):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class IncidentEvent(Tagged):
    ACCEPT = "accept", "incident:suggestion:accept"
    DISMISS = "dismiss", "incident:suggestion:dismiss"
    PUT_BACK = "put_back", "incident:suggestion:restore"
    GROW = (
        "grow",
        "incident:suggestion:grow",
    )  # by the machine: so many more texts that a person should look again


_S, _E = IncidentState, IncidentEvent
TRANSITIONS: dict[tuple[IncidentState, IncidentEvent], IncidentState] = {
    (_S.SUGGESTED, _E.ACCEPT): _S.ACCEPTED,
    (_S.SUGGESTED, _E.DISMISS): _S.DISMISSED,
    (_S.ACCEPTED, _E.PUT_BACK): _S.SUGGESTED,
    (_S.DISMISSED, _E.PUT_BACK): _S.SUGGESTED,
    (_S.DISMISSED, _E.GROW): _S.SUGGESTED,
}
GROWN = 2  # times as many as when it was dismissed
