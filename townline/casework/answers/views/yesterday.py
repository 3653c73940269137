"""How yesterday went, in a few figures."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext

from townline.casework.cases import api as cases
from townline.casework.deadlines import api as deadlines
from townline.casework.portal import api as portal
from townline.platform.departments.api import Viewer


@dataclass(frozen=True)
class Figure:
    """A value as it is shown; a dash where there is nothing to count."""

    value: str
    words: str


def share(part: float | None) -> str:
    return "–" if part is None else f"{round(part * 100)}%"


def yesterday(*, viewer: Viewer, figures: cases.MorningFigures, today: dt.datetime) -> list[Figure]:
    """Give what was answered, what was kept, and how residents took it; three queries.

    ``today`` is the first moment of the day.
    """
    day = {"since": today - dt.timedelta(days=1), "until": today}
    promised = deadlines.promised_figures(viewer=viewer, **day)
    return [
        Figure(str(figures.answered_yesterday), gettext("답변 완료")),
        Figure(share(figures.kept_yesterday), gettext("답변 기한 준수")),
        Figure(share(promised.share), gettext("이행 약속 이행률")),
        Figure(_stars(portal.ratings_of(viewer=viewer, **day)), gettext("만족도 (5점)")),
    ]


def _stars(ratings: list[portal.Ratings]) -> str:
    count = sum(one.count for one in ratings)
    return f"{sum(one.average * one.count for one in ratings) / count:.1f}" if count else "–"
