"""What graded homes ask for, each with the answers that led to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from townline.prevention.surveys.models import Grade, Home
from townline.prevention.surveys.rules.grading import Scored, describe_item
from townline.prevention.surveys.rules.ruleset import RuleSet
from townline.prevention.surveys.rules.states import HomeState
from townline.prevention.surveys.selectors.rules import ruleset

_LANGUAGES = ("ko", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeNeeds:
    """A home with what it asks for; ``grade``: None while it has none that counts.

    ``place`` of its grade, 0 for the best. ``why``: code of a measure to the answers that led to
    it, in both languages. ``answers``: item to answer.
    """

    home: Home
    grade: Grade | None
    place: int
    why: dict[str, dict[str, str]]
    answers: dict[str, Any]


def home_needs(ids: Iterable[int]) -> list[HomeNeeds]:
    """Give what these homes ask for; two queries."""
    homes = list(Home.objects.filter(id__in=list(ids)).order_by("id"))
    rows = Grade.objects.filter(home__in=homes, current=True).select_related("rules")
    grades = {row.home_id: row for row in rows}
    return [_needs(home, grades.get(home.pk)) for home in homes]


def homes_in_need() -> list[int]:
    """Give the homes whose grade asks for something."""
    rows = Grade.objects.filter(current=True, home__state=HomeState.GRADED).exclude(needs=[])
    return list(rows.order_by("home").values_list("home", flat=True))


def _needs(home: Home, grade: Grade | None) -> HomeNeeds:
    if grade is None or home.state != HomeState.GRADED:
        return HomeNeeds(home=home, grade=None, place=0, why={}, answers={})
    rules = ruleset(grade.rules)
    answers = {each["item"]: each["answer"] for each in grade.items}
    return HomeNeeds(
        home=home,
        grade=grade,
        place=rules.order[grade.grade],
        why={code: _why(rules, code, answers) for code in grade.needs},
        answers=answers,
    )


def _why(rules: RuleSet, code: str, answers: dict[str, Any]) -> dict[str, str]:
    items = [
        when.item for need in rules.needs if need.measure == code for when in need.when
        if when.holds(answers.get(when.item))
    ]  # fmt: skip
    return {language: _answer_words(rules, items, answers, language) for language in _LANGUAGES}


def _answer_words(
    rules: RuleSet, items: Sequence[str], answers: dict[str, Any], language: str
) -> str:
    none = Fraction(0)
    with translation.override(language):
        unknown = gettext("답 없음")
    found = [Scored(rules.item[code], answers.get(code), none, none) for code in items]
    return ", ".join(dict.fromkeys(describe_item(each, language, unknown) for each in found))
