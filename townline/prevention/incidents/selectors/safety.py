"""Whether those of a list are safe: who may be asked, who was, what they answered."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townline.platform.core import district
from townline.platform.departments.api import Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import BroadcastSummary
from townline.prevention.incidents.errors import IncidentNotFound
from townline.prevention.incidents.models import SafetyAnswer, SafetyCheck
from townline.prevention.incidents.ports import SAFETY_LISTS, SafetyList, SafetyPerson
from townline.prevention.incidents.rules import SafetyState
from townline.prevention.incidents.selectors.incidents import incident_settings, visible

SAFETY = "safety"
_ORDER = {SafetyState.HELP: 0, SafetyState.NONE: 1, SafetyState.SAFE: 2}


def safety_lists() -> list[SafetyList]:
    """Give the lists for whose texts the district's data names a legal ground."""
    grounds = incident_settings().safety_grounds
    return [one for one in SAFETY_LISTS.value if one.code in grounds]


def safety_ground(code: str, lang: str) -> str:
    """Name the legal ground of a list."""
    found = {str(key): value for key, value in incident_settings().safety_grounds.items()}
    return found[code].ground.in_language(lang)


def safety_people(lists: Iterable[str], dongs: Sequence[str]) -> list[SafetyPerson]:
    """Give who is on some lists now, each telephone at each place once."""
    wanted = set(lists)
    people = [one for each in safety_lists() if each.code in wanted for one in each.people(dongs)]
    return list({(one.resident_id, one.place): one for one in people}.values())


def safety_words(lang: str) -> str:
    """Give the question in one of the languages that residents are written to in."""
    return district.text("safety_question", lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyDetail:
    """A check with what was answered, those who need help first; ``sent``: its broadcast."""

    row: SafetyCheck
    sent: BroadcastSummary | None
    answers: list[SafetyAnswer]

    @property
    def in_need(self) -> list[SafetyAnswer]:
        """Those who asked for help, for the top of the incident's own list and map."""
        return [one for one in self.answers if one.answer == SafetyState.HELP]

    def count(self, state: str) -> int:
        """Count the places that answered so."""
        return sum(one.answer == state for one in self.answers)


def safety_get(number: int, viewer: Viewer) -> SafetyDetail:
    """Give one check. Raises IncidentNotFound, also for another department's."""
    rows = SafetyCheck.objects.filter(incident__in=visible(viewer)).select_related("incident")
    row = rows.filter(pk=number).first()
    if row is None:
        raise IncidentNotFound(f"there is no safety check {number}")
    return _details([row])[0]


def safety_of(incident_id: int) -> list[SafetyDetail]:
    """Give the checks of an incident that the caller sees, the newest first; three queries."""
    rows = SafetyCheck.objects.filter(incident=incident_id).select_related("incident")
    return _details(list(rows.order_by("-id")))


def _details(rows: list[SafetyCheck]) -> list[SafetyDetail]:
    sent: dict[int, BroadcastSummary] = {}
    for one in broadcasts.sent_of(SAFETY, [row.pk for row in rows]):
        sent.setdefault(one.row.owner, one)
    answers = SafetyAnswer.objects.filter(check_of__in=rows).select_related("case")
    found = sorted(answers, key=lambda one: (_ORDER[SafetyState(one.answer)], one.place, one.pk))
    return [
        SafetyDetail(
            row=row,
            sent=sent.get(row.pk),
            answers=[one for one in found if one.check_of_id == row.pk],
        )
        for row in rows
    ]


def safety_open(resident_id: int, at: dt.datetime) -> int | None:
    """Give the newest check that a telephone was asked by and may still answer; None: none.

    It is open from the moment at which its text leaves, for the district's ``safety_within``.
    """
    since = at - incident_settings().safety_within
    received = broadcasts.got(SAFETY).filter(
        resident_id=resident_id, text_id__isnull=False, leaves_at__gt=since, leaves_at__lte=at
    )
    row = received.order_by("-leaves_at").values_list("broadcast__owner", flat=True).first()
    return None if row is None else int(row)
