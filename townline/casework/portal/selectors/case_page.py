"""A resident's own case, as the page behind their link shows it: theirs, and nobody else's."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases.api import (
    FINISHED,
    OPEN,
    CaseEvent,
    CaseState,
    Remark,
    merged_ids,
    others_of,
    subject,
    survivor,
    thread_of,
)
from townline.casework.cases.models import Case
from townline.casework.deadlines.api import UNSETTLED, PromisedState
from townline.casework.deadlines.models import PromisedDate
from townline.casework.portal.errors import LinkOver
from townline.casework.portal.models import CaseLink, FollowUp, Rating
from townline.casework.portal.rules.follow_ups import FollowKind, FollowState
from townline.casework.portal.rules.residents import link_hash
from townline.casework.portal.selectors.not_fixed import may_reopen, not_fixed_word
from townline.casework.visits.api import LIVE, VisitState
from townline.casework.visits.models import Visit
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo, ThreadText
from townline.platform.core.history import audit

# What a resident is told of a history; the rest is the office's own.
SHOWN_EVENTS = frozenset(
    {
        Remark.OPEN,
        CaseEvent.ASSIGN.tag,
        CaseEvent.SENT.tag,
        CaseEvent.SENT_INTERIM.tag,
        CaseEvent.SENT_DECLINE.tag,
        CaseEvent.ASK.tag,
        CaseEvent.REPLY.tag,
        CaseEvent.REOPEN.tag,
        CaseEvent.CLOSE.tag,
    }
)
# By the press that somebody undid, the step that no longer holds.
_UNDONE_EVENTS = {"assign": CaseEvent.ASSIGN.tag, "close": CaseEvent.CLOSE.tag}
_GONE = frozenset({"cancelled", "failed"})


@dataclass(frozen=True, slots=True)
class PageStep:
    """A step of a case: an event of its history, and the department it led to."""

    event: str
    at: dt.datetime
    department: str


@dataclass(frozen=True, slots=True)
class PageDay:
    """What comes next or came: a visit (``timed``: at that moment) or a date that was promised."""

    at: dt.datetime
    timed: bool
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What one resident sees of a case. ``stars``: their rating; ``texts``: theirs and to them.

    ``is_asked_why``: they gave few stars, and have not said yet what should be better.
    """

    link_id: int
    case_id: int
    resident_id: int
    code: str
    state: CaseState
    language: str
    department: str | None
    promise_from: dt.datetime
    answer_due_at: dt.datetime
    is_promised: bool
    answered_at: dt.datetime | None
    expires_at: dt.datetime
    texts: list[ThreadText]
    steps: list[PageStep]
    visits: list[PageDay]
    dates: list[PageDay]
    stars: int | None
    is_asked_why: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer that can be rated, or found not to have helped."""
        return self.state in FINISHED and self.answered_at is not None


def link_case(*, token: str, now: dt.datetime) -> tuple[CaseLink, Case]:
    """Find what a token opens. Raises LinkOver: wrong, expired and of nobody look the same."""
    link = CaseLink.objects.select_related("case").filter(token_hash=link_hash(token)).first()
    if link is None or link.expires_at <= now:
        raise LinkOver("this link has expired; text the word for status to get a new one")
    case = survivor(link.case)
    if link.resident_id not in {case.resident_id, *others_of([case.id]).get(case.id, ())}:
        raise LinkOver("this link has expired; text the word for status to get a new one")
    return link, case


def case_page(*, token: str, now: dt.datetime) -> CasePage:
    """Read what the page of a link shows. Raises LinkOver."""
    link, case = link_case(token=token, now=now)
    rating = Rating.objects.filter(case=case, resident=link.resident_id).first()
    reopens = _reopens(case, link.resident_id, now)
    return CasePage(
        link_id=link.id,
        case_id=case.id,
        resident_id=link.resident_id,
        code=case.code or "",
        state=CaseState.REOPENED if reopens else CaseState(case.state),
        language=case.language,
        department=case.department_id,
        promise_from=case.promise_from,
        answer_due_at=case.answer_due_at,
        # The moment that the new answer is due is not known before the text is taken.
        is_promised=case.is_promised and not reopens,
        answered_at=case.answered_at,
        expires_at=link.expires_at,
        texts=_own(case, link.resident_id),
        steps=[*_steps(case), *([PageStep(CaseEvent.REOPEN.tag, now, "")] if reopens else [])],
        visits=_visits(case),
        dates=_dates(case),
        stars=rating.stars if rating else None,
        is_asked_why=_awaits_reason(case, link.resident_id, now),
    )


def _reopens(case: Case, resident_id: int, now: dt.datetime) -> bool:
    """Say whether "not fixed" was pressed on this page, and will open the case in a moment.

    It comes in as a text, which the router takes shortly after: the page does not wait for it.
    """
    if not may_reopen(case, now):
        return False
    words = f"{not_fixed_word(case.language)} {case.code}"
    return words in conversations.page_words_waiting(resident_id=resident_id)


def _awaits_reason(case: Case, resident_id: int, now: dt.datetime) -> bool:
    rows = FollowUp.objects.filter(case=case, resident=resident_id, kind=FollowKind.RATING)
    return rows.filter(state=FollowState.WONDERING, wonder_until__gt=now).exists()


def _own(case: Case, resident_id: int) -> list[ThreadText]:
    """Give a resident's texts and those sent to them; not what waits, or never left."""
    texts = thread_of(case.id)
    mine = (text for text in texts if text.resident_id == resident_id)
    return [t for t in mine if t.direction == "in" or _has_left(t)]


