"""A household's short reply: which question it answers, and what becomes of the visit."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from townline.casework.cases import api as cases
from townline.casework.cases.api import CaseError
from townline.platform.conversations.api import (
    Asker,
    Cause,
    Claim,
    IncomingView,
    OpenQuestion,
    ParsedReply,
)
from townline.platform.core import district
from townline.platform.core.text.line_words import group_words
from townline.platform.core.text.typed import Lexicon
from townline.prevention.surveys.routes.models import Appointment
from townline.prevention.surveys.routes.rules.replies import (
    GROUPS,
    TIMES,
    AppointmentEvent,
    AppointmentState,
    Reply,
    appointment_subject,
    reply_of,
)
from townline.prevention.surveys.routes.selectors.offers import TimeOffer
from townline.prevention.surveys.routes.services import appointments

BY = "surveys.appointment"
_ANSWERABLE = (
    AppointmentState.ASKED,
    AppointmentState.CHOSEN,
    AppointmentState.REFUSED,
    AppointmentState.HELP,
)


def appointment_asker() -> Asker:
    """Ask a household for one of three times by a digit or a word; none, or help, as well."""
    return Asker(
        name=BY,
        hears=_hears,
        asked=_open_questions,
        answer=_answer,
        which=_newest,
        says=_question_words,
    )


def _words(settings: district.Settings) -> Lexicon:
    return Lexicon(
        {name: group_words(settings, name) for name in GROUPS},
        polite=group_words(settings, "polite"),
        never=group_words(settings, "never"),
    )


def _hears(body: str) -> ParsedReply | None:
    found = reply_of(body, district.derive(_words))
    return ParsedReply(found[0], worded=found[1]) if found else None


def _open_questions(view: IncomingView, _: ParsedReply) -> list[OpenQuestion]:
    if view.blocked:
        return []
    rows = Appointment.objects.filter(resident_id=view.resident_id, state__in=_ANSWERABLE)
    newest: dict[int, Appointment] = {}
    for row in rows.order_by("asked_at"):
        newest[row.home_id] = row
    return [_question(row) for row in newest.values()]


def _question(row: Appointment) -> OpenQuestion:
    last = TimeOffer.read(row.offers[-1])
    ends = _begins(last)
    count = len(row.offers)
    return OpenQuestion(
        reference=appointment_subject(row.pk),
        takes=frozenset({*TIMES[:count], Reply.REFUSE, Reply.HELP}),
        asked_at=row.asked_at,
        open_until=row.open_until,
        # A chosen time can be changed by a digit until the last of them has come.
        heard_until=max(ends, row.open_until),
        answered=row.state != AppointmentState.ASKED,
    )


def _begins(offer: TimeOffer) -> dt.datetime:
    return dt.datetime.combine(offer.day, offer.begins_at, district.current().zone)


def _row(question: OpenQuestion) -> Appointment:
    number = int(question.reference.removeprefix("appointment:"))
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("home")
    return rows.get(id=number)


def _answer(view: IncomingView, question: OpenQuestion, parsed: ParsedReply) -> Claim | None:
    row = _row(question)
    if parsed.answer not in question.takes:
        appointments.send_question(row, view.now, cause=Cause.ASKED)
        return _claim(row)
    reply = Reply(parsed.answer)
    if reply is Reply.HELP:
        return _help(view, row)
    if reply is Reply.REFUSE:
        return _refuse_visit(view, row)
    return _choose_time(view, row, int(reply))


def _claim(row: Appointment) -> Claim:
    return Claim(by=BY, reference=appointment_subject(row.pk))


def _choose_time(view: IncomingView, row: Appointment, number: int) -> Claim:
    language = view.language
    try:
        offer = appointments.time_choose(row, number, now=view.now)
    except CaseError:
        # The surveyor is away since, the day came, the home was settled: a person asks anew.
        body = cases.automatic("visit_gone", language)
    else:
        body = cases.automatic(
            "visit_chosen",
            language,
            when=offer.in_language(language),
            who=appointments.department(language),
        )
    appointments.send_text(row, body, view.now, cause=Cause.ASKED)
    return _claim(row)


def _refuse_visit(view: IncomingView, row: Appointment) -> Claim:
    if row.state != AppointmentState.REFUSED:
        appointments.visit_refuse(row, now=view.now)
    body = cases.automatic("visit_refused", view.language)
    appointments.send_text(row, body, view.now, cause=Cause.ASKED)
    return _claim(row)


def _help(view: IncomingView, row: Appointment) -> Claim:
    """Open a case, as any text that needs a person does; its title says what it is about."""
    if row.state != AppointmentState.HELP:
        appointments.move(row, AppointmentEvent.HELP, now=view.now)
    place = " ".join(filter(None, (row.home.address, row.home.unit)))
    words = cases.automatic("visit_help_title", view.language, visit=place)
    return cases.text_claim(dataclasses.replace(view, body=words))


def _newest(
    view: IncomingView, questions: Sequence[OpenQuestion], parsed: ParsedReply
) -> Claim | None:
    """Of several homes of one telephone, the one asked about last is meant."""
    latest = max(questions, key=lambda each: each.asked_at)
    return _answer(view, latest, parsed)


def _question_words(question: OpenQuestion, parsed: ParsedReply, language: str) -> str:
    del question
    group = next((name for name, reply in GROUPS.items() if reply == parsed.answer), "")
    words = district.words(group).get(language, ()) if group else ()
    reply = words[0] if words else parsed.answer
    return cases.automatic("question_visit", language, reply=reply)
