"""What follow-ups ask a telephone, as short replies are found to be meant for them."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Max, Q

from townline.casework.cases import api as cases
from townline.casework.cases.api import FINISHED, CaseState, Remark, subject
from townline.casework.cases.models import Case
from townline.casework.portal.models import FollowUp
from townline.casework.portal.rules.follow_ups import FollowEvent, FollowKind, FollowState
from townline.casework.portal.rules.residents import Reply, reply_of, stars_of
from townline.casework.portal.services.follow_ups import FOLLOW_UPS, record_question
from townline.casework.portal.services.notifications import (
    fill_text,
    opening_words,
    queue_text,
    remark,
)
from townline.casework.portal.services.replies import BY, check_in_take, emit_reply, rating_take
from townline.casework.portal.services.texts import asking, line_words, office_time
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import (
    Asker,
    Cause,
    Claim,
    IncomingView,
    OpenQuestion,
    ParsedReply,
)
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.personal_data import persons
from townline.platform.core.text.languages import page_language

# Asking what is due, in office hours, one question at a time; and ending what nobody answered.

_RUNNING = (FollowState.ASKED, FollowState.WONDERING)
_TEXTS = {FollowKind.RATING: "rate_request", FollowKind.CHECK_IN: "check_in"}
_ENDED = {FollowKind.RATING: Remark.RATE_END, FollowKind.CHECK_IN: Remark.CHECK_IN_END}
_LATER = dt.timedelta(hours=1)
_FORGOTTEN = dt.timedelta(days=30)


def follow_ups_run(*, now: dt.datetime, limit: int = 200) -> int:
    """Ask what is due and end what is over; one transaction each, safe to repeat.

    Returns how many were moved along, put off ones included.
    """
    over = FollowUp.objects.filter(state__in=_RUNNING, open_until__lte=now).order_by("open_until")
    due = FollowUp.objects.filter(state=FollowState.PLANNED, due_at__lte=now).order_by("due_at")
    ids = [*over.values_list("id", "case")[:limit], *due.values_list("id", "case")[:limit]]
    return sum(_step(follow_up, case, now) for follow_up, case in ids)


@transaction.atomic
def _step(follow_up_id: int, case_id: int, now: dt.datetime) -> bool:
    # The case first, as where a reply comes in: nobody waits for the other.
    case = Case.objects.select_for_update(skip_locked=True).filter(id=case_id).first()
    locked = FollowUp.objects.select_for_update(skip_locked=True)
    row = locked.filter(id=follow_up_id).first() if case else None
    if case is None or row is None:
        return False
    if row.state == FollowState.PLANNED and row.due_at <= now:
        _ask(row, case, now)
        return True
    if row.state in _RUNNING and row.open_until and row.open_until <= now:
        _end(row, case, FollowEvent.EXPIRE, now)
        return True
    return False


def _end(row: FollowUp, case: Case, event: FollowEvent, now: dt.datetime, why: str = "") -> None:
    is_wondering = row.state == FollowState.WONDERING
    FOLLOW_UPS.move(row, event, actor=audit.SYSTEM, now=now, reason=why)
    if event is FollowEvent.EXPIRE and not is_wondering:
        remark(case, _ENDED[FollowKind(row.kind)], audit.SYSTEM, now, follow_up=row.id)


def _ask(row: FollowUp, case: Case, now: dt.datetime) -> None:
    kind = FollowKind(row.kind)
    opening = opening_words(case, row.resident_id)
    why = _why_not(row, case, opening, now)
    if why:
        _end(row, case, FollowEvent.DROP, now, why)
        return
    moment = max(office_time(cases.ends(now) or now), free_from(row.resident_id, now))
    language = _language(row)
    body = question_words(kind, case, language, opening)
    if moment > now or queue_text(body, case, row.resident_id, now) is None:
        # Not now: the office is closed, another question is open, or the hour's texts are used up.
        row.due_at = max(moment, now + _LATER) if moment <= now else moment
        row.save(update_fields=["due_at"])
        return
    record_question(row, case, now)


def question_words(kind: FollowKind, case: Case, language: str, opening: str) -> str:
    """Word the question; ``said``: how the resident's own text begins."""
    return fill_text(_TEXTS[kind], case, language, said=opening)


def _language(row: FollowUp) -> str:
    return conversations.residents_brief([row.resident_id])[row.resident_id].language


def _why_not(row: FollowUp, case: Case, opening: str, now: dt.datetime) -> str:
    """Say why a resident is not to be asked at all; "" when they may be."""
    brief = conversations.residents_brief([row.resident_id])[row.resident_id]
    if case.state not in FINISHED or case.answered_at != row.answered_at:
        return "the case went on"
    if unreachable(brief, now):
        return "no automatic text goes to this number"
    if not opening or opening == persons.WORDS or not asking(FollowKind(row.kind)).enabled:
        return "there is nothing to ask about any more"
    return _too_late(row, now)


def unreachable(brief: conversations.ResidentBrief, now: dt.datetime) -> bool:
    """Say whether no text of our own accord goes to a resident."""
    blocked = brief.blocked_until is not None and brief.blocked_until > now
    return not brief.is_mobile or bool(brief.stopped_at) or blocked or brief.is_erased


