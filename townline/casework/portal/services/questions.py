"""What follow-ups ask a telephone, as short replies are found to be meant for them."""

import unicodedata
from collections.abc import Callable, Sequence

from django.db.models import Q

from townline.casework.cases.api import CaseState, subject
from townline.casework.cases.models import Case
from townline.casework.portal.models import FollowUp
from townline.casework.portal.rules.follow_ups import FollowKind, FollowState
from townline.casework.portal.rules.residents import Reply, reply_of, stars_of
from townline.casework.portal.services.asking import question_words
from townline.casework.portal.services.notifications import fill_text, opening_words, queue_text
from townline.casework.portal.services.replies import BY, check_in_take, emit_reply, rating_take
from townline.casework.portal.services.texts import line_words
from townline.platform.conversations.api import (
    Asker,
    Cause,
    Claim,
    IncomingView,
    OpenQuestion,
    ParsedReply,
)
from townline.platform.core import district
from townline.platform.core.text.languages import page_language

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
