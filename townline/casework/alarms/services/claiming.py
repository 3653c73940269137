"""A reply from a telephone that was told of an alarm acknowledges it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, Q

from townline.casework.alarms.errors import AlarmOver
from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import (
    HIDDEN,
    AlarmRemark,
    AlarmState,
    acknowledgement,
    alarm_id_of,
    alarm_subject,
)
from townline.casework.alarms.services.actions import acknowledge
from townline.casework.alarms.services.marks import alarm_record
from townline.casework.cases.api import (
    automatic,
    case_lock,
    merged_ids,
    publish,
    survivor,
    survivors,
)
from townline.casework.cases.models import Case
from townline.casework.cases.settings import Cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import (
    Asker,
    Cause,
    Claim,
    IncomingView,
    OpenQuestion,
    ParsedReply,
)
from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.platform.core.text.languages import page_language
from townline.platform.core.text.line_words import group_words
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission

BY = "cases.alarm"
# A late reply is still one: it is told who was faster.
_LATE = dt.timedelta(hours=2)
_SEEN = "seen "
_DUTY = {"ko": "당직 전화", "en": "the duty phone"}


def _words(settings: district.Settings) -> frozenset[str]:
    found = group_words(settings, "alarm")
    return frozenset("".join(filter(str.isalnum, word.lower())) for word in found) - {""}


def alarm_asker() -> Asker:
    """Ask those on duty whether they have seen an alarm; ``1`` or ``확인 H7-2481`` says so."""
    return Asker(
        name=BY,
        hears=_hears,
        asked=_open_questions,
        answer=_claim_answer,
        which=_which,
        says=_question_text,
    )


def _hears(body: str) -> ParsedReply | None:
    prefix = district.part(Cases).case_code_prefix
    code = acknowledgement(body, words=district.derive(_words), prefix=prefix)
    # A code narrows down which alarms are meant (``_open_questions``); several may be of one case.
    return None if code is None else ParsedReply(f"{_SEEN}{code}")


def _open_questions(view: IncomingView, answer_read: ParsedReply) -> list[OpenQuestion]:
    """Give the alarms that this number was told of: those that wait, else what is just over."""
    alarms = Alarm.objects.filter(told__resident_id=view.resident_id)
    if code := answer_read.answer.removeprefix(_SEEN):
        ids = survivors([code])
        alarms = alarms.filter(told__case__in=ids) | alarms.filter(case__in=ids)
    fresh = alarms.filter(raised_at__gt=view.now - _LATE) | alarms.filter(state=AlarmState.RAISED)
    # Told again at each stage: the last time is when it was asked.
    mine = Max("told__at", filter=Q(told__resident_id=view.resident_id))
    found = fresh.distinct().annotate(asked=mine).values_list("pk", "state", "raised_at", "asked")
    return [
        OpenQuestion(
            reference=alarm_subject(pk),
            takes=frozenset({answer_read.answer}),
            asked_at=notified_at or raised_at,
            open_until=view.now + _LATE,
            heard_until=raised_at + _LATE,
            answered=state != AlarmState.RAISED,
            urgent=True,
        )
        for pk, state, raised_at, notified_at in found
    ]


def _claim_answer(view: IncomingView, question: OpenQuestion, _: ParsedReply) -> Claim:
    alarm = Alarm.objects.get(id=alarm_id_of(question.reference))
    if not question.answered:
        _acknowledge(alarm, view)
    return _acknowledged_claim(view, alarm.pk)


def _which(
    view: IncomingView, questions: Sequence[OpenQuestion], answer_read: ParsedReply
) -> Claim:
    """Ask back among several; a code that names a case means all alarms of it."""
    if answer_read.answer == _SEEN:
        return _queue_reply(view, "alarm_which", count=str(len(questions)))
    for question in questions[1:]:
        if not question.answered:
            _acknowledge(Alarm.objects.get(id=alarm_id_of(question.reference)), view)
    return _claim_answer(view, questions[0], answer_read)


def _question_text(question: OpenQuestion, answer_read: ParsedReply, language: str) -> str:
    alarm = Alarm.objects.select_related("case").get(id=alarm_id_of(question.reference))
    code = (alarm.case.code if alarm.case else "") or ""
    word = district.words("alarm")[page_language(language)][1]
    return automatic("question_alarm", language, code=code or "-", reply=f"{word} {code}".strip())


def _acknowledge(found: Alarm, view: IncomingView) -> None:
    case = None
    if found.case_id is not None:
        mine = Case.objects.get(id=found.case_id)
        case = Case.objects.select_for_update().get(id=survivor(mine).id)
    alarm = Alarm.objects.select_for_update().get(id=found.id)
    if alarm.state != AlarmState.RAISED:
        return
    recipients = AlarmTold.objects.filter(alarm=alarm, resident_id=view.resident_id)
    staff = recipients.exclude(staff=None).values_list("staff", flat=True).first()
    acknowledge(alarm, case, staff=staff, actor=_actor(staff), via="text", now=view.now)


def _actor(staff: int | None) -> audit.Actor:
    person = departments.staff_by_id(staff) if staff else None
    if person is None:
        return audit.Actor("duty", None, "당직 전화")
    return audit.Actor("staff", person.id, person.name_ko, "text")


def _acknowledged_claim(view: IncomingView, alarm_id: int) -> Claim:
    """Answer whose word counts, by code; a drill has none."""
    alarm = Alarm.objects.select_related("case", "acknowledged_by").get(id=alarm_id)
    who = alarm.acknowledged_by
    return _queue_reply(
        view,
        "alarm_seen" if alarm.acknowledged_at else "alarm_over",
        reference=alarm_subject(alarm.pk),
        code=(alarm.case.code if alarm.case else "") or "-",
        who=(who.name_ko if view.language == "ko" else who.name_en)
        if who
        else _DUTY[page_language(view.language)],
        at=resident_moments.moment(
            alarm.acknowledged_at or alarm.ended_at or view.now, view.language
        ),
    )


def _queue_reply(view: IncomingView, key: str, *, reference: str = "", **values: str) -> Claim:
    reference = reference or f"resident:{view.resident_id}"
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=automatic(key, view.language, **values),
        reference=reference,
        now=view.now,
        cause=Cause.URGENT,
    )
    return Claim(by=BY, reference=reference)


# A person lets automatic texts go to a resident again who may have been hiding.


def texts_held(resident_id: int) -> bool:
    """Say whether no automatic text goes to a case's resident."""
    return bool(conversations.automatic_held([resident_id]))


@transaction.atomic
def automatic_release(act: Act, *, code: str) -> Case:
    """Let automatic texts go to the resident of a case again. Raises AlarmOver where they do."""
    case = case_lock(
        code=code, viewer=act.viewer, permission=Permission.WRITE, allow_participants=True
    )
    if not conversations.automatic_release(resident_ids=[case.resident_id]):
        raise AlarmOver("automatic texts go to this resident already", state=case.state)
    mine = Alarm.objects.filter(case__in=[case.id, *merged_ids(case.id)], kind=HIDDEN)
    alarm = mine.order_by("-id").first()
    if alarm is not None:
        alarm_record(alarm, case, AlarmRemark.RELEASE, act.actor, act.now)
    publish(case)
    return case
