"""Incidents ready to draw: their words and marks."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.casework.classification.views.incidents import title as suggestion_title
from townline.platform.core.history import tags
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act
from townline.platform.web.moments import english
from townline.platform.web.templatetags.townline import who
from townline.prevention.incidents import api

# Words of incidents' states, roles and reasons, with the shapes of their marks.

# Icon, level, word.
type Mark = tuple[str, str, Promise]

STATES: dict[str, Mark] = {
    api.IncidentState.OPEN: ("danger", "warning", pgettext_lazy("incident", "진행 중")),
    api.IncidentState.ENDED: ("tick", "success", pgettext_lazy("incident", "종료")),
    api.IncidentState.MERGED: ("away", "calm", pgettext_lazy("incident", "병합됨")),
}
HELD: dict[str, Promise] = {
    "elsewhere": _("다른 상황에 묶인 민원입니다"),
    "private": _("열람이 제한된 민원입니다"),
    "unread": _("아직 읽지 않은 문자입니다"),
    "matter": _("다른 내용으로 보입니다"),
    "place": _("다른 위치로 보입니다"),
    "time": _("다른 때의 일로 보입니다"),
}
WHY: dict[str, Promise] = {
    "words": _("같은 낱말"),
    "likeness": _("내용·위치·시간이 가까움"),
    "suggestion": _("자동 추천에 추가됨"),
    "reply": _("안내를 받은 분의 새 문자"),
}
ROLES: dict[str, Promise] = {
    "lead": pgettext_lazy("incident", "책임자"),
    "information": pgettext_lazy("incident", "안내 담당"),
    "field": pgettext_lazy("incident", "현장 담당"),
}
VIEWS: tuple[tuple[str, Promise], ...] = (
    ("open", pgettext_lazy("incident", "진행 중")),
    ("ended", pgettext_lazy("incident", "종료")),
    ("all", pgettext_lazy("incident", "전체")),
)
ACTIONS: dict[str, Promise] = {
    "open": _("상황 열기"),
    "join": _("민원을 연결함"),
    "leave": _("민원 제외"),
    "end": pgettext_lazy("incident", "상황 종료"),
    "merge": _("상황 병합"),
}


def kinds() -> list[tuple[str, str]]:
    """Give the district's kinds with their names."""
    return [(code, api.kind_name(code)) for code in api.incident_settings().kinds]


def needs(kind: str) -> list[tuple[str, str]]:
    """Give the kinds of needs, those of an incident's kind first."""
    settings = api.incident_settings()
    known = settings.kinds.get(kind)
    first = list(known.needs) if known else []
    return [(code, api.need_name(code)) for code in dict.fromkeys([*first, *settings.needs])
            if code in settings.needs]  # fmt: skip


def offices(codes: Sequence[str]) -> list[departments.Department]:
    """Give the departments of these codes, in the order of the house."""
    return [office for office in departments.departments() if office.code in codes]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list. ``spot``: where it lies, if that is known."""

    row: cases.CaseRow
    spot: Any


def case_lines(rows: Iterable[cases.CaseRow]) -> list[CaseLine]:
    """Put places to cases; one query."""
    found = list(rows)
    spots = cases.row_extras("spot", [row.id for row in found], timezone.now())
    return [CaseLine(row, spots.get(row.id)) for row in found]


def case_line(row: cases.CaseRow) -> CaseLine:
    return CaseLine(row, None)


def suggested_fields(found: classification.Incident) -> dict[str, object]:
    """Give what a suggestion says of an incident that is opened from it."""
    since = timezone.localtime(found.first_at)
    return {
        "kind": api.kind_of_type(found.kind),
        "title": suggestion_title(found),
        "since": f"{since:%Y-%m-%dT%H:%M}",
        "place": ", ".join(dong for dong, _ in found.places),
    }


_BACK = dt.timedelta(hours=72)


def candidate_ids(act: Act, incident: Any, q: str) -> list[int]:  # noqa: ANN401 -- a row
    """Give cases that a batch looks at: of the suggestion and the offers, or of a search."""
    if not q:
        ids = list(incident.offers.filter(decided_at=None).values_list("case", flat=True))
        if incident.suggestion_id:
            ids += classification.suggested_cases(incident.suggestion_id)
        if ids:
            return ids
    filters = cases.CaseFilters(view="open", q=q)
    listed = cases.filtered_cases(act, filters).filter(last_text_at__gte=act.now - _BACK)
    return list(listed.order_by("-last_text_at").values_list("id", flat=True)[:200])


@dataclass(frozen=True, slots=True)
class LogShown:
    """One line of the log in words."""

    at: dt.datetime
    who: str
    what: str
    about: str
    words: str


def log_lines(board: api.Board) -> list[LogShown]:
    """Put words to the log; one query for the names."""
    ids = {n for line in board.log if (n := _staff(line.actor))}
    people = departments.staff_names(ids) if ids else {}
    items = {item.position: item for item in board.checklist}
    return [
        LogShown(
            at=line.at,
            who=who(people.get(_staff(line.actor)), line.actor_label),
            what=tags.label(line.event),
            about=_about(line, items),
            words=line.words or line.reason,
        )
        for line in board.log
    ]


def _staff(actor: str) -> int:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdigit() else 0


def _about(line: api.LogLine, items: dict[int, Any]) -> str:
    kind, _, rest = line.about.partition(":")
    if kind == "need":
        code, _, place = rest.partition(":")
        return " · ".join(filter(None, (api.need_name(code), place)))
    if kind == "role":
        return str(ROLES.get(rest, rest))
    if kind == "item":
        item = items[int(rest)]
        return str(item.en if english() else item.ko)
    return rest or (str(line.count) if line.count > 1 else "")
