"""What a search's address holds: read from it, checked, and written back."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, gettext_noop
from pydantic import Field

from townline.casework.cases.views import labels
from townline.casework.cases.views.lists import Directory
from townline.casework.search import api
from townline.platform.web.inputs import Input, Line
from townline.platform.web.templatetags.townline import named

NAMES = ("q", "state", "department", "service", "kind", "since", "until", "sort", "wide")
# More is read than can be sought, so that it is refused with a reason, not cut in silence.
_READ = {"q": 1_000}
_DAY = dt.timedelta(days=1)


class Sought(Input):
    """The search's form; its fields go into the address, which ``given_in`` reads."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "q": gettext_noop("검색어"),
        "state": gettext_noop("상태"),
        "kind": gettext_noop("검색 범위"),
        "since": gettext_noop("시작일"),
        "until": gettext_noop("종료일"),
        "sort": gettext_noop("순서"),
        "wide": gettext_noop("넓은 검색"),
    }
    q: Annotated[str, Field(max_length=1_000)] = ""
    state: Line = ""
    department: Line = ""
    service: Line = ""
    kind: Line = ""
    since: Line = ""
    until: Line = ""
    sort: Line = ""
    wide: Line = ""


STATES: dict[str, Promise] = {
    "open": _("처리 중 전체"),
    "finished": _("종결 전체"),
    **{key: word for key, word in labels.STATES.items() if key != "merged"},
}
KINDS: dict[str, Promise] = {
    "text": _("민원인 문자"),
    "answer": _("발송한 답변"),
    "note": _("메모"),
    "title": _("제목"),
}
SORTS: dict[str, Promise] = {"": _("정확도순"), "date": _("최신순")}


def given_in(parameters: Mapping[str, str]) -> dict[str, str]:
    """Read the filters that say anything; a day that is none is left out."""
    given = {name: parameters.get(name, "").strip()[: _READ.get(name, 40)] for name in NAMES}
    known = {"state": STATES, "kind": KINDS, "sort": SORTS, "wide": {"1"}}
    for name, allowed in known.items():
        if given[name] not in allowed:
            given[name] = ""
    for name in ("since", "until"):
        given[name] = given[name] if _day(given[name]) else ""
    return {name: value for name, value in given.items() if value}


def request_of(given: Mapping[str, str]) -> api.SearchRequest:
    """Say what is wished; ``until`` is the last day that counts, in the district's zone."""
    until = _day(given.get("until", ""))
    return api.SearchRequest(
        q=given.get("q", ""),
        state=given.get("state", ""),
        department=given.get("department", ""),
        service=given.get("service", ""),
        kind=given.get("kind", ""),
        since=_day(given.get("since", "")),
        until=until + _DAY if until else None,
        by_date=given.get("sort") == "date",
        wide=given.get("wide") == "1",
    )


def query_of(given: Mapping[str, str], **changes: str) -> str:
    """Write filters back into an address."""
    now = {name: given.get(name, "") for name in NAMES} | changes
    return urlencode({name: value for name, value in now.items() if value})


def _day(written: str) -> dt.datetime | None:
    try:
        day = parse_date(written)
    except ValueError:
        return None
    return timezone.make_aware(dt.datetime.combine(day, dt.time())) if day else None


def filter_words(given: Mapping[str, str], names: Directory) -> list[str]:
    """Say the filters in words, as they stand beside what was found."""
    department = names.departments.get(given.get("department", ""))
    service = names.services.get(given.get("service", ""))
    days = [given.get("since", ""), given.get("until", "")]
    labels = [
        STATES.get(given.get("state", "")),
        named(department) if department else "",
        named(service) if service else "",
        KINDS.get(given.get("kind", "")),
        "–".join(days) if any(days) else "",
        SORTS["date"] if "sort" in given else "",
    ]
    return [str(word) for word in labels if word]
