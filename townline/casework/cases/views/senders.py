"""Which of a case's residents a form means, without a number or an id of theirs in the page."""

from townline.casework.cases import api


def blockable(detail: api.Detail) -> list[tuple[int, str]]:
    """Give each resident's first text and masked number."""
    firsts: dict[int | None, int] = {}
    for text in detail.thread:
        if text.direction == "in":
            firsts.setdefault(text.resident_id, text.id)
    return [(firsts[s.resident_id], s.masked) for s in detail.senders if s.resident_id in firsts]
