"""Totals of a list for everybody."""

from django.db.models import Count

from townline.prevention.survey_pages.rules.publishing import DongCount, PublicCount, publish_list
from townline.prevention.surveys.api import Home, HomeState, rules_of


def totals(kind: str) -> tuple[list[str], PublicCount, list[PublicCount]]:
    """Give the grades, the whole and the dongs of a kind, as they may be published; two queries.

    A home without a dong stands in a line named "".
    """
    rows = Home.objects.filter(kind=kind).values_list("dong", "state", "grade")
    found: dict[str, DongCount] = {}
    for dong, state, grade, count in rows.annotate(n=Count("id")).order_by("dong"):
        line = found.setdefault(dong, DongCount(dong))
        if state == HomeState.EXCLUDED:
            line.excluded += count
        elif state == HomeState.GRADED:
            line.grades[grade] = line.grades.get(grade, 0) + count
        else:
            line.waiting += count
    order = [each.grade for each in rules_of(kind).grades]
    whole, lines = publish_list(list(found.values()), order)
    return order, whole, lines