def _too_late(row: FollowUp, now: dt.datetime) -> str:
    """A rating is asked soon or not at all; nothing is asked of what is long forgotten."""
    settings = asking(FollowKind(row.kind))
    rating = row.kind == FollowKind.RATING
    if rating and free_from(row.resident_id, now) > now:
        return "another question to this resident is open"
    if now - row.answered_at > settings.after + (settings.open_for if rating else _FORGOTTEN):
        return "the answer is too long ago"
    return ""


def free_from(resident_id: int, now: dt.datetime) -> dt.datetime:
    """Give from when no other question to the resident is open."""
    others = FollowUp.objects.filter(resident=resident_id, state__in=_RUNNING, open_until__gt=now)
    last: dt.datetime | None = others.aggregate(last=Max("open_until"))["last"]
    return last or now


_TAKES = {
    FollowKind.RATING: frozenset("12345"),
    FollowKind.CHECK_IN: frozenset(map(str, Reply)),
}


def follow_up_askers() -> list[Asker]:
    """Ask for a rating from 1 to 5, and how it is a month later."""
    return [
        _asker(FollowKind.RATING, _read_stars),
        _asker(FollowKind.CHECK_IN, _read_reply),
    ]


def _asker(kind: FollowKind, hears: Callable[[str], ParsedReply | None]) -> Asker:
    def open_questions(view: IncomingView, _: ParsedReply) -> list[OpenQuestion]:
        return _open_questions(kind, view)

    def question_text(question: OpenQuestion, answer_read: ParsedReply, language: str) -> str:
        case = _row(question).case
        return fill_text(
            f"question_{kind}", case, language, reply=_reply(kind, answer_read, language)
        )

    return Asker(
        name=f"cases.{kind}",
        hears=hears,
        asked=open_questions,
        answer=_answer,
        which=_newest,
        says=question_text,
    )


def _read_stars(body: str) -> ParsedReply | None:
    stars = stars_of(body, line_words())
    return ParsedReply(str(stars)) if stars else _read_digit(body)


def _read_reply(body: str) -> ParsedReply | None:
    reply = reply_of(body, line_words())
    if reply is None:
        return _read_digit(body)
    return ParsedReply(str(reply), worded=_read_digit(body) is None)


def _read_digit(body: str) -> ParsedReply | None:
    text = unicodedata.normalize("NFKC", body).strip(" .!")
    return ParsedReply(text) if len(text) == 1 and text.isdigit() else None


def _open_questions(kind: FollowKind, view: IncomingView) -> list[OpenQuestion]:
    if view.blocked:
        return []
    running = Q(state__in=[FollowState.ASKED, FollowState.WONDERING])
    if kind is FollowKind.RATING:
        # A rating that was given can be given anew while its question is open.
        running |= Q(state=FollowState.ANSWERED)
    found = FollowUp.objects.filter(
        running, kind=kind, resident=view.resident_id, open_until__gt=view.received_at
    )
    return [_question(kind, row) for row in found.exclude(case__state=CaseState.MERGED)]


def _question(kind: FollowKind, row: FollowUp) -> OpenQuestion:
    until = row.open_until or row.due_at
    return OpenQuestion(
        reference=f"follow_up:{row.pk}",
        takes=_TAKES[kind],
        asked_at=row.asked_at or row.due_at,
        open_until=until,
        heard_until=until,
        answered=row.state != FollowState.ASKED,
    )


def _row(question: OpenQuestion) -> FollowUp:
    number = int(question.reference.removeprefix("follow_up:"))
    return FollowUp.objects.select_related("case").get(id=number)


def _answer(view: IncomingView, question: OpenQuestion, answer_read: ParsedReply) -> Claim | None:
    case = Case.objects.select_for_update().get(id=_row(question).case_id)
    row = FollowUp.objects.select_for_update().get(id=_row(question).pk)
    if answer_read.answer not in question.takes:
        return _ask_again(row, case, view)
    if row.kind == FollowKind.RATING:
        return rating_take(row, case, view, int(answer_read.answer))
    return emit_reply(view, check_in_take(row, case, view, Reply(answer_read.answer)))


def _ask_again(row: FollowUp, case: Case, view: IncomingView) -> Claim:
    """Say once more what is asked: the digit was none of its answers."""
    opening = opening_words(case, row.resident_id)
    words = question_words(FollowKind(row.kind), case, view.language, opening)
    queue_text(words, case, view.resident_id, view.now, cause=Cause.ASKED)
    return Claim(by=BY, reference=subject(case.id))


def _newest(
    view: IncomingView, questions: Sequence[OpenQuestion], answer_read: ParsedReply
) -> Claim | None:
    # One resident is asked one such question at a time; the latest is the one that is read.
    return _answer(view, questions[0], answer_read)


def _reply(kind: FollowKind, answer_read: ParsedReply, language: str) -> str:
    """Give the reply in words that no other question takes."""
    lang = page_language(language)
    if kind is FollowKind.RATING:
        unit = district.words("rating")[lang][0]
        return f"{answer_read.answer}{'' if lang == 'ko' else ' '}{unit}"
    words = district.words(answer_read.answer)[lang]
    return next(word for word in words if not word[0].isdigit())
