"""How yesterday went, in a few figures."""

from dataclasses import dataclass

from django.utils.translation import gettext

from townline.cases import api


@dataclass(frozen=True)
class Figure:
    """A value as it is shown; a dash where there is nothing to count."""

    value: str
    words: str


def share(part: float | None) -> str:
    return "–" if part is None else f"{round(part * 100)}%"


def yesterday(figures: api.Figures) -> list[Figure]:
    """Give what was answered, and the shares of what was kept."""
    return [
        Figure(str(figures.answered_yesterday), gettext("답한 문자")),
        Figure(share(figures.kept_yesterday), gettext("약속 시각을 지킴")),
    ]
