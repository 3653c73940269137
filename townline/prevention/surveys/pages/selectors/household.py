"""A household's own home, as the page behind its link shows it: what was found, and who comes."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from townline.platform.core.history import audit
from townline.prevention.surveys.api import (
    Grade,
    Home,
    HomeState,
    PlannedVisit,
    home_subject,
    kind_of,
    ruleset,
)
from townline.prevention.surveys.pages.models import HomeLink, HouseholdWord
from townline.prevention.surveys.rules.ruleset import RuleItem


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One thing that was looked at, in words. ``lost``: what it took of a hundred points."""

    name: str
    answer: str
    lost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPage:
    """``found``: what speaks against the home first; ``place`` of the grade from the best, 1."""

    home: Home
    kind: str
    grade: Grade | None
    place: int
    grades: int
    found: list[FoundItem]
    needs: list[str]
    visit: PlannedVisit | None

    @property
    def against(self) -> list[FoundItem]:
        return [each for each in self.found if each.lost > 0]

    @property
    def fine(self) -> list[FoundItem]:
        return [each for each in self.found if each.lost <= 0]


def household_page(home: Home, *, language: str, today: dt.date) -> HouseholdPage:
    """Read one home for who lives there; three queries."""
    kind = kind_of(home.kind)
    grades = Grade.objects.filter(home=home, current=True).select_related("rules")
    grade = grades.first() if home.state == HomeState.GRADED else None
    order = ruleset(grade.rules).order if grade else {}
    measures = {each.code: each.name.in_language(language) for each in kind.measures}
    visits = PlannedVisit.objects.filter(home=home, done_at=None, day__gte=today)
    return HouseholdPage(
        home=home,
        kind=kind.name.in_language(language),
        grade=grade,
        place=order[grade.grade] + 1 if grade else 0,
        grades=len(order),
        found=_found_items(grade, language) if grade else [],
        needs=[measures.get(code, code) for code in grade.needs] if grade else [],
        visit=visits.order_by("day").first() if home.state == HomeState.LISTED else None,
    )


def _found_items(grade: Grade, language: str) -> list[FoundItem]:
    items = ruleset(grade.rules).item
    rows = [
        FoundItem(
            items[each["item"]].name.in_language(language),
            _answer(items[each["item"]], each["answer"], language),
            each["lost"],
        )
        for each in grade.items
        if each["item"] in items
    ]
    return sorted(rows, key=lambda each: -each.lost)


def _answer(item: RuleItem, answer: object, language: str) -> str:
    if answer is None:
        return ""
    if isinstance(answer, str) and answer in item.choices:
        return item.choices[answer].said.in_language(language)
    measure = f"{answer:g}" if isinstance(answer, float | int) else str(answer)
    return item.said.in_language(language, measure) if item.said else measure


# Links to a home, and what households said that staff have not looked at.

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