def _has_left(text: ThreadText) -> bool:
    # An answer can still be taken back while it is held: it is not theirs yet.
    return text.accepted_at is not None and text.state not in _GONE


def _steps(case: Case) -> list[PageStep]:
    """Give the steps that still hold: what was taken back never reached the resident."""
    events = [*SHOWN_EVENTS, CaseEvent.TAKE_BACK.tag]
    found: list[PageStep] = []
    for line in audit.history(subject(case.id)).filter(event__in=events):
        if line.event == CaseEvent.TAKE_BACK.tag:
            _take_out(found, _UNDONE_EVENTS.get(str(line.data.get("deed"))))
        else:
            found.append(PageStep(line.event, line.at, line.data.get("department") or ""))
    return found


def _take_out(found: list[PageStep], event: str | None) -> None:
    last = next((at for at in reversed(range(len(found))) if found[at].event == event), None)
    if last is not None:
        del found[last]


def _visits(case: Case) -> list[PageDay]:
    """Give the visits that residents have heard of, but for those that were called off."""
    shown = [*LIVE, VisitState.DONE]
    rows = Visit.objects.filter(case__in=[case.id, *merged_ids(case.id)], told=True)
    return [
        PageDay(visit.planned_at, visit.timed, visit.state == VisitState.DONE)
        for visit in rows.filter(state__in=shown).order_by("planned_at")
    ]


def _dates(case: Case) -> list[PageDay]:
    """Give the dates that answers named, but for those that were moved or taken back."""
    shown = [*UNSETTLED, PromisedState.KEPT]
    rows = PromisedDate.objects.filter(case=case, next_word=False, state__in=shown)
    return [
        PageDay(row.due_at, False, row.state == PromisedState.KEPT)
        for row in rows.order_by("due_at")
    ]


def case_page_photo(*, token: str, sha256: str, now: dt.datetime) -> Photo:
    """Give a photo of a resident's own texts, or of an answer to them. Raises LinkOver."""
    link, case = link_case(token=token, now=now)
    for text in _own(case, link.resident_id):
        for photo in text.photos:
            if photo.sha256 == sha256:
                return photo
    raise LinkOver("there is no such photo")
