"""What follow-ups ask a telephone, as short replies are found to be meant for them."""

import unicodedata
from collections.abc import Callable, Sequence

from django.db.models import Q

from townline.casework.cases.api import State, subject
from townline.casework.cases.models import Case
from townline.casework.portal.models import FollowUp
from townline.casework.portal.rules.follow_ups import FollowKind, FollowState
from townline.casework.portal.rules.residents import Reply, reply_of, stars_of
from townline.casework.portal.services.asking import question_words
from townline.casework.portal.services.notifications import said_of, tell, told
from townline.casework.portal.services.replies import BY, check_in_take, rating_take, reply_tell
from townline.casework.portal.services.texts import line_words
from townline.platform.conversations.api import (
    Asker,
    Cause,
    Claim,
    Heard,
    IncomingView,
    OpenQuestion,
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
        _asker(FollowKind.RATING, _stars_heard),
        _asker(FollowKind.CHECK_IN, _reply_heard),
    ]


def _asker(kind: FollowKind, hears: Callable[[str], Heard | None]) -> Asker:
    def asked(view: IncomingView, _: Heard) -> list[OpenQuestion]:
        return _asked(kind, view)

    def says(question: OpenQuestion, heard: Heard, language: str) -> str:
        case = _row(question).case
        return told(f"question_{kind}", case, language, reply=_reply(kind, heard, language))

    return Asker(
        name=f"cases.{kind}", hears=hears, asked=asked, answer=_answer, which=_newest, says=says
    )


def _stars_heard(body: str) -> Heard | None:
    stars = stars_of(body, line_words())
    return Heard(str(stars)) if stars else _digit_heard(body)


def _reply_heard(body: str) -> Heard | None:
    reply = reply_of(body, line_words())
    if reply is None:
        return _digit_heard(body)
    return Heard(str(reply), worded=_digit_heard(body) is None)


def _digit_heard(body: str) -> Heard | None:
    text = unicodedata.normalize("NFKC", body).strip(" .!")
    return Heard(text) if len(text) == 1 and text.isdigit() else None


def _asked(kind: FollowKind, view: IncomingView) -> list[OpenQuestion]:
    if view.blocked:
        return []
    running = Q(state__in=[FollowState.ASKED, FollowState.WONDERING])
    if kind is FollowKind.RATING:
        # A rating that was given can be given anew while its question is open.
        running |= Q(state=FollowState.ANSWERED)
    found = FollowUp.objects.filter(
        running, kind=kind, resident=view.resident_id, open_until__gt=view.received_at
    )
    return [_question(kind, row) for row in found.exclude(case__state=State.MERGED)]


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


def _answer(view: IncomingView, question: OpenQuestion, heard: Heard) -> Claim | None:
    case = Case.objects.select_for_update().get(id=_row(question).case_id)
    row = FollowUp.objects.select_for_update().get(id=_row(question).pk)
    if heard.answer not in question.takes:
        return _ask_again(row, case, view)
    if row.kind == FollowKind.RATING:
        return rating_take(row, case, view, int(heard.answer))
    return reply_tell(view, check_in_take(row, case, view, Reply(heard.answer)))


def _ask_again(row: FollowUp, case: Case, view: IncomingView) -> Claim:
    """Say once more what is asked: the digit was none of its answers."""
    said = said_of(case, row.resident_id)
    words = question_words(FollowKind(row.kind), case, view.language, said)
    tell(words, case, view.resident_id, view.now, cause=Cause.ASKED)
    return Claim(by=BY, reference=subject(case.id))


def _newest(view: IncomingView, questions: Sequence[OpenQuestion], heard: Heard) -> Claim | None:
    # One resident is asked one such question at a time; the latest is the one that is read.
    return _answer(view, questions[0], heard)


def _reply(kind: FollowKind, heard: Heard, language: str) -> str:
    """Give the reply in words that no other question takes."""
    lang = page_language(language)
    if kind is FollowKind.RATING:
        unit = district.words("rating")[lang][0]
        return f"{heard.answer}{'' if lang == 'ko' else ' '}{unit}"
    words = district.words(heard.answer)[lang]
    return next(word for word in words if not word[0].isdigit())
