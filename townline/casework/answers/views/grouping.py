"""What came since last evening, ready to draw: by issue, and within it by place."""

from dataclasses import dataclass

from django.utils.translation import gettext

from townline.casework.answers import api
from townline.casework.answers.rules.morning import NamedSpot
from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.lists import Directory, ListLine, list_lines
from townline.platform.departments import api as departments
from townline.platform.departments.api import Department, Staff
from townline.platform.web.moments import english
from townline.platform.web.templatetags.townline import named

_LINES = 60  # on the whole page: two hundred texts must stay a small page
_MOST = 4  # of one place


@dataclass(frozen=True)
class Owned:
    """A row with who has it: the department, and the person there if one was named."""

    row: cases.CaseRow
    department: Department | None
    officer: Staff | None
    state: str
    danger: cases.Danger | None = None


def with_owners(rows: list[cases.CaseRow], names: Directory) -> list[Owned]:
    """Put departments and officers to rows; one query."""
    people = departments.staff_names({r.assignee_id for r in rows if r.assignee_id})
    return [
        Owned(
            row,
            names.departments.get(row.department or ""),
            people.get(row.assignee_id or 0),
            labels.state(row.state),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class AtPlace:
    """Texts about one issue at one place; ``more`` are not shown."""

    place: str
    count: int
    lines: list[ListLine]

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True)
class Issue:
    """Texts about one service; ``summary`` names the places with their numbers."""

    key: str
    name: str
    count: int
    places: list[AtPlace]

    @property
    def summary(self) -> str:
        return " · ".join(f"{p.place} {p.count}" for p in self.places[:3])

    @property
    def first(self) -> ListLine:
        return self.places[0].lines[0]


def issue_groups(texts: api.MorningTexts, names: Directory) -> list[Issue]:
    """Draw the groups, the largest issue first; no query."""
    by_service: dict[str, list[api.MorningGroup]] = {}
    for group in texts.groups:
        by_service.setdefault(group.service or "", []).append(group)
    most = max(1, min(_MOST, _LINES // max(1, len(texts.groups))))
    found = [_issue(key, groups, most, names) for key, groups in by_service.items()]
    return sorted(found, key=lambda issue: -issue.count)


def _issue(key: str, groups: list[api.MorningGroup], most: int, names: Directory) -> Issue:
    service = names.services.get(key)
    return Issue(
        key,
        named(service) if service else gettext("미처리 문자"),
        sum(len(group.rows) for group in groups),
        [
            AtPlace(_place(group.spot), len(group.rows), list_lines(group.rows[:most], names))
            for group in groups[:_LINES]
        ],
    )


def _place(spot: NamedSpot | None) -> str:
    if spot is None:
        return gettext("위치 미지정")
    return spot.name_en if english() else spot.name_ko
