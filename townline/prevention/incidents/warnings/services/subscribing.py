"""Who asks to be warned, by text or on a page, and who asks no more."""

import datetime as dt

from django.db import transaction

from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, Claim, IncomingView
from townline.platform.conversations.events import AutomaticStopped
from townline.platform.core.history import audit
from townline.platform.core.text import msisdn
from townline.prevention.incidents.warnings.errors import (
    UnknownWarningKind,
    WarningCode,
    WarningPhone,
    WarningTooOften,
)
from townline.prevention.incidents.warnings.models import Subscription
from townline.prevention.incidents.warnings.rules import WarningRequest
from townline.prevention.incidents.warnings.selectors import (
    dong_check,
    dong_name,
    dongs,
    example,
    grades_at_home,
    kind_name,
    kind_of,
    read_request,
    warning_settings,
    warning_text,
)
from townline.prevention.surveys.events import HomeMoved

BY = "warnings.ask"
TEXT, PAGE = "text", "page"
_PURPOSE = "warnings"
_NAMED = 5  # dongs or kinds that an answer names


@transaction.atomic
def subscription_put(
    *, kind: str, dong: str, resident_id: int, language: str, via: str, now: dt.datetime
) -> bool:
    """Keep that a proved telephone asks; False where it did before.

    Raises UnknownWarningKind, UnknownWarningDong.
    """
    kind_of(kind)
    dong_check([dong])
    values = {
        "language": language, "grade": grades_at_home(resident_id=resident_id).get(resident_id, "")
    }  # fmt: skip
    _, made = Subscription.objects.update_or_create(
        kind=kind, dong=dong, resident_id=resident_id,
        defaults=values,
        create_defaults=values | {"via": via, "at": now},
    )  # fmt: skip
    if made:
        _record(resident_id, "resident:warnings:start", now, kind=kind, dong=dong)
    return made


def _record(resident_id: int, event: str, now: dt.datetime, **data: object) -> None:
    audit.record(
        audit.AuditEntry(
            subject=f"resident:{resident_id}", event=event, actor=audit.RESIDENT, at=now, data=data
        )
    )


def graded_follow(event: HomeMoved) -> None:
    """Keep the grade of a home beside what its household has asked for."""
    for number, grade in grades_at_home(home=event.home_id).items():
        Subscription.objects.filter(resident_id=number).update(grade=grade)


def stopped_leave(event: AutomaticStopped) -> None:
    """Let go of all that somebody asked for who said stop; their STOP was answered already."""
    count, _ = Subscription.objects.filter(resident_id=event.resident_id).delete()
    if count:
        _record(event.resident_id, "resident:warnings:stop", event.at, count=count)


def warning_claim(view: IncomingView) -> Claim | None:
    """Take a text that asks for warnings (``빙판 알림 느티동``), and answer it."""
    if view.parts_missing or view.photos or not view.sender_is_mobile:
        return None
    found = read_request(view.body)
    if found is None:
        return None
    conversations.automatic_queue(
        resident_id=view.resident_id, body=_answer(view, found), reference="warnings",
        now=view.now, cause=Cause.ASKED,
    )  # fmt: skip
    return Claim(BY, "warnings")


def _answer(view: IncomingView, found: WarningRequest) -> str:
    lang = view.language
    if not found.kind:
        kinds = ", ".join(kind_name(code, lang) for code in warning_settings().kinds)
        first = next(iter(warning_settings().kinds))
        shown = example(first, found.dong, lang)
        return warning_text("which_kind", lang, kinds=kinds, example=shown)
    if found.stop:
        _end(view, found)
        return warning_text("ended", lang, kind=kind_name(found.kind, lang))
    if not found.dong:
        near = found.near or tuple(ko for ko, _ in dongs())[:_NAMED]
        names = ", ".join(dong_name(dong, lang) for dong in near)
        shown = example(found.kind, near[0] if near else "", lang)
        return warning_text("which_dong", lang, dongs=names, example=shown)
    made = subscription_put(
        kind=found.kind, dong=found.dong, resident_id=view.resident_id, language=lang, via=TEXT,
        now=view.now,
    )  # fmt: skip
    return warning_text(
        "taken" if made else "already", lang,
        kind=kind_name(found.kind, lang), dong=dong_name(found.dong, lang),
    )  # fmt: skip


def _end(view: IncomingView, found: WarningRequest) -> None:
    """Let go of one kind; others, and other automatic texts, go on."""
    rows = Subscription.objects.filter(resident_id=view.resident_id, kind=found.kind)
    count, _ = (rows.filter(dong=found.dong) if found.dong else rows).delete()
    if count:
        fields = {"kind": found.kind, "count": count}
        _record(view.resident_id, "resident:warnings:stop", view.now, **fields)


def subscription_begin(
    *, kinds: list[str], dong: str, phone: str, language: str, now: dt.datetime
) -> str:
    """Text a code to the telephone that asks; give the token that goes with it.

    Raises UnknownWarningKind, UnknownWarningDong, WarningPhone, WarningTooOften.
    """
    if not kinds:
        raise UnknownWarningKind("choose at least one kind of warning")
    for kind in kinds:
        kind_of(kind)
    dong_check([dong])
    token = conversations.verification_begin(
        phone=_mobile(phone), purpose=_PURPOSE, body=warning_text("code", language, code="{code}"),
        language=language, now=now, payload={"kinds": kinds, "dong": dong, "language": language},
    )  # fmt: skip
    if token is None:
        raise WarningTooOften("no more codes may go to this number now")
    return token


def subscription_finish(*, token: str, code: str, now: dt.datetime) -> int:
    """Take the code, and keep what was asked with it; give how many are new. Raises WarningCode.

    A wrong try is counted: the refusal is raised outside the transaction.
    """
    with transaction.atomic():
        found = conversations.verification_finish(token=token, code=code, purpose=_PURPOSE, now=now)
        if found is not None:
            return _put_all(found, now)
    raise WarningCode("the code is wrong or too old")


def _put_all(found: conversations.Verified, now: dt.datetime) -> int:
    payload = found.payload
    return sum(
        subscription_put(
            kind=kind, dong=payload["dong"], resident_id=found.resident_id,
            language=payload["language"], via=PAGE, now=now,
        )
        for kind in payload["kinds"]
    )  # fmt: skip


def _mobile(phone: str) -> msisdn.Msisdn:
    try:
        number = msisdn.parse(phone)
    except msisdn.InvalidNumber:
        raise WarningPhone("that is no telephone number") from None
    if not number.is_mobile:
        raise WarningPhone("that is no mobile number")
    return number
