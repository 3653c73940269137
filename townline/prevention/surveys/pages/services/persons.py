"""What surveys keep of one person, as far as a number tells: who was texted a home's link."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.prevention.surveys.api import Submission, answers_forget
from townline.prevention.surveys.pages.models import HomeLink
from townline.prevention.surveys.pages.services.links import note


def person_part() -> persons.PersonPart:
    """Name the part of home surveys in what is kept of one person."""
    return persons.PersonPart(name="home_surveys", tell=_export_person, erase=_erase)


def _links(number: str) -> QuerySet[HomeLink]:
    resident = conversations.resident_find(number)
    return HomeLink.objects.filter(resident=resident) if resident else HomeLink.objects.none()


def _export_person(number: str) -> list[dict[str, Any]]:
    homes = {link.home_id: link.home for link in _links(number).select_related("home")}
    answers = Submission.objects.filter(home__in=homes).exclude(answers={}).order_by("id")
    return [
        *(
            {"home": home.address, "unit": home.unit, "grade": home.grade}
            for home in homes.values()
        ),
        *(
            {"answers": each.answers, "at": each.received_at.isoformat(), "home": each.home_id}
            for each in answers
        ),
    ]


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    del reason  # it stands with the person's erasure
    links = _links(number)
    homes = sorted(set(links.values_list("home_id", flat=True)))
    gone = answers_forget(homes=homes, before=now)
    for home in homes:
        note(home, "home:answers:erase", actor, now)
    erased, _ = links.delete()
    return gone + erased


def retention_rules() -> list[Rule]:
    """Name what goes by age: links that are over."""
    return [
        by_age("home_links", "P30D", lambda before: HomeLink.objects.filter(expires_at__lt=before))
    ]
