"""Who of the office hears of a hazard: at once, and when a step is late; by the alarms' ladder."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from townline.casework.alarms import api as alarms
from townline.casework.cases.api import survivor
from townline.platform.core import district
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.prevention.hazards.models import Hazard, HazardCase
from townline.prevention.hazards.rules.states import (
    AWAITED,
    HazardState,
    HazardStep,
    hazard_subject,
)
from townline.prevention.hazards.selectors.labels import (
    STEPS,
    endangers,
    kind_name,
    reader,
    severity_name,
)


def notify_hazard(
    hazard: Hazard,
    stages: range,
    now: dt.datetime,
    *,
    step: HazardStep | None = None,
    but: int | None = None,
) -> int:
    """Tell who has to hear of these stages; say how many people that were.

    ``step``: the one that is late, else what the hazard waits for.
    """
    case = _case(hazard)
    waits = step or AWAITED[HazardState(hazard.state)]
    whose = alarms.Whose(
        case=case,
        department=hazard.department,
        heard=lambda: _already_notified(hazard, stages, now),
    )
    urgent = endangers(hazard.severity)
    concern = alarms.Concern(
        whose=whose,
        reference=hazard_subject(hazard.pk),
        event=("hazard", str(hazard.pk)),
        words=alarms.AlarmWords(
            text=lambda stage: _text(hazard, waits, stage),
            mail=lambda: _mail(hazard, waits, stages[-1]),
            payload={"kind": "missed" if stages[-1] else "order"},
            notices=("hazard", "hazard", "hazard_late"),
        ),
        rings=urgent,
        urgent=urgent,
        keep=lambda people, _: _keep(hazard, [person for person, _ in people if person]),
    )
    return alarms.notify_people(concern, stages, now, but=but)


def _case(hazard: Hazard) -> Any:  # noqa: ANN401 -- the row of another room
    """Give a case of its that the notices may stand with; one that few may know of never."""
    rows = HazardCase.objects.filter(hazard=hazard, case__private=False).select_related("case")
    first = rows.order_by("id").first()
    return survivor(first.case) if first else None


def _keep(hazard: Hazard, people: Iterable[int]) -> None:
    hazard.heard = sorted({*hazard.heard, *people})
    hazard.save(update_fields=["heard"])


def _already_notified(hazard: Hazard, stages: range, now: dt.datetime) -> set[int]:
    """Give who heard of the stages before; of those before that was kept they are worked out."""
    if hazard.heard:
        return set(hazard.heard)
    before = alarms.Whose(case=_case(hazard), department=hazard.department, heard=set)
    found = alarms.hearers(before, range(min(stages[0], alarms.EVERYBODY)), now)
    return set(found.duty | found.others)


def _text(hazard: Hazard, waits: HazardStep, stage: int) -> str:
    office = district.part(Office).service_name.in_language(reader())
    form = (
        gettext("[%(office)s] 기한 경과: %(what)s. %(step)s 단계입니다. %(page)s")
        if stage
        else gettext("[%(office)s] 위험 지점: %(what)s. 다음 단계: %(step)s. %(page)s")
    )
    fields = {"office": office, "page": _page(hazard), **_words(hazard, waits)}
    return (form % fields).strip()


def _words(hazard: Hazard, waits: HazardStep) -> dict[str, str]:
    named = (kind_name(hazard.kind), severity_name(hazard.severity), hazard.address)
    what = ", ".join(filter(None, named))
    return {"what": f"{what} (#{hazard.pk})", "step": str(STEPS[waits])}


def _page(hazard: Hazard) -> str:
    return public.address(f"/hazards/{hazard.pk}/") or ""


def _mail(hazard: Hazard, waits: HazardStep, stage: int) -> tuple[str, str]:
    words = _text(hazard, waits, stage)
    return words.removesuffix(_page(hazard)).strip(), words + "\n"
