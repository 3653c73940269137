"""Broadcasts ready to draw: their words and marks."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.prevention.incidents.broadcasts import api
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.broadcasts.rules import LEFT_OUT

# Words of broadcasts' states and of what became of their texts, with the shapes of their marks.

# Icon, level, word.
type Mark = tuple[str, str, Promise]

STATES: dict[str, Mark] = {
    api.BroadcastState.DRAFT: ("ring", "calm", _("작성 중")),
    api.BroadcastState.SUBMITTED: ("clock", "warning", _("승인 대기")),
    api.BroadcastState.APPROVED: ("dots", "warning", _("발송 중")),
    api.BroadcastState.SENT: ("tick", "success", _("발송함")),
    api.BroadcastState.STOPPED: ("pause", "danger", _("발송 중단")),
}
QUIET: Mark = ("clock", "warning", _("아침 발송 대기"))
OUTCOMES: dict[str, Mark] = {
    "": ("ring", "calm", _("발송 대기")),
    "accepted": ("dots", "calm", _("발송")),
    "delivered": ("tick", "success", _("전달")),
    "failed": ("overdue", "danger", _("발송 실패")),
    "unknown": ("pause", "warning", _("발송 보류")),
    "cancelled": ("away", "calm", _("발송 안 함")),
    "left_out": ("cross", "calm", _("받는 분에서 제외")),
    "refused": ("away", "calm", _("수신 거부")),
}
LANGUAGES: dict[str, Promise] = {
    "ko": _("한국어"), "en": _("영어"), "zh": _("중국어"), "vi": _("베트남어"), "th": _("태국어"),
    "ru": _("러시아어"), "ja": _("일본어"), "uz": _("우즈베크어"), "mn": _("몽골어"),
}  # fmt: skip


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
