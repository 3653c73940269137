"""A warning begins with the district's words; what broadcasts ask of it; households are told."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from townline.casework.cases import api as cases
from townline.casework.cases.api import NotAllowed
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Act, Permission, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import Addressee
from townline.prevention.incidents.warnings.errors import (
    NobodyToWarn,
    WarningNotFound,
    WordsWithoutStop,
)
from townline.prevention.incidents.warnings.models import Invitation, Subscription, WarningNotice
from townline.prevention.incidents.warnings.rules import WARNING, warning_subject
from townline.prevention.incidents.warnings.selectors import (
    addressees,
    dong_check,
    dong_name,
    example,
    kind_name,
    kind_of,
    stops,
    uninvited_households,
    warning_recipients,
    warning_settings,
    warning_template,
    warning_text,
)


@transaction.atomic
def warning_write(
    act: Act, *, kind: str, dongs: Sequence[str] = (), homes: bool = False
) -> WarningNotice:
    """Draft a warning from the words of its kind; nobody gets it before the mayor approves.

    ``dongs``: empty for all. Raises UnknownWarningKind, UnknownWarningDong, NobodyToWarn.
    """
    _may_write(act.viewer)
    kind_of(kind)
    dong_check([*dongs])
    row = WarningNotice(
        kind=kind, dongs=sorted(set(dongs)), homes=homes, at=act.now, by_id=act.viewer.staff_id
    )
    if not warning_recipients(row):
        raise NobodyToWarn("nobody asked for such a warning there")
    row.save()
    audit.record(
        audit.AuditEntry(
            subject=warning_subject(row.pk), event="warning:notice:write", actor=act.actor,
            at=act.now, data={"kind": kind},
        )
    )  # fmt: skip
    bodies = {lang: _words(row, lang) for lang in district.languages()}
    broadcasts.broadcast_save(act, kind=WARNING, owner=row.pk, bodies=bodies)
    return row


def _words(row: WarningNotice, lang: str) -> str:
    whole = district.text("warning_everywhere", lang)
    names = ", ".join(dong_name(dong, lang) for dong in row.dongs) or whole
    begins = settle(warning_template(row.kind, lang).format(dongs=names))
    return f"{begins} {warning_text('stop', lang)}"


def _may_write(viewer: Viewer) -> None:
    if not (viewer.may(Permission.ASSIGN) and viewer.may(Permission.WRITE)):
        raise NotAllowed(f"the role {viewer.role} writes no warnings")


def warning_kind() -> broadcasts.BroadcastKind:
    """Say what broadcasts must know of warnings."""
    return broadcasts.BroadcastKind(
        name=WARNING,
        history="warning:text",
        address="/warnings/{owner}/",
        hold=_hold,
        people=_people,
        titles=_titles,
        per_minute=lambda: warning_settings().per_minute,
        writing=Permission.ASSIGN,
        check=_check,
        urgent=_urgent,
        refuses=_refuses,
    )


def _row(number: int) -> WarningNotice:
    row = WarningNotice.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise WarningNotFound(f"there is no warning {number}")
    return row


def _hold(number: int, viewer: Viewer, permission: Permission, _over: bool) -> None:
    _row(number)
    if not viewer.may(permission):
        raise NotAllowed(f"the role {viewer.role} may not do this ({permission})")


def _people(number: int, bodies: Mapping[str, str]) -> list[Addressee]:
    row = WarningNotice.objects.filter(pk=number).first()
    return addressees(warning_recipients(row), bodies) if row else []


def _titles(ids: Collection[int], viewer: Viewer) -> dict[int, str]:
    rows = WarningNotice.objects.filter(id__in=ids if viewer.reads else [])
    return {row.pk: kind_name(row.kind) for row in rows}


def _urgent(number: int, _requested: bool) -> bool:
    """Only what a district says is a matter of life leaves at night."""
    kind = warning_settings().kinds.get(WarningNotice.objects.get(pk=number).kind)
    return bool(kind and kind.life)


def _check(bodies: Mapping[str, str]) -> None:
    if silent := [lang for lang, words in bodies.items() if not stops(words)]:
        raise WordsWithoutStop("the words do not say how to stop", language=silent[0])


def _refuses(residents: Collection[int], _now: dt.datetime) -> set[int]:
    """Whoever said stop since the mayor approved gets none."""
    subscriptions = Subscription.objects.filter(resident_id__in=residents)
    return set(residents) - set(subscriptions.values_list("resident_id", flat=True))


@transaction.atomic
def households_invite(act: Act) -> int:
    """Tell households of surveyed homes, once each, how to ask for warnings; give how many."""
    _may_write(act.viewer)
    return sum(
        _invite(one, *invitation, act.now) for one, invitation in uninvited_households().items()
    )


def _invite(resident_id: int, kind: str, dong: str, now: dt.datetime) -> bool:
    _, fresh = Invitation.objects.get_or_create(resident_id=resident_id, defaults={"at": now})
    if not fresh:
        return False
    brief = conversations.residents_brief([resident_id]).get(resident_id)
    lang = brief.language if brief else "ko"
    words = warning_text(
        "invite", lang, kind=kind_name(kind, lang), example=example(kind, dong, lang)
    )
    queued = conversations.automatic_queue(
        resident_id=resident_id, body=words, reference="warnings", now=now,
        not_before=cases.ends(now),
    )  # fmt: skip
    return queued is not None
