"""Broadcasts ready to draw: their words and marks."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.prevention.broadcasts import api
from townline.prevention.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.broadcasts.rules.states import LEFT_OUT
from townline.prevention.broadcasts.views.labels import LANGUAGES, OUTCOMES, QUIET, STATES, Mark


@dataclass(frozen=True, slots=True)
class BroadcastLine:
    """One with its words by language, and what became of its texts.

    ``quiet_until``: when the rest of it leaves, where that waits for the end of the quiet hours.
    """

    sent: api.BroadcastSummary
    mark: Mark
    bodies: list[tuple[str, Promise | str, str, str]]
    outcomes: list[tuple[Mark, int]]
    languages: list[tuple[Promise | str, int]]
    undoable: bool
    quiet_until: dt.datetime | None

    @property
    def row(self) -> Broadcast:
        return self.sent.row


def line(sent: api.BroadcastSummary) -> BroadcastLine:
    """Put words to one."""
    row = sent.row
    quiet = api.quiet_until(row, clock.now())
    return BroadcastLine(
        sent=sent,
        mark=QUIET if quiet else STATES[row.state],
        bodies=[
            (lang, LANGUAGES.get(lang, lang), body, conversations.measure(body).kind)
            for lang, body in sorted(row.bodies.items(), key=lambda one: one[0] != "ko")
        ],
        outcomes=[(OUTCOMES[name], n) for name, n in sorted(sent.outcomes.items())],
        languages=[(LANGUAGES.get(lang, lang), n) for lang, n in sorted(sent.languages.items())],
        undoable=row.state == api.BroadcastState.APPROVED and sent.waiting == sent.to,
        quiet_until=quiet,
    )


type RecipientLine = tuple[BroadcastRecipient, str, Mark, Promise | str]


def recipient_lines(people: Iterable[BroadcastRecipient]) -> list[RecipientLine]:
    """Give who gets it by their masked number; one query."""
    found = list(people)
    briefs = conversations.residents_brief({p.resident_id for p in found if p.resident_id})
    masked = {number: brief.masked for number, brief in briefs.items()}
    return [
        (p, masked.get(p.resident_id or 0, ""), OUTCOMES[p.outcome],
         LANGUAGES.get(p.language, p.language))
        for p in found
    ]  # fmt: skip


def page_of(one: api.BroadcastSummary, people: Iterable[BroadcastRecipient]) -> dict[str, Any]:
    """Gather what ``broadcasts/one.html`` shows, but for who may do what and where it goes."""
    found = list(people)
    everybody = one.to + one.outcomes.get(LEFT_OUT, 0)
    return {
        "b": line(one), "recipients": recipient_lines(found), "more": everybody - len(found),
    }  # fmt: skip
