"""What of surveys waits for a person: conflicts, answers without a home, words of households."""

from dataclasses import dataclass

from django.db.models import F, Q

from townline.prevention.surveys.api import EntityUpdate, Home, SecondReview, Submission
from townline.prevention.surveys.pages.models import HouseholdWord
from townline.prevention.surveys.pages.selectors.household import words_open, words_open_count

CONFLICT, NO_HOME = "conflict", "no_home"
# Where the next step is no decision of the home's page: they are kept, and need nobody.
_SETTLED = ("", NO_HOME, "elsewhere", "edited_twice", "left")
_MOST, _FOUND = 200, 10


@dataclass(frozen=True, slots=True)
class Conflict:
    """A home of which phones said different things, and all that they said."""

    home: Home
    said: list[EntityUpdate]


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingDecisions:
    """All that waits, each list up to two hundred."""

    conflicts: list[Conflict]
    homeless: list[Submission]
    problems: list[Submission]
    words: list[HouseholdWord]


def waiting(kind: str) -> PendingDecisions:
    """Read what waits for a kind; four queries."""
    odd = EntityUpdate.objects.filter(home__kind=kind, state=CONFLICT).select_related(
        "home", "submission__surveyor"
    )
    found: dict[int, list[EntityUpdate]] = {}
    for each in odd.order_by("at", "id"):
        found.setdefault(each.home_id, []).append(each)
    answers = Submission.objects.select_related("home", "surveyor", "form").order_by("received_at")
    own = answers.filter(form__kind=kind)
    problems = own.exclude(problem__in=_SETTLED).filter(replaced_by=None, home__isnull=False)
    return PendingDecisions(
        conflicts=[Conflict(rows[0].home, rows) for rows in found.values()][:_MOST],
        homeless=list(own.filter(problem=NO_HOME, replaced_by=None)[:_MOST]),
        problems=list(problems[:_MOST]),
        words=words_open(kind),
    )


def waiting_count(kind: str) -> int:
    """Count what waits; four queries."""
    odd = EntityUpdate.objects.filter(home__kind=kind, state=CONFLICT)
    own = Submission.objects.filter(form__kind=kind, replaced_by=None)
    homeless = own.filter(problem=NO_HOME).count()
    problems = own.exclude(problem__in=_SETTLED).filter(home__isnull=False).count()
    conflicts = odd.order_by().values("home").distinct().count()
    return conflicts + homeless + problems + words_open_count(kind)


def homes_like(kind: str, q: str) -> list[Home]:
    """Find homes by a part of their address, or by their reference."""
    rows = Home.objects.filter(kind=kind)
    either = rows.filter(address__icontains=q) | rows.filter(reference__iexact=q)
    return list(either.order_by("place", "unit", "id")[:_FOUND]) if q else []


# Second reviews that wait.


def reviews_waiting(kind: str) -> list[SecondReview]:
    """Give what is to be done or decided, what differs first; one query."""
    rows = SecondReview.objects.filter(first__home__kind=kind)
    rows = rows.filter(Q(done_at=None) | Q(stands=""))
    rows = rows.select_related("first__home", "first__surveyor", "surveyor")
    return list(rows.order_by(F("done_at").desc(nulls_last=True), "drawn_at", "id")[:200])
