"""Who may be asked whether they are safe: surveyed households, and who asked to be warned."""

from collections.abc import Sequence

from django.utils.translation import gettext

from townline.platform.conversations import api as conversations
from townline.prevention.incidents.ports import SafetyList, SafetyPerson
from townline.prevention.incidents.warnings.models import Subscription
from townline.prevention.surveys import api as surveys

HOMES, WARNED = "homes", "warned"


def _homes(dongs: Sequence[str]) -> list[SafetyPerson]:
    rows = surveys.Household.objects.select_related("home").order_by("home")
    rows = rows.exclude(home__state=surveys.HomeState.EXCLUDED)
    found = list(rows.filter(home__dong__in=dongs) if dongs else rows)
    briefs = conversations.residents_brief({row.resident_id for row in found})
    return [
        SafetyPerson(
            resident_id=row.resident_id, language=briefs[row.resident_id].language,
            place=f"{row.home.address} {row.home.unit}".strip(), dong=row.home.dong,
            latitude=row.home.latitude, longitude=row.home.longitude,
        )
        for row in found
        if row.resident_id in briefs
    ]  # fmt: skip


def _warned_people(dongs: Sequence[str]) -> list[SafetyPerson]:
    rows = Subscription.objects.order_by("id")
    return [
        SafetyPerson(
            resident_id=row.resident_id, language=row.language, place=row.dong, dong=row.dong
        )
        for row in (rows.filter(dong__in=dongs) if dongs else rows)
    ]


def safety_lists() -> list[SafetyList]:
    """Give both lists as incidents take them."""
    return [
        SafetyList(code=HOMES, label=lambda: gettext("주택 조사를 받은 세대"), people=_homes),
        SafetyList(
            code=WARNED, label=lambda: gettext("안전 알림을 신청한 분"), people=_warned_people
        ),
    ]
