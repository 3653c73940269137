"""What looks like the same thing, beside a case: code, words, why, and one press to join."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_GET

from townline.casework.cases import api as cases
from townline.casework.cases.views.lists import the_act
from townline.casework.classification import api
from townline.casework.classification.selectors.located import spots_of
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.triage import api as triage
from townline.platform.triage.templatetags.dongs import dong_words
from townline.platform.web.staff import staff_page

_MAX_DAYS_NAMED = 30
_KILOMETRE = 1_000
_PLAIN: dict[str, Promise] = {
    "photo": _("사진 유사"),
    "sender": _("같은 민원인"),
    "meaning": _("내용 유사"),
}


@dataclass(frozen=True)
class SimilarLine:
    """One case; ``why`` in words, strongest first."""

    row: cases.CaseRow
    why: tuple[str, ...]
    source: str
    target: str
    spot: api.Located | None = None
    close: bool = False


def panel(detail: cases.Detail, viewer: Viewer, again: dict[str, Any] | None) -> list[SimilarLine]:
    """Give one list: what a machine found, and what stands at the same place in the words."""
    others = again["households"].alike if again else ()
    place = again["households"].place if again else ""
    found = api.similar_cases(detail=detail, viewer=viewer, others=others, place=place)
    spots = spots_of([one.row.id for one in found], clock.now()) if found else {}
    return [
        SimilarLine(one.row, words(one), one.source, one.target, spots.get(one.row.id), one.close)
        for one in found
    ]


def words(one: api.SimilarCase) -> tuple[str, ...]:
    """Say why: ``같은 곳``, ``40 m``, ``어제``, ``낱말: 구멍, 오토바이``."""
    reasons = [_reason_text(reason) for reason in one.reasons if reason.kind != "time"]
    return tuple(each for each in (*reasons[:2], _when(one.row), *reasons[2:]) if each)


def _reason_text(reason: triage.Reason) -> str:
    value = reason.value
    if reason.kind == "distance":
        return _far(float(value)) if isinstance(value, int | float) else ""
    if reason.kind == "words":
        return gettext("단어: %(words)s") % {"words": ", ".join(map(str, value))}  # type: ignore[arg-type] # words are a tuple
    if reason.kind == "place":
        return gettext("같은 위치")
    if reason.kind == "dong":
        return gettext("같은 동(%(dong)s)") % {"dong": dong_words(str(value))}
    return str(_PLAIN.get(reason.kind, ""))


def _far(metres: float) -> str:
    if metres >= _KILOMETRE:
        return f"{metres / _KILOMETRE:.1f} km"
    return f"{round(metres / 10) * 10:.0f} m" if metres >= 10 else gettext("같은 지점")  # noqa: PLR2004 -- as near as a phone knows


def _when(row: cases.CaseRow) -> str:
    today = timezone.localtime(clock.now()).date()
    days = (today - timezone.localtime(row.first_text_at).date()).days
    if days <= 1:
        return gettext("어제") if days == 1 else gettext("오늘")
    if days <= _MAX_DAYS_NAMED:
        return gettext("%(days)d일 전") % {"days": days}
    return f"{timezone.localtime(row.first_text_at):%Y-%m-%d}"


# Two cases that only look alike, side by side: a second press merges them.

_CODE = 16


@require_GET
@staff_page(may(Permission.WRITE))
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Show the texts of both; what is merged goes on as ``other``."""
    act = the_act(request)
    both = [cases.case_get(act, code=one) for one in (code, request.GET.get("other", "")[:_CODE])]
    sides = [(one.row, [text for text in one.thread if text.direction == "in"]) for one in both]
    context = {"sides": sides, "source": both[0].row.code, "target": both[1].row.code}
    return render(request, "classification/compare.html", context)
