"""What was read in texts, and what is suggested for them, in the lists of cases."""

from django.db.models import Exists, OuterRef, Q

from townline.casework.cases.ports import ListPart, ListView
from townline.casework.classification.models import IncidentCase, TextReading
from townline.casework.classification.selectors.located import spots_of
from townline.casework.classification.selectors.readings import marks_of, set_aside, with_suggestion
from townline.platform.triage.api import dongs_like

_DIGITS = 19  # of a row's number


def _of_incident(number: str) -> Q:
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < _DIGITS else 0
    return Q(id__in=IncidentCase.objects.filter(suggestion=wanted).values("case"))


def _in_dong(dong: str) -> Q:
    readings = TextReading.objects.filter(case=OuterRef("pk"), dong__in=dongs_like(dong))
    return Q(Exists(readings))


PART = ListPart(
    aside=set_aside,
    views={
        "aside": ListView(where=set_aside, counted=True, aside=True),
        "sure": ListView(where=lambda _: with_suggestion(sure=True), here=True, counted=True),
        "unsure": ListView(
            where=lambda _: with_suggestion(sure=False), here=True, counted=True, rest_of="sure"
        ),
    },
    filters={"incident": _of_incident, "dong": _in_dong},
    beside={"mark": marks_of, "spot": spots_of},
    holds={"readings": (TextReading, "case")},
)
