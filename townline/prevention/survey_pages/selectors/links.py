"""Links to a home, and what households said that staff have not looked at."""

import datetime as dt

from django.db.models import Count

from townline.platform.core.history import audit
from townline.prevention.survey_pages.models import HomeLink, HouseholdWord
from townline.prevention.surveys.api import home_subject

LOOK = "home:link:look"


def link_of(home_id: int, now: dt.datetime) -> HomeLink | None:
    """Give the link that works now."""
    rows = HomeLink.objects.filter(home=home_id, revoked_at=None, expires_at__gt=now)
    return rows.order_by("-made_at").first()


def view_count(link: HomeLink) -> int:
    """Count how often a page was looked at behind a link."""
    return audit.history(home_subject(link.home_id)).filter(event=LOOK, data__link=link.pk).count()


def words_of(home_id: int) -> list[HouseholdWord]:
    """Give what a household said, the last first."""
    return list(HouseholdWord.objects.filter(home=home_id).order_by("-at", "-id")[:10])


def words_open(kind: str) -> list[HouseholdWord]:
    """Give what households of a kind said that nobody has looked at, the oldest first."""
    rows = HouseholdWord.objects.filter(home__kind=kind, settled_at=None)
    return list(rows.select_related("home").order_by("at", "id")[:200])


def words_open_count(kind: str) -> int:
    """Count these."""
    rows = HouseholdWord.objects.filter(home__kind=kind, settled_at=None)
    return int(rows.aggregate(n=Count("id"))["n"])
