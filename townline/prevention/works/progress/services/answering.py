"""A resident's digit: the day of a visit moves, or the finished work is looked into."""

import datetime as dt
import unicodedata
from collections.abc import Sequence

from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import (
    Asker,
    Cause,
    Claim,
    IncomingView,
    OpenQuestion,
    ParsedReply,
)
from townline.platform.core import resident_moments
from townline.platform.core.history import audit
from townline.prevention.work_orders import api as work_orders
from townline.prevention.works.api import Measure, measure_subject
from townline.prevention.works.progress.models import ResidentAsk
from townline.prevention.works.progress.rules.asks import NONE_SUITS, TAKES, WELL, AskKind
from townline.prevention.works.progress.rules.remarks import ANSWERED, KIND
from townline.prevention.works.progress.selectors.sites import measure_label
from townline.prevention.works.progress.selectors.wording import words

BY = "works"


def work_asker() -> Asker:
    """Ask residents for a digit about works at their home."""
    return Asker(
        name=BY,
        hears=_hears,
        asked=_open_questions,
        answer=_answer,
        which=_latest,
        says=_question_words,
    )


def _hears(body: str) -> ParsedReply | None:
    text = unicodedata.normalize("NFKC", body).strip(" .!번")
    return ParsedReply(text) if text in TAKES[AskKind.VISIT] else None


def _open_questions(view: IncomingView, _: ParsedReply) -> list[OpenQuestion]:
    if view.blocked:
        return []
    rows = ResidentAsk.objects.filter(resident_id=view.resident_id, open_until__gt=view.received_at)
    return [_question(row) for row in rows.order_by("-asked_at", "-id")]


def _question(row: ResidentAsk) -> OpenQuestion:
    return OpenQuestion(
        reference=f"works_ask:{row.pk}",
        takes=TAKES[row.kind],
        asked_at=row.asked_at,
        open_until=row.open_until,
        heard_until=row.open_until,
        answered=bool(row.answer),
    )


def _row(question: OpenQuestion) -> ResidentAsk:
    number = int(question.reference.removeprefix("works_ask:"))
    return ResidentAsk.objects.select_related("measure__object").get(id=number)


def _latest(
    view: IncomingView, questions: Sequence[OpenQuestion], parsed: ParsedReply
) -> Claim | None:
    return _answer(view, max(questions, key=lambda one: one.asked_at), parsed)


def _answer(view: IncomingView, question: OpenQuestion, parsed: ParsedReply) -> Claim | None:
    if parsed.answer not in question.takes:
        return None
    row = ResidentAsk.objects.select_for_update().get(id=_row(question).pk)
    chosen = _chosen_day(row, parsed.answer)
    row.answer, row.answered_at, row.chosen_on = parsed.answer, view.now, chosen
    row.save(update_fields=["answer", "answered_at", "chosen_on"])
    audit.record(
        audit.AuditEntry(
            subject=measure_subject(row.measure_id), event=ANSWERED[row.kind], at=view.now,
            actor=audit.RESIDENT,
            data={"answer": parsed.answer, "day": chosen.isoformat() if chosen else ""},
        )
    )  # fmt: skip
    _send_text(view, _reply(_row(question), parsed.answer, chosen))
    if row.kind == AskKind.VISIT and parsed.answer != WELL:
        _notify_firm(_row(question), chosen, view.now)
    return Claim(by=BY, reference=measure_subject(row.measure_id))


def _chosen_day(row: ResidentAsk, answer: str) -> dt.date | None:
    if row.kind != AskKind.VISIT or answer == NONE_SUITS:
        return None
    return dt.date.fromisoformat(row.days[int(answer) - 1])


def _reply(row: ResidentAsk, answer: str, chosen: dt.date | None) -> str:
    if row.kind == AskKind.AFTER:
        return _message_text("thanks" if answer == WELL else "looked_into", row, None)
    return _message_text("fixed" if chosen else "none", row, chosen)


def _message_text(name: str, row: ResidentAsk, day: dt.date | None, lang: str = "") -> str:
    lang = lang or row.language
    return words(
        name, lang, work=measure_label(row.measure, lang), place=row.measure.object.address,
        firm=firm_of(row.measure), day=resident_moments.day(day, lang) if day else "",
        second="", third="", link="",
    )  # fmt: skip


def firm_of(measure: Measure) -> str:
    """Name the firm that has a measure, "" for nobody."""
    order = work_orders.latest_orders(KIND, [measure.pk]).get(measure.pk)
    return order.contractor.name if order else ""


def _send_text(view: IncomingView, body: str) -> None:
    conversations.automatic_queue(
        resident_id=view.resident_id, body=body, reference=f"resident:{view.resident_id}",
        now=view.now, cause=Cause.ASKED,
    )  # fmt: skip


def _notify_firm(row: ResidentAsk, chosen: dt.date | None, now: dt.datetime) -> None:
    """The firm reads of another day at once; who lives there it does not learn."""
    order = work_orders.latest_orders(KIND, [row.measure_id]).get(row.measure_id)
    if order is None or chosen is None:
        return
    work_orders.firm_text(order, order.contractor, _message_text("moved", row, chosen, "ko"), now)


def _question_words(question: OpenQuestion, parsed: ParsedReply, language: str) -> str:
    row = _row(question)
    return f"{parsed.answer}: {measure_label(row.measure, language)} ({row.measure.object.address})"
